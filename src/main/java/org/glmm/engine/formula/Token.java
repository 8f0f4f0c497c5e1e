package org.glmm.engine.formula;

/** A piece of a formula's text; {@code position} is its 1-based column. */
record Token(Kind kind, String text, int position) {

    enum Kind { NAME, QUOTED_NAME, NUMBER, SYMBOL, END }

    boolean is(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean isName() {
        return kind == Kind.NAME || kind == Kind.QUOTED_NAME;
    }
}
