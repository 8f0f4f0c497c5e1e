package org.glmm.knime.learner;

import org.glmm.engine.inference.WaldEstimate;
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

/** The table of the fixed effects: estimates and Wald tests. */
final class FixedEffectsTable {

    static final DataTableSpec SPEC = new DataTableSpecCreator().setName("Fixed effects").addColumns(
        new DataColumnSpecCreator("Variable", StringCell.TYPE).createSpec(),
        new DataColumnSpecCreator("Coeff.", DoubleCell.TYPE).createSpec(),
        new DataColumnSpecCreator("Std. Err.", DoubleCell.TYPE).createSpec(),
        new DataColumnSpecCreator("z-score", DoubleCell.TYPE).createSpec(),
        new DataColumnSpecCreator("P>|z|", DoubleCell.TYPE).createSpec(),
        new DataColumnSpecCreator("Lower bound", DoubleCell.TYPE).createSpec(),
        new DataColumnSpecCreator("Upper bound", DoubleCell.TYPE).createSpec()).createSpec();

    static final double CONFIDENCE = 0.95;

    private static final String DROPPED = "Not estimated: a linear combination of the other effects";
    private static final String NO_ERROR = "No standard error";

    private FixedEffectsTable() {
    }

    static BufferedDataTable of(FittedModel model, ExecutionContext exec) throws CanceledExecutionException {
        return ResultTable.write(SPEC, exec, table -> {
            var effects = model.fixedEffects();
            for (int i = 0; i < effects.count(); i++) {
                add(effects.names().get(i), new WaldEstimate(effects.estimates()[i], effects.standardError(i)), table);
            }
            for (var name : effects.dropped()) {
                var missing = Cells.missing(DROPPED);
                table.add(name, Cells.text(name), missing, missing, missing, missing, missing, missing);
            }
        });
    }

    private static void add(String name, WaldEstimate wald, ResultTable table) throws CanceledExecutionException {
        table.add(name, Cells.text(name), Cells.number(wald.estimate(), "Not estimated"),
            Cells.number(wald.standardError(), NO_ERROR), Cells.number(wald.zScore(), NO_ERROR),
            Cells.number(wald.pValue(), NO_ERROR), Cells.number(wald.lower(CONFIDENCE), NO_ERROR),
            Cells.number(wald.upper(CONFIDENCE), NO_ERROR));
    }
}
