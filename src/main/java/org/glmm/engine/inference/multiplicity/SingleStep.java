package org.glmm.engine.inference.multiplicity;

import java.util.stream.IntStream;

import org.glmm.engine.inference.FunctionEstimate;

/** An adjustment that replaces each p-value by a function of it and of the number of comparisons alone. */
abstract class SingleStep implements Adjustment {

    /** The adjusted p-value. */
    abstract double adjusted(double p, int comparisons);

    /** The level of each of the intervals that together have the given level. */
    abstract double levelOfEach(double level, int comparisons);

    @Override
    public double[] pValues(Family family) {
        double[] p = family.pValues();
        return IntStream.range(0, p.length).mapToDouble(i -> adjusted(p[i], p.length)).toArray();
    }

    @Override
    public double[] criticalValues(Family family, double level) {
        double each = levelOfEach(level, family.size());
        return IntStream.range(0, family.size())
            .mapToDouble(i -> FunctionEstimate.quantile((1 + each) / 2, family.df()[i])).toArray();
    }
}
