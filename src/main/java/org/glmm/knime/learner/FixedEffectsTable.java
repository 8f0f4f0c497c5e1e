package org.glmm.knime.learner;

import org.glmm.engine.inference.DenominatorDf;
import org.glmm.engine.inference.FixedEffectInference;
import org.glmm.engine.inference.FunctionEstimate;
import org.glmm.engine.model.FittedModel;
import org.glmm.knime.table.Cells;
import org.glmm.knime.table.ResultTable;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;

/**
 * The table of the fixed effects: estimates, t tests and intervals with the degrees of freedom that suit the method of
 * estimation.
 */
final class FixedEffectsTable {

    static final DataTableSpec SPEC = new DataTableSpecCreator().setName("Fixed effects").addColumns(
        new DataColumnSpecCreator("Variable", StringCell.TYPE).createSpec(),
        new DataColumnSpecCreator("Coeff.", DoubleCell.TYPE).createSpec(),
        new DataColumnSpecCreator("Std. Err.", DoubleCell.TYPE).createSpec(),
        new DataColumnSpecCreator("df", DoubleCell.TYPE).createSpec(),
        new DataColumnSpecCreator("t-value", DoubleCell.TYPE).createSpec(),
        new DataColumnSpecCreator("P>|t|", DoubleCell.TYPE).createSpec(),
        new DataColumnSpecCreator("Lower bound", DoubleCell.TYPE).createSpec(),
        new DataColumnSpecCreator("Upper bound", DoubleCell.TYPE).createSpec(),
        new DataColumnSpecCreator("Df method", StringCell.TYPE).createSpec(),
        new DataColumnSpecCreator("Interval method", StringCell.TYPE).createSpec()).createSpec();

    static final double CONFIDENCE = 0.95;

    private static final String DROPPED = "Not estimated: a linear combination of the other effects";
    private static final String NO_ERROR = "No standard error";

    private FixedEffectsTable() {
    }

    static BufferedDataTable of(FittedModel model, ExecutionContext exec) throws CanceledExecutionException {
        return ResultTable.write(SPEC, exec, table -> {
            var inference = FixedEffectInference.of(model, DenominatorDf.AUTOMATIC);
            var coefficients = inference.coefficients();
            for (int i = 0; i < coefficients.size(); i++) {
                add(coefficients.get(i), TableInterval.of(model, i, coefficients.get(i)), inference.method(), table);
            }
            for (var name : model.fixedEffects().dropped()) {
                var missing = Cells.missing(DROPPED);
                table.add(name, Cells.text(name), missing, missing, missing, missing, missing, missing, missing,
                    missing, missing);
            }
        });
    }

    private static void add(FunctionEstimate coefficient, TableInterval interval, DenominatorDf method,
        ResultTable table)
        throws CanceledExecutionException {
        table.add(coefficient.label(), Cells.text(coefficient.label()),
            Cells.number(coefficient.estimate(), "Not estimated"), Cells.number(coefficient.standardError(), NO_ERROR),
            Double.isInfinite(coefficient.df()) ? Cells.missing("Infinite: t is z, standard normal")
                : Cells.number(coefficient.df(), "The degrees of freedom are not defined"),
            Cells.number(coefficient.statistic(0), NO_ERROR), Cells.number(coefficient.pValue(), NO_ERROR),
            interval.lowerCell(), interval.upperCell(), Cells.text(method.title()), interval.methodCell());
    }
}
