package org.glmm.engine.inference;

import java.util.List;
import java.util.stream.Collectors;

import org.glmm.engine.model.RandomTermTest;

/** Mixtures with equal weights of chi-square distributions, one of which may be the point zero. */
public final class ChiSquareMixture {

    /** A statistic that is zero but for rounding. */
    private static final double ZERO = 1e-7;

    private ChiSquareMixture() {
    }

    /** The p-value of a likelihood-ratio test; NaN without a statistic. */
    public static double pValue(RandomTermTest test) {
        return Double.isNaN(test.statistic()) ? Double.NaN : upperTail(test.statistic(), test.degrees());
    }

    /** The distribution of the statistic, and what else the user has to know about the test. */
    public static String describe(RandomTermTest test) {
        var mixture = test.degrees().size() == 1 ? "" : test.degrees().stream()
            .map(df -> "1/" + test.degrees().size() + " chi-square(" + df + ")").collect(Collectors.joining(" + "))
            + ". ";
        return (mixture + test.note()).strip();
    }

    /** The probability of a value at least as large as {@code x}. */
    static double upperTail(double x, List<Integer> degrees) {
        return x <= ZERO ? 1 : degrees.stream().mapToDouble(df -> df == 0 ? 0 : UpperTail.ofChiSquare(x, df)).average()
            .orElseThrow();
    }
}
