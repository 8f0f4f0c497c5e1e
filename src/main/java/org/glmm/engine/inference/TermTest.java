package org.glmm.engine.inference;

/**
 * A Wald test of the hypothesis that a term has no effect.
 *
 * @param term the term's name
 * @param numeratorDf the number of estimable functions tested; 0 if the term has none
 * @param denominatorDf the denominator degrees of freedom of F; infinite for a chi-square test
 * @param f the F statistic; NaN if it could not be computed, {@code note} says why
 * @param chiSquare {@code numeratorDf * f}
 * @param pValue probability of a larger statistic under the hypothesis
 * @param note what the user has to know about the hypothesis; usually empty
 */
public record TermTest(String term, int numeratorDf, double denominatorDf, double f, double chiSquare, double pValue,
    String note) { }
