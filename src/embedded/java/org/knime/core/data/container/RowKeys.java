package org.knime.core.data.container;

import java.util.HashSet;
import java.util.Set;

import org.knime.core.util.DuplicateKeyException;

/** Finds a RowID that comes twice; one run of consecutive row numbers is kept as its two ends. */
final class RowKeys {

    private final Set<String> others = new HashSet<>();
    private long first;
    private long end;

    void add(final String key) {
        final long number = KeyBlock.number(key);
        if (number >= 0 && first == end && others.isEmpty()) {
            first = number;
            end = number;
        }
        final boolean inRun = number >= first && number < end;
        if (inRun || others.contains(key)) {
            throw new DuplicateKeyException("Encountered duplicate row ID \"" + key + "\"", key);
        }
        if (number >= 0 && number == end) {
            end++;
        } else {
            others.add(key);
        }
    }
}
