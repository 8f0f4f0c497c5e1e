package org.glmm.engine.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.glmm.engine.frame.NumericColumn;

/** Parts of sentences. */
final class Words {

    private static final int MOST = 3;

    private Words() {
    }

    /** "a, b and c", or "a, b, c and 4 others". */
    static String list(List<String> items) {
        int size = items.size();
        if (size > MOST + 1) {
            return String.join(", ", items.subList(0, MOST)) + " and " + (size - MOST) + " others";
        }
        return size == 1 ? items.get(0) : String.join(", ", items.subList(0, size - 1)) + " and " + items.get(size - 1);
    }

    /** The items in quotes. */
    static String quoted(List<String> items) {
        List<String> quoted = new ArrayList<>();
        for (String item : items) {
            quoted.add("\"" + item + "\"");
        }
        return list(quoted);
    }

    /** "1 row", "2 rows". */
    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** A number with six significant digits at most. */
    static String number(double value) {
        return NumericColumn.label(Double.parseDouble(String.format(Locale.ROOT, "%.5e", value)));
    }
}
