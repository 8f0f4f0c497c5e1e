package org.glmm.engine.estimate;

import org.glmm.engine.mme.MixedModelEquations;
import org.glmm.engine.mme.MixedModelEquations.Solution;

/**
 * Linearises about the current fixed and random effects. For a given Lambda these maximise the joint (penalised) likelihood,
 * found by penalised iteratively reweighted least squares: the mixed-model equations of the lecture with W = D'R^-1D and
 * y* = eta + D^-1 (y - mu), the step halved until
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
    private static final double TOLERANCE = 1e-13;

    private final MixedModelEquations equations;
    private final WorkingModel working;
    private Point point;

    SubjectSpecificExpansion(MixedModelEquations equations, WorkingModel working) {
        this.equations = equations;
        this.working = working;
    }

    /** A value of the coefficients of the scaled columns of X, of b and of u = Lambda b. */
    private record Point(double[] beta, double[] b, double[] u) {

        Point towards(Point other, double length) {
            return new Point(between(beta, other.beta, length), between(b, other.b, length),
                between(u, other.u, length));
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
        point = new Point(nullBeta, new double[equations.randomEffects()], new double[equations.randomEffects()]);
        working.requireMeans(linearPredictor(point));
        working.lineariseAtObservations();
        step(lambda, new double[nullBeta.length]);
    }

    @Override
    public boolean converge(double[][] lambda) {
        double objective = objective(point);
        for (int iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
            linearise();
            if (!step(lambda, point.beta)) {
                return false;
            }
            double next = objective(point);
            if (!(objective - next > TOLERANCE * (Math.abs(next) + 0.1))) {
                linearise();
                return true;
            }
            objective = next;
        }
        return false;
    }

    /** {@inheritDoc} Where that gives impossible means, random effects are set to zero instead. */
    @Override
    public void move(Solution solution) {
        Point target = target(point.beta, solution);
        point = Double.isFinite(objective(target)) ? target
            : new Point(point.beta, new double[target.b.length], new double[target.u.length]);
    }

    private boolean step(double[][] lambda, double[] base) {
        equations.weigh(working.weights());
        equations.respond(working.weights(), working.response());
        return equations.factor(lambda) && halve(target(base, equations.solve()));
    }

    private static Point target(double[] base, Solution solution) {
        double[] beta = solution.scaledBeta().clone();
        for (int j = 0; j < beta.length; j++) {
            beta[j] += base[j];
        }
        return new Point(beta, solution.b(), solution.u());
    }

    /** Goes towards the target as far as the objective does not rise; false if it rises everywhere. */
    private boolean halve(Point target) {
        double objective = objective(point);
        double length = 1;
        for (int halving = 0; halving < MOST_HALVINGS; halving++) {
            Point trial = point.towards(target, length);
            if (objective(trial) <= objective + TOLERANCE * (Math.abs(objective) + 0.1)) {
                point = trial;
                return true;
            }
            length /= 2;
        }
        return false;
    }

    private double objective(Point at) {
        double sum = working.deviance(linearPredictor(at));
        for (double b : at.b) {
            sum += b * b;
        }
        return sum;
    }

    private double[] linearPredictor(Point at) {
        double[] eta = working.offset().clone();
        equations.addLinearPredictor(at.beta, at.u, eta);
        return eta;
    }

    private void linearise() {
        double[] random = new double[working.offset().length];
        equations.addLinearPredictor(new double[point.beta.length], point.u, random);
        working.linearise(linearPredictor(point), random);
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
