package org.glmm.engine.estimate;

import java.util.Locale;
import java.util.Optional;

import org.glmm.engine.check.ModelData;
import org.glmm.engine.family.Dispersion;
import org.glmm.engine.family.Distribution;
import org.glmm.engine.model.Finding;
import org.glmm.engine.model.Finding.Kind;
import org.glmm.engine.model.FitStatistics;

/**
 * Finds variation beyond what a distribution without a dispersion parameter allows: a Pearson chi-square far above its
 * degrees of freedom. From a ratio of {@value #RATIO} on, standard errors are too small by a fifth or more; it must
 * also exceed one by three times its standard deviation under the model, sqrt(2 / df), so that few rows do not alarm by
 * chance. The degrees of freedom do not count the random effects, so the ratio rather understates. Zeros and ones
 * cannot vary more than their means allow.
 */
final class Overdispersion {

    private static final double RATIO = 1.5;
    private static final double STANDARD_DEVIATIONS = 3;

    private Overdispersion() {
    }

    static Optional<Finding> find(ModelData data, FitStatistics statistics) {
        if (data.spec().estimateScale() || data.spec().distribution().dispersion() != Dispersion.NONE
            || data.isBinary()) {
            return Optional.empty();
        }
        double ratio = statistics.pearsonChiSquare() / statistics.degreesOfFreedom();
        double chance = Math.sqrt(2.0 / statistics.degreesOfFreedom());
        return ratio > RATIO && ratio > 1 + STANDARD_DEVIATIONS * chance ? Optional.of(new Finding(Kind.OVERDISPERSION,
            String.format(Locale.ROOT,
            "The response %s varies %.2g times as much as the %s distribution allows (Pearson "
                + "chi-square / df, where 1 is expected), so that standard errors are about %.2g times too small. Add "
                + "a random effect for each row, estimate the residual scale (RSPL), or choose a distribution with a "
                + "dispersion parameter (%s).", data.design().response().name(), ratio, data.spec().distribution().name(),
                Math.sqrt(ratio), alternative(data.spec().distribution()))))
            : Optional.empty();
    }

    private static String alternative(Distribution distribution) {
        boolean continuous = distribution.isObservation(0.5);
        return distribution.takesTrials() ? "beta-binomial" : continuous ? "gamma" : "negative binomial";
    }
}
