package org.glmm.engine.inference;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.glmm.engine.model.FittedModel;

/**
 * The likelihood-ratio test of two fits to the same rows.
 *
 * @param chiSquare the difference of -2 log likelihoods, the smaller model's minus the larger one's
 * @param df the difference of their numbers of parameters
 * @param pValue of chi-square; if one of the parameters is a variance, tested at the edge of its range, of the equal
 *            mixture of chi-square with df - 1 and df degrees of freedom (Self and Liang 1987, JASA 82, 605-610, cases
 *            5 and 6); NaN if the fits cannot be compared
 * @param note what to know about the test, or why there is none
 */
public record ModelComparison(double chiSquare, int df, double pValue, String note) {

    private static final double ROUNDING = 1e-6;
    private static final String CRITERIA = ": compare their information criteria.";

    /** Compares two fits, the smaller one first or second. */
    public static ModelComparison of(FittedModel first, FittedModel second) {
        var obstacle = obstacle(first, second);
        if (obstacle.isPresent()) {
            return without(obstacle.get());
        }
        int df = parameters(second) - parameters(first);
        if (df == 0) {
            return without("Both models have the same number of parameters" + CRITERIA);
        }
        var nesting = df > 0 ? new Nesting(first, second) : new Nesting(second, first);
        var difference = nesting.obstacle();
        if (difference.isPresent()) {
            return without("The smaller model is not a special case of the larger one, because " + difference.get()
                + CRITERIA);
        }
        return of(nesting, Math.abs(df));
    }

    private static ModelComparison without(String reason) {
        return new ModelComparison(Double.NaN, 0, Double.NaN, reason);
    }

    private static ModelComparison of(Nesting nesting, int df) {
        double chiSquare = nesting.small().statistics().minus2LogLikelihood()
            - nesting.large().statistics().minus2LogLikelihood();
        if (chiSquare < -ROUNDING) {
            return new ModelComparison(chiSquare, df, Double.NaN,
                "The larger model fits worse than its special case, so it has not reached its maximum.");
        }
        return switch (nesting.atTheEdge()) {
            case 0 -> new ModelComparison(chiSquare, df, ChiSquareMixture.upperTail(chiSquare, List.of(df)), "");
            case 1 -> new ModelComparison(chiSquare, df, ChiSquareMixture.upperTail(chiSquare, List.of(df - 1, df)),
                "One parameter is tested at the edge of its range, so p is that of 1/2 chi-square(" + (df - 1)
                    + ") + 1/2 chi-square(" + df + ").");
            default -> new ModelComparison(chiSquare, df, ChiSquareMixture.upperTail(chiSquare, List.of(df)),
                "Several variances are tested at the edge of their range, so p is an upper bound.");
        };
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
        if (first.statistics().fingerprint() != second.statistics().fingerprint()) {
            return Optional.of(
                "The models are fitted to as many rows, but not to the same: row IDs, responses or weights "
                + "differ. Fit both to one table, and leave out rows with missing values before both fits.");
        }
        if (first.spec().method() != second.spec().method()) {
            return Optional.of("The models are fitted by different methods, " + first.spec().method() + " and "
                + second.spec().method() + "; fit both by the same.");
        }
        boolean sameFixed = Set.copyOf(first.fixedEffects().names()).equals(Set.copyOf(second.fixedEffects().names()));
        if (first.spec().method().restricted() && !sameFixed) {
            return Optional.of(
                "Restricted likelihoods of models with different fixed effects, or different codings of their "
                + "factors, cannot be compared; fit both by ML or Laplace.");
        }
        return Optional.empty();
    }
}
