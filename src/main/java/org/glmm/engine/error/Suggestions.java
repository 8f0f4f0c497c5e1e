package org.glmm.engine.error;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Hints for a misspelt name: the known names closest to it by edit distance. */
public final class Suggestions {

    private static final int LISTED = 10;

    private Suggestions() {
    }

    /**
     * A clause to end an error message with: the close names if there are any, otherwise the first few known names.
     *
     * @param name what was asked for
     * @param known the names that exist
     * @return for example {@code did you mean "treatment"?}
     */
    public static String forName(String name, Collection<String> known) {
        var close = close(name, known);
        if (!close.isEmpty()) {
            return "did you mean " + quoted(close, " or ") + "?";
        }
        if (known.isEmpty()) {
            return "there are no columns.";
        }
        var shown = known.stream().limit(LISTED).toList();
        return "available are " + quoted(shown, ", ") + (known.size() > LISTED ? " and others" : "") + ".";
    }

    private static List<String> close(String name, Collection<String> known) {
        int limit = Math.min(name.length() - 1, Math.max(1, name.length() / 3));
        return known.stream()
            .filter(candidate -> distance(name, candidate) <= limit)
            .sorted(Comparator.comparingInt(candidate -> distance(name, candidate)))
            .limit(3)
            .toList();
    }

    private static String quoted(List<String> names, String separator) {
        return names.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(separator));
    }

    /** Levenshtein distance, ignoring case. */
    private static int distance(String first, String second) {
        String a = first.toLowerCase(Locale.ROOT);
        String b = second.toLowerCase(Locale.ROOT);
        int[] previous = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substitution, Math.min(previous[j], current[j - 1]) + 1);
            }
            var swap = previous;
            previous = current;
            current = swap;
        }
        return previous[b.length()];
    }
}
