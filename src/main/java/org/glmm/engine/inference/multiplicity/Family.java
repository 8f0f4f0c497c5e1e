package org.glmm.engine.inference.multiplicity;

import java.util.stream.IntStream;

import org.ejml.data.DMatrixRMaj;

/**
 * Comparisons that are tested together, so that an adjustment bounds the probability of any false rejection among them.
 *
 * @param kind what is compared
 * @param tail which values of the statistics speak against the hypotheses
 * @param statistics t (z for infinite degrees of freedom) of each comparison
 * @param df the degrees of freedom of each statistic
 * @param correlation of the statistics
 * @param means the number of means that are compared
 * @param rank the number of linearly independent comparisons
 */
public record Family(Kind kind, Tail tail, double[] statistics, double[] df, DMatrixRMaj correlation, int means,
    int rank) {

    /** What is compared. */
    public enum Kind {
        /** All pairs of means. */
        PAIRS,
        /** Each mean with one of them. */
        CONTROL,
        /** Each mean with the average of all. */
        AVERAGE,
        /** Anything else. */
        OTHER
    }

    /** The number of comparisons. */
    public int size() {
        return statistics.length;
    }

    /** The p-value of each comparison on its own. */
    public double[] pValues() {
        return IntStream.range(0, size()).mapToDouble(i -> tail.pValue(statistics[i], df[i])).toArray();
    }
}
