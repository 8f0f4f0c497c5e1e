package org.glmm.engine.estimate;

import java.util.List;

import org.glmm.engine.design.Design;
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

    /** @param start when the fit began, in nanoseconds */
    FitStatistics statistics(EstimatedPoint point, List<CovarianceParameter> parameters, long omittedRows, long start) {
        int estimated = (int) parameters.stream().filter(p -> p.state() != State.FIXED).count();
        return new FitStatistics((int) observations.count(), omittedRows, point.deviance(), point.penalisedSquares(),
            pearsonChiSquare(point), deviance(point),
            (int) observations.count() - design.fixed().size(), point.scale(), point.shape(), estimated,
            (System.nanoTime() - start) * 1e-9);
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
