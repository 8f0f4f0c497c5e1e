package org.knime.core.util;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;

/** Makes names that are not taken yet by appending " (#1)", " (#2)", ... */
public final class UniqueNameGenerator {

    private static final Pattern NUMBERED = Pattern.compile("(.*) \\(#(\\d{1,9})\\)");

    private final Set<String> taken = new HashSet<>();

    public UniqueNameGenerator(final DataTableSpec spec) {
        if (spec != null) {
            spec.forEach(c -> taken.add(c.getName()));
        }
    }

    public UniqueNameGenerator(final Set<String> names) {
        if (names != null) {
            taken.addAll(names);
        }
    }

    /** The trimmed suggestion, or its text before any " (#n)" with the next free number; taken from now on. */
    public String newName(final String suggested) {
        final var trimmed = suggested.trim();
        if (taken.add(trimmed)) {
            return trimmed;
        }
        final var numbered = NUMBERED.matcher(trimmed);
        final boolean hasNumber = numbered.matches();
        final var base = hasNumber ? numbered.group(1) : trimmed;
        int number = hasNumber ? Integer.parseInt(numbered.group(2)) + 1 : 1;
        String name;
        do {
            name = base + " (#" + number++ + ")";
        } while (!taken.add(name));
        return name;
    }

    public DataColumnSpec newColumn(final String suggested, final DataType type) {
        return newCreator(suggested, type).createSpec();
    }

    public DataColumnSpecCreator newCreator(final String suggested, final DataType type) {
        return new DataColumnSpecCreator(newName(suggested), type);
    }

    public DataColumnSpecCreator newCreator(final DataColumnSpec column) {
        final var creator = new DataColumnSpecCreator(column);
        creator.setName(newName(column.getName()));
        return creator;
    }
}
