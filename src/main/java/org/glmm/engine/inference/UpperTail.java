package org.glmm.engine.inference;

import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Gamma;

/** Upper tail probabilities, computed as such and not as one minus the lower tail, so that tiny ones are accurate. */
public final class UpperTail {

    private UpperTail() {
    }

    /** P(F &gt; f) for an F distribution; an infinite {@code denominatorDf} gives that of chi-square / df. */
    public static double ofF(double f, double numeratorDf, double denominatorDf) {
        if (Double.isInfinite(denominatorDf)) {
            return ofChiSquare(numeratorDf * f, numeratorDf);
        }
        double ratio = denominatorDf / (denominatorDf + numeratorDf * f);
        return Beta.regularizedBeta(ratio, denominatorDf / 2, numeratorDf / 2);
    }

    /** P(X &gt; x) for a chi-square distribution. */
    public static double ofChiSquare(double x, double df) {
        return Gamma.regularizedGammaQ(df / 2, x / 2);
    }
}
