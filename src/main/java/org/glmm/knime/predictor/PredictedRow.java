package org.glmm.knime.predictor;

import org.glmm.engine.model.FittedModel;
import org.glmm.engine.predict.Estimate;
import org.glmm.engine.predict.Interval;
import org.glmm.engine.predict.ObservationInterval;
import org.glmm.engine.predict.PredictionScale;
import org.glmm.engine.predict.RowPrediction;
import org.glmm.engine.predict.Scope;

/** What the output columns take their cells from; each estimate and interval of a row is computed once. */
final class PredictedRow {

    /** How predictions of the linear predictor become numbers on the scales of the output. */
    record Scales(PredictionScale response, PredictionScale link, ObservationInterval observations) {

        static Scales of(FittedModel model, double confidence) {
            return new Scales(new PredictionScale(model.observationLink(), true, confidence),
                new PredictionScale(model.spec().link(), false, confidence),
                new ObservationInterval(model, confidence));
        }
    }

    private final RowPrediction row;
    private final Scales scales;
    private final Estimate[] estimates = new Estimate[2 * Scope.values().length];
    private final Interval[] observations = new Interval[Scope.values().length];

    PredictedRow(RowPrediction row, Scales scales) {
        this.row = row;
        this.scales = scales;
    }

    boolean isPresent(Scope scope) {
        return row.get(scope).isPresent();
    }

    /** The estimate on the scale of the link or of the response. */
    Estimate estimate(Scope scope, boolean link) {
        int index = 2 * scope.ordinal() + (link ? 1 : 0);
        if (estimates[index] == null) {
            estimates[index] = (link ? scales.link : scales.response).of(row.get(scope));
        }
        return estimates[index];
    }

    /** The interval of a new observation. */
    Interval observation(Scope scope) {
        if (observations[scope.ordinal()] == null) {
            observations[scope.ordinal()] = scales.observations.of(row.get(scope), row.size(), row.weight());
        }
        return observations[scope.ordinal()];
    }

    double contribution(int term) {
        return row.contributions()[term];
    }

    /** Why a scope has no prediction, or a prediction no value. */
    String reason(Scope scope) {
        return row.reason(scope).orElse("Not defined for this row");
    }
}
