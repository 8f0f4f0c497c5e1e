package org.glmm.engine.inference.multiplicity;

import java.util.stream.IntStream;

import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.FDistribution;
import org.glmm.engine.inference.UpperTail;

/**
 * Scheffe (1953, Biometrika 40, 87-104): t^2 / r is compared with F on r and the denominator degrees of freedom, r the
 * dimension of the comparisons, which holds for all their combinations at once.
 */
final class Scheffe implements Adjustment {

    @Override
    public String name() {
        return "Scheffe";
    }

    @Override
    public double[] pValues(Family family) {
        return IntStream.range(0, family.size()).mapToDouble(i -> {
            double t = family.statistics()[i];
            return UpperTail.ofF(t * t / family.rank(), family.rank(), family.df()[i]);
        }).toArray();
    }

    @Override
    public double[] criticalValues(Family family, double level) {
        int rank = family.rank();
        return Critical.values(family.df(), df -> Math.sqrt(Double.isInfinite(df)
            ? new ChiSquaredDistribution(null, rank).inverseCumulativeProbability(level)
            : rank * new FDistribution(null, rank, df).inverseCumulativeProbability(level)));
    }

    @Override
    public boolean isOneSided() {
        return false;
    }
}
