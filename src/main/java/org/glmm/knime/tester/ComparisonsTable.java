package org.glmm.knime.tester;

import org.glmm.engine.inference.means.ScaledEstimate;
import org.glmm.engine.inference.multiplicity.Adjustments;
import org.glmm.knime.table.Cells;
import org.glmm.knime.table.ResultTable;
import org.glmm.knime.tester.TestRun.ComparisonRow;
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

/** The table of comparisons and contrasts. */
final class ComparisonsTable {

    static final DataTableSpec SPEC = new DataTableSpecCreator().setName("Comparisons").addColumns(
        column("Effect", StringCell.TYPE), column("Slice", StringCell.TYPE), column("Comparison", StringCell.TYPE),
        column("Estimate", DoubleCell.TYPE), column("Std. Err.", DoubleCell.TYPE), column("df", DoubleCell.TYPE),
        column("Statistic", DoubleCell.TYPE), column("p-value", DoubleCell.TYPE),
        column("Adjustment", StringCell.TYPE), column("Adjusted p-value", DoubleCell.TYPE),
        column("Lower bound", DoubleCell.TYPE), column("Upper bound", DoubleCell.TYPE),
        column("Ratio", DoubleCell.TYPE), column("Std. Err. (ratio)", DoubleCell.TYPE),
        column("Lower bound (ratio)", DoubleCell.TYPE), column("Upper bound (ratio)", DoubleCell.TYPE),
        column("Mean difference", DoubleCell.TYPE), column("Std. Err. (difference)", DoubleCell.TYPE),
        column("Lower bound (difference)", DoubleCell.TYPE), column("Upper bound (difference)", DoubleCell.TYPE),
        column("Inverse link", DoubleCell.TYPE), column("Note", StringCell.TYPE)).createSpec();

    private static final String NO_SLICE = "Compared over all levels of the other factors";
    private static final String NOT_ADJUSTED = "Contrasts are not adjusted";
    private static final String NO_INTERVAL = "The adjustment has no confidence intervals, or none for one-sided tests";
    private static final String ONE_SIDED = "The interval is open at this end";
    private static final String NO_RATIO = "Differences on the scale of this link are no logarithms of ratios";
    private static final String NO_DIFFERENCE = "For comparisons of means only";
    private static final String NO_INVERSE = "For contrasts only";

    private ComparisonsTable() {
    }

    private static DataColumnSpec column(String name, DataType type) {
        return new DataColumnSpecCreator(name, type).createSpec();
    }

    static BufferedDataTable of(TestRun run, ExecutionContext exec) throws CanceledExecutionException {
        return ResultTable.write(SPEC, exec, table -> {
            for (var row : run.comparisons()) {
                add(row, table);
            }
        });
    }

    private static void add(ComparisonRow row, ResultTable table) throws CanceledExecutionException {
        var comparison = row.comparison();
        var estimate = comparison.estimate();
        var reason = estimate.note().isEmpty() ? "The standard error is zero" : estimate.note();
        boolean isContrast = row.isContrast();
        boolean isAdjusted = !isContrast || !row.adjustment().equals(Adjustments.NONE.name());
        var noBound = estimate.isEstimable() ? NO_INTERVAL : reason;
        var ratio = comparison.ratio().orElse(ScaledEstimate.NONE);
        var noRatio = comparison.ratio().isEmpty() && estimate.isEstimable() ? NO_RATIO : noBound;
        var noDifference = isContrast || row.difference() == ScaledEstimate.NONE && estimate.isEstimable()
            ? NO_DIFFERENCE
            : reason;
        var noDifferenceBound = Double.isNaN(row.difference().value()) ? noDifference : NO_INTERVAL;
        var where = row.slice().isEmpty() ? row.effect() : row.effect() + " at " + row.slice();
        table.add(where + ": " + comparison.label(), Cells.text(row.effect()), Cells.text(row.slice(), NO_SLICE),
            Cells.text(comparison.label()), Cells.number(estimate.estimate(), reason),
            Cells.number(estimate.standardError(), reason), MeansTable.df(estimate.df(), reason),
            Cells.number(comparison.statistic(), reason), Cells.number(row.rawPValue(), reason),
            isAdjusted ? Cells.text(row.adjustment()) : Cells.missing(NOT_ADJUSTED),
            isAdjusted ? Cells.number(comparison.pValue(), reason) : Cells.missing(NOT_ADJUSTED),
            bound(comparison.lower(), noBound), bound(comparison.upper(), noBound),
            Cells.number(ratio.value(), noRatio), Cells.number(ratio.standardError(), noRatio),
            bound(ratio.lower(), noRatio), bound(ratio.upper(), noRatio),
            Cells.number(row.difference().value(), noDifference),
            Cells.number(row.difference().standardError(), noDifference),
            Cells.number(row.difference().lower(), noDifferenceBound),
            Cells.number(row.difference().upper(), noDifferenceBound),
            Cells.number(row.inverseLink().value(), isContrast ? reason : NO_INVERSE),
            Cells.text(estimate.note(), "Nothing to note"));
    }

    private static DataCell bound(double value, String reason) {
        return Double.isInfinite(value) ? Cells.missing(ONE_SIDED) : Cells.number(value, reason);
    }
}
