package org.glmm.engine.estimate;

import java.util.List;

import org.glmm.engine.design.Design;
import org.glmm.engine.design.ResponseValues;
import org.glmm.engine.frame.Fingerprint;
import org.glmm.engine.frame.Frame;
import org.glmm.engine.model.CovarianceParameter;
import org.glmm.engine.model.CovarianceParameter.State;
import org.glmm.engine.model.FitStatistics;
import org.glmm.engine.model.ModelSpec;

/** How well the estimates fit the data: the sums over the rows that go into the fit statistics. */
final class Goodness {

    private final Design design;
    private final Observations observations;
    private final ModelSpec spec;

    Goodness(Design design, Observations observations, ModelSpec spec) {
        this.design = design;
        this.observations = observations;
        this.spec = spec;
    }

    /**
     * @param frame the rows
     * @param start when the fit began, in nanoseconds
     */
    FitStatistics statistics(EstimatedPoint point, List<CovarianceParameter> parameters, Frame frame, long start) {
        int estimated = 0;
        for (CovarianceParameter parameter : parameters) {
            estimated += parameter.state() == State.FIXED ? 0 : 1;
        }
        return new FitStatistics((int) observations.count(), frame.omittedRows(), point.deviance(),
            point.penalisedSquares(), pearsonChiSquare(point), deviance(point),
            (int) observations.count() - design.fixed().size(), point.scale(), point.shape(), estimated,
            (System.nanoTime() - start) * 1e-9, fingerprint(frame));
    }

    private long fingerprint(Frame frame) {
        var rows = new Fingerprint();
        for (int r = 0; r < design.rows(); r++) {
            long hash = response(r);
            hash = 31 * hash + Double.doubleToLongBits(observations.prior()[r]);
            rows.add(31 * hash + Double.doubleToLongBits(observations.frequency()[r]));
        }
        return 31 * frame.fingerprint() + rows.value();
    }

    /** A hash of the response of a row, whatever is made of it. */
    private long response(int row) {
        if (design.response() instanceof ResponseValues.Events events) {
            return 31 * Double.doubleToLongBits(events.events()[row]) + Double.doubleToLongBits(events.trials()[row]);
        }
        if (design.response() instanceof ResponseValues.Categories categories) {
            return categories.levels().get(categories.codes()[row]).hashCode();
        }
        return Double.doubleToLongBits(((ResponseValues.Numeric) design.response()).values()[row]);
    }

    private double pearsonChiSquare(EstimatedPoint point) {
        double[] weights = observations.weights();
        double sum = 0;
        for (int r = 0; r < design.rows(); r++) {
            double mu = spec.link().inverse(point.linearPredictor()[r]);
            double residual = observations.y()[r] - mu;
            sum += residual == 0 ? 0 : weights[r] * residual * residual
                / spec.distribution().variance(mu, point.shape(), observations.size()[r]);
        }
        return sum;
    }

    private double deviance(EstimatedPoint point) {
        double[] weights = observations.weights();
        double sum = 0;
        for (int r = 0; r < design.rows(); r++) {
            double mu = spec.link().inverse(point.linearPredictor()[r]);
            sum += weights[r] * spec.distribution().deviance(observations.y()[r], mu, point.shape(),
                observations.size()[r]);
        }
        return sum;
    }
}
