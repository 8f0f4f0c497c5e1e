package org.glmm.engine.predict;

import java.util.Map;
import java.util.Optional;

import org.glmm.engine.design.RowIssue;

/**
 * What is predicted for one row on the scale of the linear predictor.
 *
 * @param predictions one for each scope asked for
 * @param issues why a scope has no prediction
 * @param contributions z' u-hat of each random term of the formula, 0 for a new group; NaN without a conditional
 *            prediction
 * @param size the number of trials of a new observation, 1 if there are none; NaN if it is missing or not asked for
 * @param weight the prior weight of a new observation, 1 if there are none; NaN if it is missing or not asked for
 */
public record RowPrediction(Map<Scope, LinearPrediction> predictions, Map<Scope, RowIssue> issues,
    double[] contributions, double size, double weight) {

    public LinearPrediction get(Scope scope) {
        return predictions.get(scope);
    }

    /** Why there is no prediction, in words. */
    public Optional<String> reason(Scope scope) {
        return Optional.ofNullable(issues.get(scope)).map(RowIssue::text);
    }
}
