package org.glmm.headless.csv;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes column names unique as KNIME does: the second {@code x} becomes {@code x (#1)}, the third {@code x (#2)}. */
final class UniqueNames {

    private static final Pattern NUMBERED = Pattern.compile("(^.*) \\(#(\\d{1,9})\\)");

    private final Set<String> m_taken;

    UniqueNames(final Collection<String> taken) {
        m_taken = new HashSet<>(taken);
    }

    /** @return the trimmed suggestion if it is free, otherwise the first free numbered form of it */
    String next(final String suggestion) {
        final var trimmed = suggestion.trim();
        if (m_taken.add(trimmed)) {
            return trimmed;
        }
        final var matcher = NUMBERED.matcher(trimmed);
        final var numbered = matcher.matches();
        final var base = numbered ? matcher.group(1) : trimmed;
        var index = numbered ? Integer.parseInt(matcher.group(2)) + 1 : 1;
        while (!m_taken.add(base + " (#" + index + ")")) {
            index++;
        }
        return base + " (#" + index + ")";
    }
}
