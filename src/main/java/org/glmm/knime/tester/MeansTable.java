package org.glmm.knime.tester;

import org.glmm.engine.inference.means.ScaledEstimate;
import org.glmm.knime.table.Cells;
import org.glmm.knime.table.ResultTable;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;

/** The table of least-squares means and slopes. */
final class MeansTable {

    static final DataTableSpec SPEC = new DataTableSpecCreator().setName("Least-squares means").addColumns(
        column("Effect", StringCell.TYPE), column("Level", StringCell.TYPE),
        column("Estimate", DoubleCell.TYPE), column("Std. Err.", DoubleCell.TYPE), column("df", DoubleCell.TYPE),
        column("Statistic", DoubleCell.TYPE), column("p-value", DoubleCell.TYPE),
        column("Lower bound", DoubleCell.TYPE), column("Upper bound", DoubleCell.TYPE),
        column("Mean", DoubleCell.TYPE), column("Std. Err. (mean)", DoubleCell.TYPE),
        column("Lower bound (mean)", DoubleCell.TYPE), column("Upper bound (mean)", DoubleCell.TYPE),
        column("Population mean", DoubleCell.TYPE), column("Std. Err. (population)", DoubleCell.TYPE),
        column("Lower bound (population)", DoubleCell.TYPE), column("Upper bound (population)", DoubleCell.TYPE),
        column("Letters", StringCell.TYPE), column("Note", StringCell.TYPE)).createSpec();

    private static final String SLOPE = "A slope belongs to the scale of the link";
    private static final String NO_MEAN = "The mean does not exist";
    private static final String NO_LETTERS = "Letters are made where all pairs of means are compared";

    private MeansTable() {
    }

    private static DataColumnSpec column(String name, DataType type) {
        return new DataColumnSpecCreator(name, type).createSpec();
    }

    static BufferedDataTable of(TestRun run, ExecutionContext exec) throws CanceledExecutionException {
        return ResultTable.write(SPEC, exec, table -> {
            for (var row : run.means()) {
                var mean = row.mean();
                var estimate = mean.estimate();
                var reason = estimate.note();
                var response = cells(mean.response(), row.isSlope() ? SLOPE : reason.isEmpty() ? NO_MEAN : reason,
                    row.isSlope());
                var population = cells(mean.population(), row.isSlope() ? SLOPE : reason.isEmpty() ? NO_MEAN : reason,
                    row.isSlope());
                var level = estimate.label();
                table.add(level.isEmpty() ? row.effect() : row.effect() + ": " + level, Cells.text(row.effect()),
                    Cells.text(level, "Averaged over all levels"), Cells.number(estimate.estimate(), reason),
                    Cells.number(estimate.standardError(), reason), df(estimate.df(), reason),
                    Cells.number(estimate.statistic(0), reason), Cells.number(estimate.pValue(), reason),
                    Cells.number(mean.lower(), reason), Cells.number(mean.upper(), reason),
                    response[0], response[1], response[2], response[3],
                    population[0], population[1], population[2], population[3],
                    Cells.text(row.letters(), NO_LETTERS), Cells.text(reason, "Nothing to note"));
            }
        });
    }

    private static DataCell[] cells(ScaledEstimate estimate, String reason, boolean isSlope) {
        var shown = isSlope ? ScaledEstimate.NONE : estimate;
        return new DataCell[] {Cells.number(shown.value(), reason), Cells.number(shown.standardError(), reason),
            Cells.number(shown.lower(), reason), Cells.number(shown.upper(), reason)};
    }

    /** Degrees of freedom; missing if infinite. */
    static DataCell df(double df, String reason) {
        return Double.isInfinite(df) ? Cells.missing("Infinite") : Cells.number(df, reason);
    }
}
