package org.glmm.engine.estimate;

import org.glmm.engine.mme.MixedModelEquations;
import org.glmm.engine.mme.Solution;

/**
 * Linearises about the fixed effects with random effects of zero (marginal quasi-likelihood, Breslow and Clayton 1993).
 * For a given Lambda the fixed effects are iterated generalised least squares of the working response.
 */
final class MarginalExpansion implements Expansion {

    private static final int MOST_ITERATIONS = 200;
    private static final int MOST_HALVINGS = 40;
    private static final double TOLERANCE = 1e-10;

    private final MixedModelEquations equations;
    private final WorkingModel working;
    private double[] beta;
    private double[] u;

    MarginalExpansion(MixedModelEquations equations, WorkingModel working) {
        this.equations = equations;
        this.working = working;
    }

    @Override
    public void start(double[][] lambda, double[] nullBeta) {
        beta = nullBeta;
        u = new double[equations.randomEffects()];
        working.requireMeans(marginalPredictor(beta));
        working.lineariseAtObservations();
        equations.weigh(working.weights());
        equations.respond(working.weights(), working.response());
        if (equations.factor(lambda)) {
            double[] first = equations.solve().scaledBeta();
            towards(minus(first, beta), 1);
        }
    }

    @Override
    public boolean converge(double[][] lambda) {
        Relaxation relaxation = new Relaxation();
        for (int iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
            working.linearise(marginalPredictor(beta), new double[working.offset().length]);
            equations.weigh(working.weights());
            equations.respond(working.weights(), working.response());
            if (!equations.factor(lambda)) {
                return false;
            }
            Solution solution = equations.solve();
            if (largestShift(solution.scaledBeta()) <= TOLERANCE) {
                return true;
            }
            relaxation.went(towards(solution.scaledBeta(), relaxation.length(solution.scaledBeta())));
            u = solution.u();
        }
        return false;
    }

    /** The largest change of a row's linear predictor when beta changes by {@code step}. */
    private double largestShift(double[] step) {
        double[] shift = new double[working.offset().length];
        equations.addLinearPredictor(step, new double[u.length], shift);
        double largest = 0;
        for (double s : shift) {
            largest = Math.max(largest, Math.abs(s));
        }
        return largest;
    }

    @Override
    public void move(Solution solution) {
        towards(solution.scaledBeta(), 1);
        u = solution.u();
    }

    /** Adds the step to beta, halved until all means are possible; gives the length that was gone. */
    private double towards(double[] step, double most) {
        double length = most;
        for (int halving = 0; halving < MOST_HALVINGS; halving++) {
            double[] trial = beta.clone();
            for (int j = 0; j < trial.length; j++) {
                trial[j] += length * step[j];
            }
            if (Double.isFinite(working.deviance(marginalPredictor(trial)))) {
                beta = trial;
                return length;
            }
            length /= 2;
        }
        return length;
    }

    private static double[] minus(double[] a, double[] b) {
        double[] difference = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            difference[i] = a[i] - b[i];
        }
        return difference;
    }

    private double[] marginalPredictor(double[] at) {
        double[] eta = working.offset().clone();
        equations.addLinearPredictor(at, new double[u.length], eta);
        return eta;
    }

    @Override
    public WorkingModel working() {
        return working;
    }

    @Override
    public double[] scaledBeta() {
        return beta;
    }

    @Override
    public double[] u() {
        return u;
    }
}
