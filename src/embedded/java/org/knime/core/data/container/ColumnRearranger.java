package org.knime.core.data.container;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;

/** A plan of a new table: columns of an existing one, kept, removed, moved, and columns made by cell factories. */
public class ColumnRearranger {

    private final DataTableSpec originalSpec;
    private final List<Column> columns = new ArrayList<>();

    public ColumnRearranger(final DataTableSpec original) {
        originalSpec = original;
        for (int i = 0; i < original.getNumColumns(); i++) {
            columns.add(new Column(original.getColumnSpec(i), null, i));
        }
    }

    /** A column of the new table: number {@code index} of the factory, or of the original table if that is null. */
    record Column(DataColumnSpec spec, CellFactory factory, int index) {

        boolean isNew() {
            return factory != null;
        }
    }

    final List<Column> columns() {
        return List.copyOf(columns);
    }

    final DataTableSpec originalSpec() {
        return originalSpec;
    }

    public final int getColumnCount() {
        return columns.size();
    }

    /** The present position of the column, or -1. */
    public final int indexOf(final String colName) {
        if (colName == null) {
            throw new NullPointerException("The column name is null.");
        }
        return IntStream.range(0, columns.size()).filter(i -> columns.get(i).spec.getName().equals(colName))
            .findFirst().orElse(-1);
    }

    public final void keepOnly(final String... colNames) {
        final var kept = distinct(colNames);
        columns.removeIf(c -> !kept.contains(c.spec.getName()));
    }

    public final void keepOnly(final int... colIndices) {
        final var kept = distinct(colIndices);
        final var remaining = IntStream.range(0, columns.size()).filter(kept::contains).mapToObj(columns::get).toList();
        columns.clear();
        columns.addAll(remaining);
    }

    public final void remove(final String... colNames) {
        final var removed = distinct(colNames);
        columns.removeIf(c -> removed.contains(c.spec.getName()));
    }

    public final void remove(final int... colIndices) {
        final var removed = distinct(colIndices);
        for (int i = columns.size() - 1; i >= 0; i--) {
            if (removed.contains(i)) {
                columns.remove(i);
            }
        }
    }

    private Set<String> distinct(final String... colNames) {
        final var names = new HashSet<>(Arrays.asList(colNames));
        if (names.contains(null)) {
            throw new IllegalArgumentException("A column name is null: " + Arrays.toString(colNames));
        }
        if (names.size() != colNames.length) {
            throw new IllegalArgumentException("A column is named twice: " + Arrays.toString(colNames));
        }
        final var unknown = names.stream().filter(n -> indexOf(n) < 0).toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("No such column name(s): " + unknown);
        }
        return names;
    }

    private Set<Integer> distinct(final int... colIndices) {
        final var indices = Arrays.stream(colIndices).boxed().collect(Collectors.toSet());
        for (final var i : indices) {
            if (i < 0 || i >= columns.size()) {
                throw new IndexOutOfBoundsException("No column " + i + " of " + columns.size());
            }
        }
        if (indices.size() != colIndices.length) {
            throw new IndexOutOfBoundsException("A column is given twice: " + Arrays.toString(colIndices));
        }
        return indices;
    }

    public final void move(final String colName, final int to) {
        move(knownIndex(colName), to);
    }

    /** @param to the position to move to, counted before the column is taken away */
    public final void move(final int from, final int to) {
        final var moved = columns.remove(from);
        columns.add(from < to ? to - 1 : to, moved);
    }

    public final void permute(final int[] colIndicesInOrder) {
        permute(Arrays.stream(colIndicesInOrder).mapToObj(i -> columns.get(i).spec.getName()).toArray(String[]::new));
    }

    /** Puts the named columns first, in this order; the others follow in theirs. */
    public final void permute(final String[] colNamesInOrder) {
        distinct(colNamesInOrder);
        final var order = new HashMap<String, Integer>();
        for (final var name : colNamesInOrder) {
            order.put(name, order.size());
        }
        columns.sort(Comparator.comparing(c -> order.getOrDefault(c.spec.getName(), order.size())));
    }

    public final void append(final CellFactory fac) {
        insertAt(columns.size(), fac);
    }

    public final void insertAt(final int position, final CellFactory fac) {
        final var specs = fac.getColumnSpecs();
        for (int i = 0; i < specs.length; i++) {
            columns.add(position + i, new Column(specs[i], fac, i));
        }
    }

    public final void replace(final CellFactory newCol, final String colName) {
        replace(newCol, knownIndex(colName));
    }

    public final void replace(final CellFactory fac, final int... colIndex) {
        final var specs = fac.getColumnSpecs();
        if (specs.length != colIndex.length) {
            throw new IndexOutOfBoundsException(
                "The factory makes " + specs.length + " columns, " + colIndex.length + " are to be replaced.");
        }
        for (int i = 0; i < specs.length; i++) {
            columns.set(colIndex[i], new Column(specs[i], fac, i));
        }
    }

    private int knownIndex(final String colName) {
        final int index = indexOf(colName);
        if (index < 0) {
            throw new IllegalArgumentException("No such column: " + colName);
        }
        return index;
    }

    /** The spec of the new table, as far as it is known before the cells are made. */
    public final DataTableSpec createSpec() {
        return new DataTableSpec(columns.stream().map(Column::spec).toArray(DataColumnSpec[]::new));
    }
}
