package org.glmm.knime.learner;

import org.glmm.engine.model.CovarianceParameter;
import org.glmm.engine.model.CovarianceParameter.Kind;
import org.glmm.engine.model.CovarianceParameter.State;
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

/** The table of the variances, covariances and correlations of the random effects, and of the residual scale. */
final class CovarianceParametersTable {

    static final DataTableSpec SPEC = new DataTableSpecCreator().setName("Covariance parameters").addColumns(
        new DataColumnSpecCreator("Group", StringCell.TYPE).createSpec(),
        new DataColumnSpecCreator("Effect", StringCell.TYPE).createSpec(),
        new DataColumnSpecCreator("Effect 2", StringCell.TYPE).createSpec(),
        new DataColumnSpecCreator("Parameter", StringCell.TYPE).createSpec(),
        new DataColumnSpecCreator("Estimate", DoubleCell.TYPE).createSpec(),
        new DataColumnSpecCreator("Std. Err.", DoubleCell.TYPE).createSpec(),
        new DataColumnSpecCreator("Std. Dev. / Correlation", DoubleCell.TYPE).createSpec(),
        new DataColumnSpecCreator("Status", StringCell.TYPE).createSpec(),
        new DataColumnSpecCreator("Lower bound", DoubleCell.TYPE).createSpec(),
        new DataColumnSpecCreator("Upper bound", DoubleCell.TYPE).createSpec(),
        new DataColumnSpecCreator("Interval method", StringCell.TYPE).createSpec()).createSpec();

    private CovarianceParametersTable() {
    }

    static BufferedDataTable of(FittedModel model, ExecutionContext exec) throws CanceledExecutionException {
        return ResultTable.write(SPEC, exec, table -> {
            var parameters = model.covarianceParameters();
            for (int i = 0; i < parameters.size(); i++) {
                add(parameters.get(i), TableInterval.of(model, i, parameters.get(i)), table);
            }
        });
    }

    private static void add(CovarianceParameter parameter, TableInterval interval, ResultTable table)
        throws CanceledExecutionException {
        table.add(parameter.title(), Cells.text(parameter.group()),
            Cells.text(parameter.effect(), "The residual scale belongs to no effect"),
            Cells.text(parameter.otherEffect(), "A variance belongs to one effect"),
            Cells.text(kind(parameter.kind())),
            Cells.number(parameter.estimate(), "Not estimated"),
            Cells.number(parameter.standardError(), noError(parameter.state())),
            Cells.number(parameter.standardised(), "No correlation with an effect of zero variance"),
            Cells.text(status(parameter.state())), interval.lowerCell(), interval.upperCell(), interval.methodCell());
    }

    private static String kind(Kind kind) {
        return switch (kind) {
            case VARIANCE -> "Variance";
            case COVARIANCE -> "Covariance";
            case CORRELATION -> "Correlation";
            case DISPERSION -> "Dispersion";
        };
    }

    private static String noError(State state) {
        return switch (state) {
            case FIXED -> "The parameter is fixed";
            case BOUNDARY -> "The parameter is on the boundary of its range";
            case ESTIMATED -> "No standard error";
        };
    }

    private static String status(State state) {
        return switch (state) {
            case FIXED -> "fixed";
            case BOUNDARY -> "boundary";
            case ESTIMATED -> "estimated";
        };
    }
}
