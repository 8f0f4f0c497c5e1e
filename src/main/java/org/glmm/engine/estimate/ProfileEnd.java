package org.glmm.engine.estimate;

import static org.glmm.engine.dense.DenseAlgebra.dot;

import java.util.Arrays;

import org.glmm.engine.estimate.ProfileLikelihood.Maximum;
import org.glmm.engine.estimate.QuasiNewton.Result;

/**
 * Finds one end of a profile-likelihood interval: walks along the profile from the maximum outwards. A point of the
 * profile is the minimum of the tilted deviance
 *
 * <pre>
 * d(x) + w (h(x) - a)^2 - s (h(x) - a)
 * </pre>
 *
 * whatever a, s and w are, for nothing but h(x) enters what is added; the slope of the profile there is s - 2 w (h(x) -
 * a). So a, the value of h aimed at, and s, the slope expected there, need not be exact. They come from Newton's method
 * for the signed root of the rise of the deviance, which is nearly linear in h, kept between points on both sides of
 * the end. Where a is missed by far, as where the profile is concave, w grows.
 */
final class ProfileEnd {

    private static final String FAILED = "the likelihood could not be maximised with the parameter held";
    private static final String BETTER =
        "the profile met a higher likelihood than that of the estimates, which are a local "
        + "maximum only; fit again with another method or a simpler model";
    private static final String ENDLESS =
        "none, because the likelihood does not fall far enough however far the parameter "
        + "goes";
    private static final String LIMIT =
        "where the range of the parameter ends, because the likelihood does not fall far "
        + "enough before";

    private static final double CLOSE = 1e-3;
    private static final double LOWER = 1e-3;
    private static final double FLAT = 30;
    private static final double GROWTH = 3;
    private static final double STUCK = 1e-4;
    private static final double HARDER = 10;
    private static final double LARGE = 0.5;
    private static final double ACCURATE = 1e-3;
    private static final double SIMILAR = 4;
    private static final int MOST_PUSHES = 4;
    private static final int MOST_EXPANSIONS = 8;
    private static final int MOST_STEPS = 40;

    private final Objective deviance;
    private final ParameterFunction h;
    private final Maximum maximum;
    private final CovarianceSearch search;
    private final int direction;
    private final double root;
    private final double first;
    private double weight;
    private double stiffness = 1;
    private Point previous;
    private Point inside;
    private Point outside;

    /**
     * An end.
     *
     * @param value of h; infinite if it is not reached, NaN if it could not be found
     * @param note why the end is not where the likelihood has fallen; empty if it is
     */
    record End(double value, String note) {
    }

    /**
     * A point of the profile.
     *
     * @param distance from the maximum, of h, outwards
     * @param rise of the deviance
     * @param slope the derivative of the rise with respect to the distance
     */
    private record Point(double[] x, double distance, double rise, double slope, boolean accurate) {

        double root() {
            return Math.sqrt(Math.max(0, rise));
        }

        /** The derivative of the root; 0 where the profile is flat. */
        double rate() {
            return rise > 0 && slope > 0 ? slope / (2 * root()) : 0;
        }
    }

    /**
     * @param direction -1 for the lower end, 1 for the upper
     * @param cut how far the deviance rises to the end
     * @param scale about the size of the standard error of h, for use where the information tells nothing
     */
    ProfileEnd(Objective deviance, ParameterFunction h, Maximum maximum, CovarianceSearch search, int direction,
        double cut, double scale) {
        this.deviance = deviance;
        this.h = h;
        this.maximum = maximum;
        this.search = search;
        this.direction = direction;
        this.root = Math.sqrt(cut);
        double error = error();
        this.first = error > 0 && error < FLAT * scale ? error : scale;
        this.inside = new Point(maximum.x(), 0, 0, 0, true);
    }

    /** The standard error of h. */
    private double error() {
        return Math.sqrt(2 * dot(h.gradient(maximum.x()), maximum.solve(h.gradient(maximum.x()))));
    }

    End find() {
        int pushes = 0;
        int expansions = 0;
        for (int step = 0; step < MOST_STEPS; step++) {
            double target = target();
            expansions += outside == null && target == farthest() ? 1 : 0;
            if (expansions > MOST_EXPANSIONS) {
                return new End(direction * Double.POSITIVE_INFINITY, ENDLESS);
            }
            double rate = rate(target);
            Point next = minimise(target, Math.max(rate, root / target), Math.pow(HARDER, pushes) * 2 * root * rate);
            if (next == null || next.rise < -LOWER) {
                return new End(Double.NaN, next == null ? FAILED : BETTER);
            }
            if (Math.abs(next.root() - root) <= CLOSE * root && next.slope > 0) {
                return next.accurate ? new End(value(next.distance + (root * root - next.rise) / next.slope), "")
                    : new End(Double.NaN, FAILED);
            }
            if (Math.abs(next.distance - target) > LARGE * (target - inside.distance)) {
                stiffness *= HARDER;
            }
            if (next.root() > root) {
                outside = next;
            } else if (next.distance - inside.distance > STUCK * (target - inside.distance)) {
                previous = inside;
                inside = next;
                pushes = 0;
            } else if (++pushes == MOST_PUSHES) {
                return new End(value(inside.distance), LIMIT);
            }
        }
        return new End(Double.NaN, FAILED);
    }

    private double value(double distance) {
        return h.value(maximum.x()) + direction * distance;
    }

    /** The distance to go next: Newton's method for the root of the rise, within limits. */
    private double target() {
        double fromInside = inside.distance + (root - inside.root()) / insideRate();
        if (outside == null) {
            return fromInside <= farthest() ? fromInside : farthest();
        }
        double fromOutside = outside.distance - (outside.root() - root) / outside.rate();
        double newton = outside.root() - root < root - inside.root() ? fromOutside : fromInside;
        return newton > inside.distance && newton < outside.distance ? newton
            : (inside.distance + outside.distance) / 2;
    }

    /** How far a step may go while no point beyond the end is known. */
    private double farthest() {
        return GROWTH * Math.max(inside.distance, root * first);
    }

    private double insideRate() {
        return inside.distance > 0 ? inside.rate() : 1 / first;
    }

    /** The rate at which the root of the rise grows at a distance: on a line through the nearest points. */
    private double rate(double target) {
        Point other = outside != null ? outside : previous;
        if (other == null) {
            return insideRate();
        }
        double otherRate = other.distance > 0 ? other.rate() : 1 / first;
        double share = (target - inside.distance) / (other.distance - inside.distance);
        double rate = (1 - share) * insideRate() + share * otherRate;
        return outside != null ? rate : Math.max(insideRate() / SIMILAR, Math.min(rate, SIMILAR * insideRate()));
    }

    /** The minimum of the tilted deviance; null if there is none. */
    private Point minimise(double target, double rate, double slope) {
        double wanted = stiffness * rate * rate;
        if (!(weight < SIMILAR * wanted && weight > wanted / SIMILAR)) {
            weight = wanted;
            search.assume(tiltedHessian());
        }
        double a = value(target);
        Objective tilted = (x, gradient) -> {
            double value = deviance.evaluate(x, gradient);
            double miss = h.value(x) - a;
            double[] direct = h.gradient(x);
            Arrays.setAll(gradient, i -> gradient[i] + (2 * weight * miss - direction * slope) * direct[i]);
            double sum = value + (weight * miss - direction * slope) * miss;
            return Double.isNaN(sum) ? Double.POSITIVE_INFINITY : sum;
        };
        double[] start = extrapolated(target);
        Result result = search.minimise(tilted, isFinite(tilted, start) ? start : inside.x);
        double miss = h.value(result.x()) - a;
        double rise = result.value() - (weight * miss - direction * slope) * miss - maximum.deviance();
        return Double.isFinite(rise) ? new Point(result.x(), target + direction * miss, rise,
            slope - 2 * weight * direction * miss, result.converged() || result.scaledGradient() < ACCURATE) : null;
    }

    private boolean isFinite(Objective tilted, double[] x) {
        return tilted.evaluate(x, new double[x.length]) < Double.POSITIVE_INFINITY;
    }

    /** The Hessian at the maximum and that of the square. */
    private double[] tiltedHessian() {
        int n = maximum.x().length;
        double[] hessian = maximum.hessian().clone();
        double[] gradient = h.gradient(maximum.x());
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                hessian[i * n + j] += 2 * weight * gradient[i] * gradient[j];
            }
        }
        return hessian;
    }

    /** Where the profile goes on: along the information at the maximum, then along a line through two of its points. */
    private double[] extrapolated(double target) {
        Point other = outside != null ? outside : previous;
        double step = target - inside.distance;
        if (other != null) {
            double share = step / (other.distance - inside.distance);
            double[] x = inside.x.clone();
            Arrays.setAll(x, i -> x[i] + share * (other.x[i] - x[i]));
            return x;
        }
        double[] gradient = h.gradient(maximum.x());
        double[] tangent = maximum.solve(gradient);
        double length = dot(gradient, tangent);
        double[] x = maximum.x().clone();
        Arrays.setAll(x, i -> length > 0 ? x[i] + direction * step * tangent[i] / length : x[i]);
        return x;
    }
}
