package org.glmm.knime.tester;

import org.glmm.engine.inference.TermTest;
import org.glmm.knime.table.Cells;
import org.glmm.knime.table.ResultTable;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;

/** The table of joint tests: terms, simple effects, contrasts of several lines. */
final class TestsTable {

    static final DataTableSpec SPEC = new DataTableSpecCreator().setName("Tests of fixed effects").addColumns(
        new DataColumnSpecCreator("Effect", StringCell.TYPE).createSpec(),
        new DataColumnSpecCreator("Type", StringCell.TYPE).createSpec(),
        new DataColumnSpecCreator("Num df", IntCell.TYPE).createSpec(),
        new DataColumnSpecCreator("Den df", DoubleCell.TYPE).createSpec(),
        new DataColumnSpecCreator("Df method", StringCell.TYPE).createSpec(),
        new DataColumnSpecCreator("F", DoubleCell.TYPE).createSpec(),
        new DataColumnSpecCreator("Chi-square", DoubleCell.TYPE).createSpec(),
        new DataColumnSpecCreator("p-value", DoubleCell.TYPE).createSpec(),
        new DataColumnSpecCreator("Note", StringCell.TYPE).createSpec()).createSpec();

    private static final String NOT_TESTED = "The term cannot be tested";

    private TestsTable() {
    }

    static BufferedDataTable of(TestRun run, ExecutionContext exec) throws CanceledExecutionException {
        return ResultTable.write(SPEC, exec, table -> {
            for (var row : run.tests()) {
                var test = row.test();
                table.add(test.term(), Cells.text(test.term()), Cells.text(row.type()),
                    Cells.count(test.numeratorDf()), denominator(test), Cells.text(run.dfMethod()),
                    Cells.number(test.f(), NOT_TESTED), Cells.number(test.chiSquare(), NOT_TESTED),
                    Cells.number(test.pValue(), NOT_TESTED), note(test));
            }
        });
    }

    private static DataCell denominator(TermTest test) {
        return Double.isInfinite(test.denominatorDf()) ? Cells.missing("Infinite")
            : Cells.number(test.denominatorDf(), NOT_TESTED);
    }

    private static DataCell note(TermTest test) {
        return test.note() == null ? Cells.missing("Nothing to note") : Cells.text(test.note(), "Nothing to note");
    }
}
