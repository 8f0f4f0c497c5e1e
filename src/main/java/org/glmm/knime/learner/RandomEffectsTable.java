package org.glmm.knime.learner;

import org.glmm.engine.inference.WaldEstimate;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.RandomEffects;
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

/** The table of the predicted random effects, one row for each level and effect. */
final class RandomEffectsTable {

    static final DataTableSpec SPEC = new DataTableSpecCreator().setName("Random effects").addColumns(
        new DataColumnSpecCreator("Group", StringCell.TYPE).createSpec(),
        new DataColumnSpecCreator("Level", StringCell.TYPE).createSpec(),
        new DataColumnSpecCreator("Effect", StringCell.TYPE).createSpec(),
        new DataColumnSpecCreator("Estimate", DoubleCell.TYPE).createSpec(),
        new DataColumnSpecCreator("Std. Err.", DoubleCell.TYPE).createSpec(),
        new DataColumnSpecCreator("Lower bound", DoubleCell.TYPE).createSpec(),
        new DataColumnSpecCreator("Upper bound", DoubleCell.TYPE).createSpec()).createSpec();

    private static final String NO_ERROR = "No prediction error: the variance of the effect is zero";

    private RandomEffectsTable() {
    }

    static BufferedDataTable of(FittedModel model, ExecutionContext exec) throws CanceledExecutionException {
        return ResultTable.write(SPEC, exec, table -> {
            for (var term : model.randomEffects()) {
                add(term, table);
            }
        });
    }

    private static void add(RandomEffects term, ResultTable table) throws CanceledExecutionException {
        for (int level = 0; level < term.levels().size(); level++) {
            for (int effect = 0; effect < term.effects().size(); effect++) {
                add(term, level, effect, table);
            }
        }
    }

    private static void add(RandomEffects term, int level, int effect, ResultTable table)
        throws CanceledExecutionException {
        var levelName = term.levels().get(level);
        var effectName = term.effects().get(effect);
        var wald = new WaldEstimate(term.value(level, effect), term.standardError(level, effect));
        table.add(term.group() + "=" + levelName + ": " + effectName, Cells.text(term.group()), Cells.text(levelName),
            Cells.text(effectName), Cells.number(wald.estimate(), "Not estimated"),
            Cells.number(wald.standardError(), NO_ERROR),
            Cells.number(wald.lower(FixedEffectsTable.CONFIDENCE), NO_ERROR),
            Cells.number(wald.upper(FixedEffectsTable.CONFIDENCE), NO_ERROR));
    }
}
