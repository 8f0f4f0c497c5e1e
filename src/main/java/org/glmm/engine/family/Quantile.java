package org.glmm.engine.family;

import org.apache.commons.math3.analysis.solvers.BrentSolver;

/** The inverse of the distribution function of a response, found from {@link Distribution#cumulative}. */
final class Quantile {

    private static final double ACCURACY = 1e-12;
    private static final int MOST_EVALUATIONS = 5000;

    private final Distribution distribution;
    private final double mu;
    private final double dispersion;
    private final double size;
    private final double probability;

    Quantile(Distribution distribution, double probability, double mu, double dispersion, double size) {
        this.distribution = distribution;
        this.probability = probability;
        this.mu = mu;
        this.dispersion = dispersion;
        this.size = size;
    }

    double value() {
        return distribution.spacing(size) > 0 ? discrete(distribution.spacing(size)) : continuous();
    }

    private double excess(double y) {
        return distribution.cumulative(y, mu, dispersion, size) - probability;
    }

    /** The least multiple of the spacing at which the distribution function reaches the probability. */
    private double discrete(double spacing) {
        double above = Math.max(0, Math.rint(mu / spacing));
        double below = above;
        for (double step = 1; excess(above * spacing) < 0; step *= 2) {
            below = above;
            above += step;
        }
        if (below == above) {
            below = above - 1;
            for (double step = 1; below >= 0 && excess(below * spacing) >= 0; step *= 2) {
                above = below;
                below = Math.max(-1, below - step);
            }
        }
        while (above - below > 1) {
            double middle = Math.rint((above + below) / 2);
            if (excess(middle * spacing) < 0) {
                below = middle;
            } else {
                above = middle;
            }
        }
        return above * spacing;
    }

    private double continuous() {
        double scale = distribution.dispersion() == Dispersion.SCALE ? dispersion : 1;
        double spread = Math.sqrt(scale * distribution.variance(mu, dispersion, size));
        double low = mu - spread;
        double high = mu + spread;
        for (double step = spread; excess(low) > 0; step *= 2) {
            high = low;
            low -= step;
        }
        for (double step = spread; excess(high) < 0; step *= 2) {
            low = high;
            high += step;
        }
        return new BrentSolver(ACCURACY, Double.MIN_NORMAL).solve(MOST_EVALUATIONS, this::excess, low, high);
    }
}
