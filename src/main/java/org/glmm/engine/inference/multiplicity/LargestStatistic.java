package org.glmm.engine.inference.multiplicity;

import java.util.Optional;
import java.util.stream.IntStream;

import org.glmm.engine.inference.FunctionEstimate;

/**
 * The single-step adjustment by the joint t distribution of all statistics with their actual correlations: the p-value
 * is the probability that the largest of them exceeds the one at hand. It is the sharpest adjustment of single
 * statistics. A statistic with other degrees of freedom than the rest is judged by its own.
 */
abstract class LargestStatistic implements Adjustment {

    private final String name;
    private final Optional<Family.Kind> kind;

    /** An adjustment for any comparisons. */
    LargestStatistic(String name) {
        this(name, Optional.empty());
    }

    LargestStatistic(String name, Optional<Family.Kind> kind) {
        this.name = name;
        this.kind = kind;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean appliesTo(Family.Kind of) {
        return kind.isEmpty() || kind.get() == of;
    }

    @Override
    public boolean isJoint() {
        return true;
    }

    @Override
    public double[] pValues(Family family) {
        if (family.rank() <= 1) {
            return family.pValues();
        }
        var distribution = distribution(family);
        return IntStream.range(0, family.size()).mapToDouble(i -> {
            double t = family.statistics()[i];
            double df = family.df()[i];
            return switch (family.tail()) {
                case TWO_SIDED -> distribution.twoSidedTail(Math.abs(t), df);
                case UPPER -> distribution.oneSidedTail(t, df);
                case LOWER -> distribution.oneSidedTail(-t, df);
            };
        }).toArray();
    }

    @Override
    public double[] criticalValues(Family family, double level) {
        if (family.rank() <= 1) {
            return Critical.values(family.df(), df -> FunctionEstimate.quantile((1 + level) / 2, df));
        }
        var distribution = distribution(family);
        return Critical.values(family.df(), df -> distribution.twoSidedQuantile(1 - level, df));
    }

    private static MultivariateT distribution(Family family) {
        return ProductCorrelation.of(family.correlation())
            .orElseGet(() -> new SphericalIntegration(family.correlation()));
    }
}
