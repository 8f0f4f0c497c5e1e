package org.glmm.engine.inference.multiplicity;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** An adjustment of the p-values in their order; it has no confidence intervals. */
abstract class StepWise implements Adjustment {

    /**
     * Whether p-values are adjusted from the smallest on, none below the one before it; otherwise from the largest on.
     */
    abstract boolean isStepDown();

    /**
     * The adjusted p-value before it is compared with its neighbour.
     *
     * @param rank 1 for the smallest
     */
    abstract double adjusted(double p, int rank, int comparisons);

    @Override
    public double[] pValues(Family family) {
        double[] p = family.pValues();
        int n = p.length;
        int[] order = IntStream.range(0, n).boxed().sorted(Comparator.comparingDouble(i -> p[i]))
            .mapToInt(Integer::intValue).toArray();
        double[] result = new double[n];
        double last = isStepDown() ? 0 : 1;
        for (int step = 0; step < n; step++) {
            int rank = isStepDown() ? step + 1 : n - step;
            double value = Math.min(1, adjusted(p[order[rank - 1]], rank, n));
            last = isStepDown() ? Math.max(last, value) : Math.min(last, value);
            result[order[rank - 1]] = last;
        }
        return result;
    }

    @Override
    public double[] criticalValues(Family family, double level) {
        double[] none = new double[family.size()];
        Arrays.fill(none, Double.NaN);
        return none;
    }
}
