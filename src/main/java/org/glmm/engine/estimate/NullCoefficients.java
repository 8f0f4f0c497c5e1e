package org.glmm.engine.estimate;

import java.util.Arrays;

import org.glmm.engine.mme.MixedModelEquations;

/**
 * Coefficients of the scaled columns of X that give every row about the mean of the response, all means being possible:
 * the intercept alone if that will do; otherwise, as where there is no intercept or an offset leads out of the range of
 * a link, the least squares fit to the linear predictor of the mean, or to one beyond it on either side.
 */
final class NullCoefficients {

    private final MixedModelEquations equations;
    private final WorkingModel working;
    private final double level;
    private final boolean intercept;

    /**
     * @param equations whose weights, response and factorisation are lost
     * @param level the linear predictor of the mean of the response
     * @param intercept whether the first column of X is the intercept
     */
    NullCoefficients(MixedModelEquations equations, WorkingModel working, double level, boolean intercept) {
        this.equations = equations;
        this.working = working;
        this.level = level;
        this.intercept = intercept;
    }

    /** The coefficients; some mean is impossible if no such coefficients were found. */
    double[] find() {
        double[] simple = new double[equations.fixedEffects()];
        if (intercept && simple.length > 0) {
            simple[0] = level - WorkingModel.mean(working.offset());
        }
        if (isPossible(simple)) {
            return simple;
        }
        double[] closest = leastSquares(level);
        double[] eta = predictor(closest);
        double above = level - Arrays.stream(eta).min().orElse(level);
        double below = level - Arrays.stream(eta).max().orElse(level);
        for (double shift : new double[] {0, above, below}) {
            double[] beta = leastSquares(level + shift);
            if (isPossible(beta)) {
                return beta;
            }
        }
        return simple;
    }

    private boolean isPossible(double[] beta) {
        return Double.isFinite(working.deviance(predictor(beta)));
    }

    private double[] predictor(double[] beta) {
        double[] eta = working.offset().clone();
        equations.addLinearPredictor(beta, new double[equations.randomEffects()], eta);
        return eta;
    }

    private double[] leastSquares(double target) {
        double[] weights = new double[working.offset().length];
        Arrays.fill(weights, 1);
        equations.weigh(weights);
        equations.respond(weights, Arrays.stream(working.offset()).map(offset -> target - offset).toArray());
        return equations.leastSquares();
    }
}
