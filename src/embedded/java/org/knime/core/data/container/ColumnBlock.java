package org.knime.core.data.container;

import java.util.Arrays;
import java.util.BitSet;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;

/**
 * The cells of one column in a block of rows: primitive where all cells are of one number class, so that a million
 * numbers take eight megabytes, else the cells themselves. Gives back cells of the class that was put in.
 */
interface ColumnBlock {

    DataCell cell(int row);

    static ColumnBlock of(final DataCell[] cells) {
        final var missing = new BitSet();
        for (int i = 0; i < cells.length; i++) {
            missing.set(i, cells[i] == DataType.getMissingCell());
        }
        if (allOf(DoubleCell.class, cells, missing)) {
            final var values = new double[cells.length];
            Arrays.setAll(values, i -> missing.get(i) ? 0 : ((DoubleCell)cells[i]).getDoubleValue());
            return i -> missing.get(i) ? DataType.getMissingCell() : new DoubleCell(values[i]);
        }
        if (allOf(IntCell.class, cells, missing)) {
            final var values = new int[cells.length];
            Arrays.setAll(values, i -> missing.get(i) ? 0 : ((IntCell)cells[i]).getIntValue());
            return i -> missing.get(i) ? DataType.getMissingCell() : new IntCell(values[i]);
        }
        if (allOf(LongCell.class, cells, missing)) {
            final var values = new long[cells.length];
            Arrays.setAll(values, i -> missing.get(i) ? 0 : ((LongCell)cells[i]).getLongValue());
            return i -> missing.get(i) ? DataType.getMissingCell() : new LongCell(values[i]);
        }
        return i -> cells[i];
    }

    private static boolean allOf(final Class<?> type, final DataCell[] cells, final BitSet missing) {
        for (int i = 0; i < cells.length; i++) {
            if (!missing.get(i) && cells[i].getClass() != type) {
                return false;
            }
        }
        return true;
    }
}
