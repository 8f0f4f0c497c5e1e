package org.glmm.knime.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.glmm.engine.error.ModelException;
import org.glmm.engine.frame.FactorColumn;
import org.glmm.engine.frame.Frame;
import org.glmm.engine.frame.Kind;
import org.glmm.engine.frame.MissingPolicy;
import org.glmm.engine.frame.NumericColumn;
import org.glmm.headless.TestContexts;
import org.glmm.headless.spi.ExecutionContexts;
import org.glmm.headless.spi.ProgressMonitor;
import org.glmm.knime.TestTable;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;

class TableReaderTest {

    private static Frame read(BufferedDataTable table, String... columns) throws CanceledExecutionException {
        return TableReader.of(table.getDataTableSpec(), List.of(columns)).read(table, MissingPolicy.OMIT,
            new ExecutionMonitor());
    }

    @Test
    void numbersAreNumbersAndTheRestAreFactors() {
        var spec = TestTable.spec("i:int l:long d:double s:string b:boolean");
        assertEquals(List.of(Kind.NUMERIC, Kind.NUMERIC, Kind.NUMERIC, Kind.FACTOR, Kind.FACTOR),
            spec.stream().map(ColumnKinds::of).map(Optional::orElseThrow).toList());
    }

    @Test
    void readsTheNamedColumnsInOrder() throws Exception {
        var frame = read(TestTable.of("a:double b:boolean c:string d:long", "1.5 true x 7", "2.5 false y 8",
            "? true z 9"), "d", "b", "c", "a");
        assertEquals(List.of("d", "b", "c", "a"), List.copyOf(frame.columnNames()));
        assertArrayEquals(new double[] {7, 8}, ((NumericColumn)frame.column("d")).values());
        assertArrayEquals(new int[] {1, 0}, ((FactorColumn)frame.column("b")).codes());
        assertEquals(List.of("false", "true"), ((FactorColumn)frame.column("b")).levels());
        assertEquals(List.of("x", "y"), ((FactorColumn)frame.column("c")).levels(), "levels of kept rows only");
        assertEquals(Map.of("a", 1L), frame.omittedByColumn());
    }

    @Test
    void integersInADoubleColumnAreNumbers() throws Exception {
        var spec = new DataTableSpec(new String[] {"x"}, new DataType[] {DoubleCell.TYPE});
        var container = TestContexts.create().createDataContainer(spec);
        DataCell[] cells = {new IntCell(2), new DoubleCell(2.5), new LongCell(3)};
        for (int i = 0; i < cells.length; i++) {
            container.addRowToTable(new DefaultRow("r" + i, cells[i]));
        }
        container.close();
        var frame = read(container.getTable(), "x");
        assertArrayEquals(new double[] {2, 2.5, 3}, ((NumericColumn)frame.column("x")).values());
    }

    @Test
    void longIntegersThatADoubleCannotHoldAreRefused() {
        var table = TestTable.of("id:long", "9007199254740992", "9007199254740993");
        var message = assertThrows(ModelException.class, () -> read(table, "id")).getMessage();
        assertTrue(message.contains("\"id\"") && message.contains("9007199254740993"), message);
    }

    @Test
    void unknownColumnsAreNamedWithTheClosestOne() {
        var table = TestTable.of("treatment:string 50%:double", "a 1");
        var message = assertThrows(ModelException.class, () -> read(table, "treatmant")).getMessage();
        assertTrue(message.contains("\"treatmant\"") && message.contains("\"treatment\""), message);
    }

    @Test
    void cancelEndsTheReading() {
        var rows = new String[20_000];
        Arrays.fill(rows, "1");
        var table = TestTable.of("x:int", rows);
        var canceled = ExecutionContexts.create(new ProgressMonitor() {
            @Override
            public void progress(double fraction, Supplier<String> message) {
                assertTrue(fraction < 0.5 || Double.isNaN(fraction), "read on after the cancel");
            }

            @Override
            public boolean isCanceled() {
                return true;
            }
        });
        assertThrows(CanceledExecutionException.class, () -> TableReader
            .of(table.getDataTableSpec(), List.of("x")).read(table, MissingPolicy.OMIT, canceled));
    }

    @Test
    void labelsOfNumbersAreThoseOfTheEngine() {
        double[] numbers = {2, 2.5, -0.0, 1e16};
        var levels = new NumericColumn("x", numbers).asFactor();
        for (int i = 0; i < numbers.length; i++) {
            assertEquals(levels.levels().get(levels.codes()[i]), CellValues.level(new DoubleCell(numbers[i])));
        }
        assertEquals("7", CellValues.level(new IntCell(7)));
    }
}
