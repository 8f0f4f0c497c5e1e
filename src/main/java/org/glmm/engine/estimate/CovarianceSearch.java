package org.glmm.engine.estimate;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

import org.glmm.engine.covariance.CovarianceStructure.Role;
import org.glmm.engine.estimate.QuasiNewton.Result;

/**
 * Finds the covariance parameters theta that minimise a deviance, zero variances included.
 *
 * <p>A standard deviation enters G squared only, so the deviance is an even function of it and the search may cross
 * zero freely; signs are put right afterwards. For the same reason every standard deviation of zero is a stationary
 * point, whether or not it is a minimum: small ones are tried at zero and kept there, and where the deviance falls away
 * from zero the search starts again. A correlation of one is such a point of the angle that stands for it.
 */
final class CovarianceSearch {

    private static final double SMALL = 0.02;
    private static final double PROBE = 1e-3;
    private static final double GROWTH = 3;
    private static final double NEGLIGIBLE = 1e-9;
    private static final int MOST_RESTARTS = 4;

    private final CovarianceModel covariance;
    private final QuasiNewton optimiser;
    private final double[] typical;
    private final int first;

    /** Searches over theta alone. */
    CovarianceSearch(CovarianceModel covariance, int maxIterations, double tolerance) {
        this(covariance, 0, covariance.typical(), maxIterations, tolerance);
    }

    /**
     * Searches over theta together with other parameters.
     *
     * @param first where theta starts among the parameters
     * @param typical the size that each parameter typically has
     */
    CovarianceSearch(CovarianceModel covariance, int first, double[] typical, int maxIterations, double tolerance) {
        this.covariance = covariance;
        this.first = first;
        this.typical = typical;
        this.optimiser = new QuasiNewton(typical, maxIterations, tolerance);
    }

    /** Starts from an approximate Hessian, row-major. */
    void assume(double[] hessian) {
        optimiser.assume(hessian);
    }

    /** Sets another tolerance. */
    void aim(double tolerance) {
        optimiser.aim(tolerance);
    }

    /** Ends the search where a step lets the objective fall by less, relative to its value. */
    void settleFor(double relativeFall) {
        optimiser.settleFor(relativeFall);
    }

    /** Forgets what is known of the Hessian. */
    void restart() {
        optimiser.restart();
    }

    /** Minimises from {@code start}. */
    Result minimise(Objective objective, double[] start) {
        Result result = search(objective, start);
        for (int restart = 0; restart < MOST_RESTARTS; restart++) {
            double[] away = awayFromEdge(objective, result);
            if (away == null) {
                return result;
            }
            optimiser.restart();
            Result again = search(objective, away);
            if (!(again.value() < result.value())) {
                return result;
            }
            result = after(result, again);
        }
        return result;
    }

    private Result search(Objective objective, double[] start) {
        Result result = optimiser.minimise(objective, start);
        covariance.normalise(result.x(), first);
        double[] x = result.x().clone();
        for (int i = 0; i < x.length; i++) {
            if (isDeviation(i) && x[i] < SMALL * typical[i]) {
                x[i] = 0;
                double deviance = objective.evaluate(x, new double[x.length]);
                if (!(deviance <= result.value() + NEGLIGIBLE * (1 + 1e-3 * Math.abs(result.value())))) {
                    x[i] = result.x()[i];
                }
            }
        }
        if (Arrays.equals(x, result.x())) {
            return result;
        }
        Result kept = optimiser.minimise(keepingZeros(objective, x), x);
        covariance.normalise(kept.x(), first);
        clear(kept.x(), x);
        return after(result, kept);
    }

    /** The objective of the other parameters, given that the standard deviations that are zero in {@code x} stay so. */
    private Objective keepingZeros(Objective objective, double[] x) {
        return (point, gradient) -> {
            double[] moved = point.clone();
            clear(moved, x);
            double value = objective.evaluate(moved, gradient);
            clear(gradient, x);
            return value;
        };
    }

    private void clear(double[] values, double[] x) {
        for (int i = 0; i < x.length; i++) {
            if (isDeviation(i) && x[i] == 0) {
                values[i] = 0;
            }
        }
    }

    private boolean isDeviation(int index) {
        return index >= first && index < first + covariance.parameters() && covariance.isDeviation(index - first);
    }

    private static Result after(Result first, Result second) {
        return new Result(second.x(), second.value(), second.gradient(), first.iterations() + second.iterations(),
            second.scaledGradient(), second.converged());
    }

    /** A better start for the first parameter at its edge from which the deviance falls inwards, if there is one. */
    private double[] awayFromEdge(Objective objective, Result result) {
        for (int i = first; i < first + covariance.parameters(); i++) {
            for (double[] edge : edges(i, result.x())) {
                double inwards = isAngle(i) ? -Math.signum(edge[i]) : 1;
                double[] x = edge.clone();
                double[] gradient = new double[x.length];
                x[i] += inwards * PROBE * typical[i];
                double value = objective.evaluate(x, gradient);
                if (value < Double.POSITIVE_INFINITY && inwards * gradient[i] < 0) {
                    x[i] = lowest(objective, x, i, edge[i], value);
                    return x;
                }
            }
        }
        return null;
    }

    /** The points from which a parameter may be moved inwards; none if it is not at its edge. */
    private List<double[]> edges(int index, double[] x) {
        if (isDeviation(index)) {
            return x[index] == 0 ? List.of(x) : List.of();
        }
        return isAtTurn(index, x) ? turns(index, x) : List.of();
    }

    /**
     * The angle exactly at its turn. Partial autocorrelations after it have no meaning there, so that any values of
     * them are the same point; the next one decides about the way inwards.
     */
    private List<double[]> turns(int index, double[] x) {
        double[] turn = x.clone();
        turn[index] = Math.copySign(Math.PI / 2, x[index]);
        int end = first + covariance.end(index - first);
        Arrays.fill(turn, index + 1, end, 0);
        return index + 1 == end ? List.of(turn) : DoubleStream.of(0, 1, -1).mapToObj(next -> {
            double[] other = turn.clone();
            other[index + 1] = next;
            return other;
        }).toList();
    }

    private boolean isAngle(int index) {
        return covariance.role(index - first) == Role.ANGLE;
    }

    /** Whether a parameter is an angle whose sine is 1 or -1. */
    private boolean isAtTurn(int index, double[] x) {
        return isAngle(index) && Math.abs(Math.cos(x[index])) < SMALL;
    }

    private static double lowest(Objective objective, double[] x, int i, double edge, double value) {
        double[] trial = x.clone();
        double lowest = value;
        double best = x[i];
        while (true) {
            trial[i] = edge + GROWTH * (trial[i] - edge);
            double next = objective.evaluate(trial, new double[x.length]);
            if (!(next < lowest)) {
                return best;
            }
            lowest = next;
            best = trial[i];
        }
    }
}
