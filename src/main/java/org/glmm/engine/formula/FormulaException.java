package org.glmm.engine.formula;

import org.glmm.engine.error.ModelException;

/** A formula that cannot be understood; the message names the position and shows the text found there. */
public final class FormulaException extends ModelException {

    private static final long serialVersionUID = 1L;

    private static final int SHOWN = 24;

    private final int position;

    /**
     * @param problem what is wrong and what to write instead, as a clause without a full stop
     * @param text the whole formula
     * @param position 1-based column of the offending piece; one past the length means the end of the formula
     */
    public FormulaException(String problem, String text, int position) {
        super("Formula error at position " + position + ", " + place(text, position) + ": " + problem + ".");
        this.position = position;
    }

    /** 1-based column of the offending piece. */
    public int position() {
        return position;
    }

    private static String place(String text, int position) {
        if (position > text.length()) {
            return "at the end";
        }
        var rest = text.substring(position - 1).strip();
        return "at '" + (rest.length() <= SHOWN ? rest : rest.substring(0, SHOWN) + "...") + "'";
    }
}
