package org.glmm.engine.family;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Names with a number as parameter, such as "power(0.5)" and "t(4)". */
final class Parameterised {

    private Parameterised() {
    }

    /** The shortest text of a number that gives the number back. */
    static String text(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15 ? Long.toString((long) number)
            : Double.toString(number);
    }

    /** The number in {@code text} if that reads {@code name(number)}. */
    static OptionalDouble parameter(String name, String text) {
        var match = Pattern.compile(Pattern.quote(name) + "\\((.+)\\)").matcher(text);
        if (!match.matches()) {
            return OptionalDouble.empty();
        }
        try {
            return OptionalDouble.of(Double.parseDouble(match.group(1)));
        } catch (NumberFormatException notANumber) {
            return OptionalDouble.empty();
        }
    }
}
