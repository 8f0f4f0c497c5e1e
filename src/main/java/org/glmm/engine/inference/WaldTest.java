package org.glmm.engine.inference;

/**
 * A Wald test of linear functions of the fixed effects.
 *
 * @param numeratorDf the number of functions
 * @param denominatorDf the denominator degrees of freedom of F; infinite for a chi-square test, NaN if they are not
 *            defined
 * @param f the F statistic, scaled if the method scales it; NaN if the covariance matrix of the functions is singular
 * @param chiSquare {@code numeratorDf * f}
 * @param pValue probability of a larger statistic under the hypothesis
 */
public record WaldTest(int numeratorDf, double denominatorDf, double f, double chiSquare, double pValue) {

    static WaldTest of(int numeratorDf, double denominatorDf, double f) {
        double pValue = Double.isNaN(denominatorDf) || Double.isNaN(f) ? Double.NaN
            : UpperTail.ofF(f, numeratorDf, denominatorDf);
        return new WaldTest(numeratorDf, denominatorDf, f, numeratorDf * f, pValue);
    }
}
