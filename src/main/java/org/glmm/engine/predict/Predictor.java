package org.glmm.engine.predict;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;

import org.glmm.engine.design.DesignRecipe;
import org.glmm.engine.design.DesignRow;
import org.glmm.engine.design.Input;
import org.glmm.engine.design.RowIssue;
import org.glmm.engine.design.RowIssue.Reason;
import org.glmm.engine.error.ModelException;
import org.glmm.engine.family.Link;
import org.glmm.engine.frame.ColumnRequest;
import org.glmm.engine.frame.RowValues;
import org.glmm.engine.model.FittedModel;

/**
 * Predicts rows one by one: the linear predictor x' beta-hat + offset, for conditional predictions with z' u-hat added,
 * and the mean. Rows are independent and may be given by several threads at once.
 */
public final class Predictor {

    private final DesignRecipe recipe;
    private final List<Input> inputs;
    private final boolean conditional;
    private final NewLevels newLevels;
    private final Link link;
    private final double[] beta;
    private final double[][] effects;
    private final LongAdder newLevelRows = new LongAdder();
    private final LongAdder unseenFactorRows = new LongAdder();
    private final LongAdder undefinedRows = new LongAdder();

    /**
     * @param conditional whether the predicted random effects are part of the prediction; otherwise they are zero
     * @param newLevels what to do about groups that the training data did not have
     */
    public Predictor(FittedModel model, boolean conditional, NewLevels newLevels) {
        recipe = model.recipe();
        inputs = recipe.inputs().stream().filter(input -> conditional || input.fixedPart()).toList();
        this.conditional = conditional;
        this.newLevels = newLevels;
        link = model.spec().link();
        beta = model.fixedEffects().estimates();
        effects = model.randomEffects().stream().map(term -> term.values()).toArray(double[][]::new);
    }

    /** The columns that rows must offer, in the order of the indices of {@link RowValues}. */
    public List<ColumnRequest> inputs() {
        return inputs.stream().map(input -> new ColumnRequest(input.name(), input.kind())).toList();
    }

    /**
     * Predicts the linear predictor.
     *
     * @return the prediction; NaN if a value it needs is missing, a factor of the effects has a level that the training
     *         data did not have, a transformation has no finite value, or the group is new and shall have no prediction
     * @throws ModelException if the group is new and {@link NewLevels#FAIL} was chosen; it names grouping and level
     */
    public double linearPredictor(RowValues row) {
        var design = recipe.evaluate(conditional ? row : new FixedPart(row, inputs.size()));
        if (design.fixedIssue() != null) {
            return withoutPrediction(design.fixedIssue());
        }
        double eta = design.offset() + product(design.x(), beta, 0);
        return conditional ? eta + randomPart(design) : eta;
    }

    private double randomPart(DesignRow design) {
        double sum = 0;
        RowIssue newLevel = null;
        for (int term = 0; term < effects.length; term++) {
            var issue = design.randomIssue(term);
            double[] z = design.z(term);
            if (issue == null) {
                sum += z == null ? 0 : product(z, effects[term], design.level(term) * z.length);
            } else if (z == null || issue.reason() != Reason.NEW_LEVEL) {
                return withoutPrediction(issue);
            } else {
                newLevel = newLevel == null ? issue : newLevel;
            }
        }
        return newLevel == null ? sum : withNewLevel(sum, newLevel);
    }

    private double withNewLevel(double sum, RowIssue issue) {
        newLevelRows.increment();
        return switch (newLevels) {
            case POPULATION -> sum;
            case MISSING -> Double.NaN;
            case FAIL -> throw new ModelException("The level \"" + issue.value() + "\" of the grouping \""
                + issue.name() + "\" was not in the training data; leave out its rows, or choose population or missing "
                + "predictions for new groups.");
        };
    }

    private double withoutPrediction(RowIssue issue) {
        switch (issue.reason()) {
            case NEW_LEVEL -> unseenFactorRows.increment();
            case NOT_FINITE -> undefinedRows.increment();
            case MISSING -> { }
        }
        return Double.NaN;
    }

    private static double product(double[] row, double[] values, int start) {
        double sum = 0;
        for (int i = 0; i < row.length; i++) {
            sum += row[i] * values[start + i];
        }
        return sum;
    }

    /** The mean at a linear predictor; NaN for NaN. */
    public double mean(double eta) {
        return Double.isNaN(eta) ? eta : link.inverse(eta);
    }

    /** The number of rows so far with a group that the training data did not have. */
    public long newLevelRows() {
        return newLevelRows.sum();
    }

    /** The number of rows so far without prediction because of a factor level that the training data did not have. */
    public long unseenFactorRows() {
        return unseenFactorRows.sum();
    }

    /** The number of rows so far without prediction because a number or its transformation is not finite. */
    public long undefinedRows() {
        return undefinedRows.sum();
    }

    /** A row that offers the first inputs only, those of the fixed effects and offsets. */
    private record FixedPart(RowValues row, int size) implements RowValues {

        @Override
        public boolean missing(int input) {
            return input >= size || row.missing(input);
        }

        @Override
        public double number(int input) {
            return row.number(input);
        }

        @Override
        public String level(int input) {
            return row.level(input);
        }
    }
}
