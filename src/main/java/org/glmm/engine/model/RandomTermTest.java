package org.glmm.engine.model;

import java.util.List;
import java.util.Optional;

/**
 * The likelihood-ratio test of a random term or of some of its effects.
 *
 * @param hypothesis what is left out of the model
 * @param statistic twice the difference of the log-likelihoods with and without it; NaN if there is none
 * @param degrees the degrees of freedom of the chi-square distributions whose mixture, with equal weights, the
 *            statistic has; one of them if the test takes the largest to be on the safe side
 * @param note what the user has to know about the test; usually empty
 * @param bootstrap of the test, if it was asked for
 */
public record RandomTermTest(String hypothesis, double statistic, List<Integer> degrees, String note,
    Optional<BootstrapTest> bootstrap) {

    /** A test without bootstrap. */
    public RandomTermTest(String hypothesis, double statistic, List<Integer> degrees, String note) {
        this(hypothesis, statistic, degrees, note, Optional.empty());
    }

    public RandomTermTest {
        degrees = List.copyOf(degrees);
    }
}
