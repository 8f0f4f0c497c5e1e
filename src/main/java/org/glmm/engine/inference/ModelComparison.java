package org.glmm.engine.inference;

import java.util.HashSet;
import java.util.Optional;

import org.glmm.engine.model.FittedModel;

/**
 * The likelihood-ratio test of two fits to the same rows.
 *
 * @param chiSquare the difference of -2 log likelihoods, the smaller model's minus the larger one's
 * @param df the difference of their numbers of parameters
 * @param pValue of chi-square, where one variance is tested of the equal mixture of chi-square with 0 and 1 degrees of
 *            freedom (Self and Liang 1987, JASA 82, 605-610); NaN if the fits cannot be compared
 * @param note what to know about the test, or why there is none
 */
public record ModelComparison(double chiSquare, int df, double pValue, String note) {

    private static final double ROUNDING = 1e-6;

    /** Compares two fits. */
    public static ModelComparison of(FittedModel first, FittedModel second) {
        var obstacle = obstacle(first, second);
        if (obstacle.isPresent()) {
            return new ModelComparison(Double.NaN, 0, Double.NaN, obstacle.get());
        }
        int difference = parameters(second) - parameters(first);
        double drop = first.statistics().minus2LogLikelihood() - second.statistics().minus2LogLikelihood();
        double chiSquare = difference > 0 ? drop : -drop;
        int df = Math.abs(difference);
        if (df == 0) {
            return new ModelComparison(drop, 0, Double.NaN,
                "Both models have the same number of parameters: compare their information criteria.");
        }
        if (chiSquare < -ROUNDING) {
            return new ModelComparison(chiSquare, df, Double.NaN,
                "The model with more parameters fits worse: the smaller one is not a special case of it.");
        }
        double p = UpperTail.ofChiSquare(Math.max(0, chiSquare), df);
        boolean sameFixed = first.fixedEffects().names().equals(second.fixedEffects().names());
        if (sameFixed && df == 1) {
            return new ModelComparison(chiSquare, df, chiSquare > 0 ? p / 2 : 1, "One variance is tested at the edge of its "
                + "range, so p is that of the equal mixture of chi-square with 0 and 1 degrees of freedom.");
        }
        return new ModelComparison(chiSquare, df, p, sameFixed
            ? "Variances are tested at the edge of their range, so p is an upper bound." : "");
    }

    private static int parameters(FittedModel model) {
        return model.fixedEffects().count() + model.statistics().covarianceParameters();
    }

    private static Optional<String> obstacle(FittedModel first, FittedModel second) {
        if (first.spec().method().linearised() || second.spec().method().linearised()) {
            return Optional.of("A pseudo-likelihood belongs to working responses of its own and cannot be compared; "
                + "fit both models by Laplace, quadrature or ML.");
        }
        if (!first.spec().formula().response().equals(second.spec().formula().response())) {
            return Optional.of("The models have different responses, " + first.spec().formula().response() + " and "
                + second.spec().formula().response() + ".");
        }
        if (first.statistics().rowsUsed() != second.statistics().rowsUsed()) {
            return Optional.of("The models are fitted to different rows (" + first.statistics().rowsUsed() + " and "
                + second.statistics().rowsUsed() + "); leave out rows with missing values before both fits.");
        }
        if (first.spec().method() != second.spec().method()) {
            return Optional.of("The models are fitted by different methods, " + first.spec().method() + " and "
                + second.spec().method() + "; fit both by the same.");
        }
        boolean sameFixed = new HashSet<>(first.spec().formula().fixed())
            .equals(new HashSet<>(second.spec().formula().fixed()));
        if (first.spec().method().restricted() && !sameFixed) {
            return Optional.of("Restricted likelihoods of models with different fixed effects cannot be compared; fit both "
                + "by ML or Laplace.");
        }
        return Optional.empty();
    }
}
