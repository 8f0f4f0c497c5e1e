package org.glmm.engine.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Cuts the text of a formula into tokens; the last one is always END. */
final class Tokenizer {

    private static final Pattern NUMBER = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern SYMBOL = Pattern.compile("\\|\\||%in%|[-~+*/:^|(),=]");

    private final String text;
    private int index;

    private Tokenizer(String text) {
        this.text = text;
    }

    static List<Token> tokenize(String text) {
        return new Tokenizer(text).tokens();
    }

    private List<Token> tokens() {
        var tokens = new ArrayList<Token>();
        for (skipBlanks(); index < text.length(); skipBlanks()) {
            tokens.add(next());
        }
        tokens.add(new Token(Token.Kind.END, "", text.length() + 1));
        return tokens;
    }

    private void skipBlanks() {
        while (index < text.length() && isBlank(text.charAt(index))) {
            index++;
        }
    }

    private static boolean isBlank(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    private Token next() {
        if (text.charAt(index) == '`') {
            return quotedName();
        }
        var number = NUMBER.matcher(text).region(index, text.length());
        if (number.lookingAt()) {
            return token(Token.Kind.NUMBER, number.end());
        }
        if (Names.isStart(text.codePointAt(index))) {
            return token(Token.Kind.NAME, endOfName());
        }
        var symbol = SYMBOL.matcher(text).region(index, text.length());
        if (symbol.lookingAt()) {
            return token(Token.Kind.SYMBOL, symbol.end());
        }
        throw new FormulaException("the character '" + Character.toString(text.codePointAt(index))
            + "' has no meaning here; put a column name that contains it in backticks", text, index + 1);
    }

    private Token token(Token.Kind kind, int end) {
        var token = new Token(kind, text.substring(index, end), index + 1);
        index = end;
        return token;
    }

    private int endOfName() {
        int end = index;
        while (end < text.length() && Names.isPart(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }

    /** A backslash takes away the meaning of a backtick or backslash after it. */
    private Token quotedName() {
        int start = index++;
        var name = new StringBuilder();
        while (index < text.length() && text.charAt(index) != '`') {
            boolean escape = text.charAt(index) == '\\' && index + 1 < text.length()
                && "\\`".indexOf(text.charAt(index + 1)) >= 0;
            index += escape ? 1 : 0;
            name.append(text.charAt(index++));
        }
        if (index == text.length()) {
            throw new FormulaException("the backtick opened here is not closed", text, start + 1);
        }
        index++;
        if (name.isEmpty()) {
            throw new FormulaException("there is no column name between the backticks", text, start + 1);
        }
        return new Token(Token.Kind.QUOTED_NAME, name.toString(), start + 1);
    }
}
