package org.glmm.headless.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.knime.core.data.BooleanValue;
import org.knime.core.data.BoundedValue;
import org.knime.core.data.DataType;
import org.knime.core.data.DataValue;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.IntValue;
import org.knime.core.data.LongValue;
import org.knime.core.data.MissingCell;
import org.knime.core.data.MissingValue;
import org.knime.core.data.NominalValue;
import org.knime.core.data.RowKey;
import org.knime.core.data.StringValue;
import org.knime.core.data.append.AppendedColumnRow;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.BooleanCell.BooleanCellFactory;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;

class CellTest {

    @Test
    void cellsOfDifferentClassesAreNeverEqual() {
        assertNotEquals(new IntCell(1), new DoubleCell(1));
        assertNotEquals(new IntCell(1), new LongCell(1));
        assertNotEquals(BooleanCell.TRUE, new IntCell(1));
        assertNotEquals(new StringCell("1"), new IntCell(1));
        assertEquals(new IntCell(1), new IntCell(1));
        assertEquals(new StringCell("a"), new StringCell("a"));
    }

    @Test
    void numbersAreEqualBitForBit() {
        assertEquals(new DoubleCell(Double.NaN), new DoubleCell(0.0 / 0.0));
        assertNotEquals(new DoubleCell(0.0), new DoubleCell(-0.0));
    }

    @Test
    void nanAndInfinityAreNotMissing() {
        assertFalse(new DoubleCell(Double.NaN).isMissing());
        assertFalse(new DoubleCell(Double.NEGATIVE_INFINITY).isMissing());
    }

    @Test
    void allMissingCellsAreEqualWhateverTheReason() {
        final var missing = new MissingCell("lost");
        assertTrue(missing.isMissing());
        assertEquals("lost", missing.getError());
        assertEquals(DataType.getMissingCell(), missing);
        assertEquals(DataType.getMissingCell().hashCode(), missing.hashCode());
        assertNotEquals(missing, new StringCell("?"));
        assertEquals("?", missing.toString());
        assertNull(((MissingValue)DataType.getMissingCell()).getError());
    }

    @Test
    void booleansAreNumbersToo() {
        assertEquals(1, ((DoubleValue)BooleanCellFactory.create(true)).getDoubleValue());
        assertEquals(0, BooleanCell.FALSE.getIntValue());
        assertEquals(1L, BooleanCell.TRUE.getLongValue());
        assertEquals("true", BooleanCell.TRUE.toString());
        for (final var value : List.<Class<? extends DataValue>>of(BooleanValue.class, DoubleValue.class,
            IntValue.class, LongValue.class, NominalValue.class)) {
            assertTrue(BooleanCell.TYPE.isCompatible(value), value.getName());
        }
        assertFalse(BooleanCell.TYPE.isCompatible(StringValue.class));
    }

    @Test
    void textIsNominalAndNeverNull() {
        assertTrue(StringCell.TYPE.isCompatible(NominalValue.class));
        assertFalse(StringCell.TYPE.isCompatible(BoundedValue.class));
        assertFalse(IntCell.TYPE.isCompatible(NominalValue.class));
        assertThrows(NullPointerException.class, () -> new StringCell(null));
        assertThrows(NullPointerException.class, () -> new RowKey(null));
    }

    @Test
    void commonSuperTypes() {
        assertEquals(DoubleCell.TYPE, DataType.getCommonSuperType(IntCell.TYPE, DoubleCell.TYPE));
        assertEquals(LongCell.TYPE, DataType.getCommonSuperType(LongCell.TYPE, IntCell.TYPE));
        assertEquals(DoubleCell.TYPE, DataType.getCommonSuperType(BooleanCell.TYPE, DoubleCell.TYPE));
        final var missing = DataType.getMissingCell().getType();
        assertEquals(StringCell.TYPE, DataType.getCommonSuperType(missing, StringCell.TYPE));
        final var nothingShared = DataType.getCommonSuperType(StringCell.TYPE, IntCell.TYPE);
        assertNull(nothingShared.getCellClass());
        assertEquals(DataValue.class, nothingShared.getPreferredValueClass());
        assertTrue(nothingShared.isASuperTypeOf(DoubleCell.TYPE));
        assertFalse(nothingShared.isCompatible(StringValue.class));
    }

    @Test
    void superTypesHoldCellsOfSubTypes() {
        assertTrue(DoubleCell.TYPE.isASuperTypeOf(IntCell.TYPE));
        assertFalse(IntCell.TYPE.isASuperTypeOf(DoubleCell.TYPE));
        assertTrue(IntCell.TYPE.isASuperTypeOf(DataType.getMissingCell().getType()));
        assertFalse(StringCell.TYPE.isASuperTypeOf(BooleanCell.TYPE));
    }

    @Test
    void typesHaveTheNamesOfKnime() {
        assertEquals("Number (Float)", DoubleCell.TYPE.getName());
        assertEquals("Number (Integer)", IntCell.TYPE.toString());
        assertEquals("Number (Long Integer)", LongCell.TYPE.toPrettyString());
        assertEquals("String", StringCell.TYPE.getName());
        assertEquals("Boolean", BooleanCell.TYPE.getName());
        assertEquals(DoubleValue.class, DoubleCell.TYPE.getPreferredValueClass());
        assertEquals(BooleanValue.class, BooleanCell.TYPE.getPreferredValueClass());
    }

    @Test
    void missingCellsComeFirstInEveryOrder() {
        final var order = DoubleCell.TYPE.getComparator();
        assertTrue(order.compare(DataType.getMissingCell(), new DoubleCell(Double.NEGATIVE_INFINITY)) < 0);
        assertTrue(order.compare(new IntCell(2), new DoubleCell(1.5)) > 0);
        assertTrue(StringCell.TYPE.getComparator().compare(new StringCell("a"), new StringCell("B")) > 0);
    }

    @Test
    void rows() {
        final var row = new DefaultRow("Row0", new IntCell(1), DataType.getMissingCell());
        final var longer = new AppendedColumnRow(row, new StringCell("x"));
        assertEquals(3, longer.getNumCells());
        assertEquals(new StringCell("x"), longer.getCell(2));
        assertEquals(new RowKey("Row0"), longer.getKey());
        assertEquals(new DefaultRow("Row0", longer), new DefaultRow("Row0", new IntCell(1), new MissingCell("why"),
            new StringCell("x")));
        assertThrows(NullPointerException.class, () -> new DefaultRow("Row0", new IntCell(1), null));
        assertEquals("Row7", RowKey.createRowKey(7L).getString());
    }
}
