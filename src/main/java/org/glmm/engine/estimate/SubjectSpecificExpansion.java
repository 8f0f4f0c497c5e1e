package org.glmm.engine.estimate;

import org.glmm.engine.mme.MixedModelEquations;
import org.glmm.engine.mme.Solution;

/**
 * Linearises about the current fixed and random effects. For a given Lambda these maximise the joint (penalised)
 * likelihood, found by penalised iteratively reweighted least squares: the mixed-model equations of the lecture with W
 * = D'R^-1D and y* = eta + D^-1 (y - mu), the step halved until
 *
 * <pre>
 * Q(beta, b) = sum of w d(y, mu) + b'b
 * </pre>
 *
 * falls, with d the unit deviance.
 */
final class SubjectSpecificExpansion implements Expansion {

    private static final int MOST_ITERATIONS = 200;
    private static final int MOST_HALVINGS = 40;
    /** The relative change of the objective that is due to rounding. */
    static final double FULL = 1e-13;
    /** The change of the linear predictor that goes with a relative change of the objective, in multiples of it. */
    private static final double CHANGE_OF_PREDICTOR = 1e3;
    /** Steps that shrink at least by this factor converge. */
    private static final double CONTRACTION = 0.9;

    private final MixedModelEquations equations;
    private final WorkingModel working;
    private final double tolerance;
    private Point point;
    /** The linear predictor and the objective at {@link #point}. */
    private double[] eta;
    private double objective;

    /**
     * @param tolerance the relative change of the objective at which the iterations have converged, once the linear
     *            predictor is as close: the likelihood of the working responses depends on it to first order
     */
    SubjectSpecificExpansion(MixedModelEquations equations, WorkingModel working, double tolerance) {
        this.equations = equations;
        this.working = working;
        this.tolerance = tolerance;
    }

    /** A value of the coefficients of the scaled columns of X, of b and of u = Lambda b. */
    private record Point(double[] beta, double[] b, double[] u) {

        Point towards(Point other, double length) {
            return new Point(between(beta, other.beta, length), between(b, other.b, length),
                between(u, other.u, length));
        }

        /** The step to another point, beta and b. */
        double[] stepTo(Point other) {
            double[] step = new double[beta.length + b.length];
            for (int i = 0; i < step.length; i++) {
                step[i] = i < beta.length ? other.beta[i] - beta[i] : other.b[i - beta.length] - b[i - beta.length];
            }
            return step;
        }

        private static double[] between(double[] from, double[] to, double length) {
            double[] result = new double[from.length];
            for (int i = 0; i < from.length; i++) {
                result[i] = from[i] + length * (to[i] - from[i]);
            }
            return result;
        }
    }

    @Override
    public void start(double[][] lambda, double[] nullBeta) {
        goTo(new Point(nullBeta, new double[equations.randomEffects()], new double[equations.randomEffects()]));
        working.requireMeans(eta);
        working.lineariseAtObservations();
        step(lambda, new double[nullBeta.length], new Relaxation());
    }

    @Override
    public boolean converge(double[][] lambda) {
        goTo(point);
        Relaxation relaxation = new Relaxation();
        double lastChange = Double.POSITIVE_INFINITY;
        for (int iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
            double before = objective;
            double[] from = eta;
            linearise();
            if (!step(lambda, point.beta, relaxation)) {
                return false;
            }
            double change = largestChange(from, eta);
            boolean approaches = change > CHANGE_OF_PREDICTOR * tolerance && change < CONTRACTION * lastChange;
            if (!approaches && !(before - objective > tolerance * (Math.abs(objective) + 0.1))) {
                linearise();
                return true;
            }
            lastChange = change;
        }
        return false;
    }

    private static double largestChange(double[] from, double[] to) {
        double largest = 0;
        for (int r = 0; r < from.length; r++) {
            largest = Math.max(largest, Math.abs(to[r] - from[r]));
        }
        return largest;
    }

    /** {@inheritDoc} Where that gives impossible means, random effects are set to zero instead. */
    @Override
    public void move(Solution solution) {
        double[] beta = point.beta;
        goTo(target(beta, solution));
        if (!Double.isFinite(objective)) {
            goTo(new Point(beta, new double[point.b.length], new double[point.u.length]));
        }
    }

    private boolean step(double[][] lambda, double[] base, Relaxation relaxation) {
        equations.weigh(working.weights());
        equations.respond(working.weights(), working.response());
        return equations.factor(lambda) && halve(target(base, equations.solve()), relaxation);
    }

    private static Point target(double[] base, Solution solution) {
        double[] beta = solution.scaledBeta().clone();
        for (int j = 0; j < beta.length; j++) {
            beta[j] += base[j];
        }
        return new Point(beta, solution.b(), solution.u());
    }

    /** Goes towards the target as far as the objective does not rise; false if it rises everywhere. */
    private boolean halve(Point target, Relaxation relaxation) {
        Point from = point;
        double most = objective + FULL * (Math.abs(objective) + 0.1);
        double length = relaxation.length(from.stepTo(target));
        for (int halving = 0; halving < MOST_HALVINGS; halving++) {
            goTo(from.towards(target, length));
            if (objective <= most) {
                relaxation.went(length);
                return true;
            }
            length /= 2;
        }
        goTo(from);
        return false;
    }

    private void goTo(Point next) {
        point = next;
        eta = working.offset().clone();
        equations.addLinearPredictor(point.beta, point.u, eta);
        objective = working.deviance(eta);
        for (double b : point.b) {
            objective += b * b;
        }
    }

    private void linearise() {
        double[] random = new double[eta.length];
        equations.addRandomPart(point.u, random);
        working.linearise(eta, random);
    }

    @Override
    public WorkingModel working() {
        return working;
    }

    @Override
    public double[] scaledBeta() {
        return point.beta;
    }

    @Override
    public double[] u() {
        return point.u;
    }
}
