package org.glmm.engine.formula;

import java.util.Set;

/** Which column names can be written bare in a formula, and how the others are quoted. */
final class Names {

    private static final Set<String> RESERVED = Set.of("if", "else", "repeat", "while", "function", "for", "next",
        "break", "in", "TRUE", "FALSE", "NULL", "Inf", "NaN", "NA");

    private Names() {
    }

    /** The name as written in a formula: bare if syntactic in R, else in backticks with {@code `} and \ escaped. */
    static String quoted(String name) {
        return isSyntactic(name) ? name : "`" + name.replace("\\", "\\\\").replace("`", "\\`") + "`";
    }

    static boolean isStart(int character) {
        return Character.isLetter(character) || character == '.';
    }

    static boolean isPart(int character) {
        return isStart(character) || Character.isDigit(character) || character == '_';
    }

    private static boolean isSyntactic(String name) {
        if (name.isEmpty() || name.equals(".") || RESERVED.contains(name) || !isStart(name.codePointAt(0))) {
            return false;
        }
        boolean startsLikeNumber = name.length() > 1 && name.charAt(0) == '.' && Character.isDigit(name.charAt(1));
        return !startsLikeNumber && name.codePoints().allMatch(Names::isPart);
    }
}
