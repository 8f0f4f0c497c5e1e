package org.glmm.engine.inference.multiplicity;

import java.util.Arrays;
import java.util.HashMap;
import java.util.function.DoubleUnaryOperator;

/** Critical values, each degrees of freedom looked up once. */
final class Critical {

    private Critical() {
    }

    /** The critical value for each degrees of freedom. */
    static double[] values(double[] df, DoubleUnaryOperator critical) {
        var known = new HashMap<Double, Double>();
        return Arrays.stream(df).map(value -> known.computeIfAbsent(value, critical::applyAsDouble)).toArray();
    }
}
