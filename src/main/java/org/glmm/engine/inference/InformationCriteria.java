package org.glmm.engine.inference;

import java.util.Optional;

import org.glmm.engine.model.FittedModel;

/**
 * Information criteria of a fit, smaller is better. As in lme4 and glmmTMB, also a restricted likelihood is charged for
 * the fixed effects, and the sample size is the number of rows.
 *
 * @param aic Akaike (1974): -2 log L + 2 k for k parameters
 * @param aicc Hurvich and Tsai (1989): AIC + 2 k (k + 1) / (n - k - 1) for n rows; NaN if there are too few rows
 * @param bic Schwarz (1978): -2 log L + k log n
 */
public record InformationCriteria(double aic, double aicc, double bic) {

    /** The criteria of a model; none for a pseudo-likelihood, which belongs to working responses of its own. */
    public static Optional<InformationCriteria> of(FittedModel model) {
        if (model.spec().method().linearised()) {
            return Optional.empty();
        }
        var statistics = model.statistics();
        int parameters = model.fixedEffects().count() + statistics.covarianceParameters();
        double deviance = statistics.minus2LogLikelihood();
        double aic = deviance + 2 * parameters;
        int rest = statistics.rowsUsed() - parameters - 1;
        double aicc = rest > 0 ? aic + 2.0 * parameters * (parameters + 1) / rest : Double.NaN;
        return Optional.of(new InformationCriteria(aic, aicc, deviance + Math.log(statistics.rowsUsed()) * parameters));
    }
}
