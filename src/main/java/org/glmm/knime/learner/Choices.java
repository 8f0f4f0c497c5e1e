package org.glmm.knime.learner;

import org.glmm.engine.covariance.CovarianceStructures;
import org.glmm.engine.family.Distribution;
import org.glmm.engine.family.Distributions;
import org.glmm.engine.family.Link;
import org.glmm.engine.family.Links;
import org.glmm.engine.formula.FactorCoding.Contrasts;
import org.glmm.engine.formula.RandomTerm;
import org.glmm.engine.frame.MissingPolicy;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec;
import org.knime.node.parameters.widget.choices.Label;

/** The choices that the learner offers. The names of the constants are part of saved workflows. */
final class Choices {

    private Choices() {
    }

    /** How the model is described. */
    enum Specification {
        @Label(value = "Guided", description = "Choose response, fixed effects and random effects from the columns.")
        GUIDED,
        @Label(value = "Formula", description = "Write the model as a formula in the notation of R and lme4.")
        FORMULA
    }

    /** The conditional distribution of the response. */
    enum ResponseDistribution {
        @Label(value = "Normal", description = "Measurements. With the identity link this is the linear mixed model.")
        NORMAL(Distributions.NORMAL),
        @Label(value = "Binomial", description = "Events in a number of trials, yes or no, or a proportion.")
        BINOMIAL(Distributions.BINOMIAL),
        @Label(value = "Poisson", description = "Counts without an upper limit: 0, 1, 2, ...")
        POISSON(Distributions.POISSON);

        private final Distribution distribution;

        ResponseDistribution(Distribution distribution) {
            this.distribution = distribution;
        }

        Distribution distribution() {
            return distribution;
        }
    }

    /** The link between the mean of the response and the linear predictor. */
    enum LinkFunction {
        @Label(value = "Automatic", description = "The canonical link of the distribution: identity for normal, logit"
            + " for binomial, log for Poisson.")
        AUTOMATIC(null),
        @Label(value = "Identity", description = "The mean is the linear predictor.")
        IDENTITY(Links.IDENTITY),
        @Label(value = "Log", description = "The logarithm of the mean; effects multiply the mean.")
        LOG(Links.LOG),
        @Label(value = "Logit", description = "The logarithm of the odds; effects multiply the odds.")
        LOGIT(Links.LOGIT),
        @Label(value = "Probit", description = "The quantile of the standard normal distribution.")
        PROBIT(Links.PROBIT),
        @Label(value = "Complementary log-log", description = "log(-log(1 - p)); for events as the outcome of a hidden"
            + " count or a grouped survival time.")
        COMPLEMENTARY_LOG_LOG(Links.COMPLEMENTARY_LOG_LOG);

        private final Link link;

        LinkFunction(Link link) {
            this.link = link;
        }

        Link link(Distribution distribution) {
            return this == AUTOMATIC ? distribution.defaultLink() : link;
        }

        boolean isAvailable(Distribution distribution) {
            return distribution.links().contains(link(distribution));
        }
    }

    /** Where a binomial response is found. */
    enum ResponseForm {
        @Label(value = "One column", description = "A text column with two levels, a column of 0 and 1, or a column of"
            + " proportions between 0 and 1.")
        ONE_COLUMN,
        @Label(value = "Events and trials", description = "One column with the number of events and one with the number"
            + " of trials.")
        EVENTS_AND_TRIALS
    }

    /** Which interactions of the fixed effects are in the model. */
    enum Interactions {
        @Label(value = "None", description = "Main effects only.")
        NONE,
        @Label(value = "All two-way", description = "Main effects and the interaction of every pair of columns.")
        ALL_TWO_WAY,
        @Label(value = "Full factorial", description = "Main effects and the interactions of all orders.")
        FULL_FACTORIAL,
        @Label(value = "Chosen", description = "Main effects and the interactions listed below.")
        CHOSEN
    }

    /** The covariance structure of the effects of one level of a random effect. */
    enum Structure {
        @Label(value = "Unstructured", description = "A variance for each effect and a covariance for each pair:"
            + " (1 + x | g).")
        UNSTRUCTURED(RandomTerm.UNSTRUCTURED),
        @Label(value = "Independent", description = "A variance for each effect, no covariances: (1 + x || g).")
        INDEPENDENT(RandomTerm.DIAGONAL),
        @Label(value = "Variance components", description = "One common variance of all effects, no covariances:"
            + " vc(0 + f | g).")
        VARIANCE_COMPONENTS("vc"),
        @Label(value = "Compound symmetry", description = "One common variance, and one correlation for all pairs of"
            + " effects: cs(0 + f | g).")
        COMPOUND_SYMMETRY("cs"),
        @Label(value = "Compound symmetry, heterogeneous", description = "A variance for each effect, and one"
            + " correlation for all pairs: csh(0 + f | g).")
        HETEROGENEOUS_COMPOUND_SYMMETRY("csh"),
        @Label(value = "AR(1)", description = "One common variance; the correlation of two levels of a factor is rho to"
            + " the power of their distance in the order of the levels: ar1(0 + time | g).")
        AR1("ar1"),
        @Label(value = "AR(1), heterogeneous", description = "As AR(1), with a variance for each level:"
            + " arh1(0 + time | g).")
        HETEROGENEOUS_AR1("arh1"),
        @Label(value = "Toeplitz", description = "One common variance, and a correlation for each distance in the order"
            + " of a factor's levels: toep(0 + time | g).")
        TOEPLITZ("toep"),
        @Label(value = "Toeplitz, heterogeneous", description = "As Toeplitz, with a variance for each level:"
            + " toeph(0 + time | g).")
        HETEROGENEOUS_TOEPLITZ("toeph");

        private final String code;

        Structure(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }

        /** Whether the effects must be the levels of one factor. */
        boolean isOrdered() {
            return CovarianceStructures.named(code).isOrdered();
        }
    }

    /** What the coefficients of a factor compare. */
    enum ContrastCoding {
        @Label(value = "Treatment", description = "Each level with a reference level, by default the first one.")
        TREATMENT(Contrasts.TREATMENT),
        @Label(value = "Sum", description = "Each level with the mean of all levels. The level without a coefficient, by"
            + " default the last one, has minus the sum of the others.")
        SUM(Contrasts.SUM),
        @Label(value = "Helmert", description = "Each level with the mean of the levels before it; the coefficient is the"
            + " difference divided by the number of the level.")
        HELMERT(Contrasts.HELMERT),
        @Label(value = "Polynomial", description = "Linear, quadratic, cubic, ... trend over the levels in their order,"
            + " as if equally spaced (orthonormal polynomials).")
        POLYNOMIAL(Contrasts.POLYNOMIAL);

        private final Contrasts contrasts;

        ContrastCoding(Contrasts contrasts) {
            this.contrasts = contrasts;
        }

        Contrasts contrasts() {
            return contrasts;
        }
    }

    /** What happens to rows with missing values. */
    enum MissingValues {
        @Label(value = "Omit rows", description = "Rows with a missing value in a column of the model are left out; a"
            + " warning counts them.")
        OMIT(MissingPolicy.OMIT),
        @Label(value = "Fail", description = "A missing value in a column of the model ends the node with an error.")
        FAIL(MissingPolicy.FAIL);

        private final MissingPolicy policy;

        MissingValues(MissingPolicy policy) {
            this.policy = policy;
        }

        MissingPolicy policy() {
            return policy;
        }
    }

    /** How the parameters are estimated. */
    enum EstimationMethod {
        @Label(value = "Automatic", description = "REML for the normal distribution with identity link; otherwise"
            + " Laplace, or RSPL where a residual scale is estimated that the distribution does not have.")
        AUTOMATIC(null),
        @Label(value = "REML", description = "Restricted maximum likelihood (normal distribution, identity link).")
        REML(Method.REML),
        @Label(value = "ML", description = "Maximum likelihood (normal distribution, identity link).")
        ML(Method.ML),
        @Label(value = "RSPL", description = "Restricted pseudo-likelihood with subject-specific expansion (all other"
            + " models).")
        RSPL(Method.RSPL),
        @Label(value = "MSPL", description = "Maximum pseudo-likelihood with subject-specific expansion (all other"
            + " models).")
        MSPL(Method.MSPL),
        @Label(value = "RMPL", description = "Restricted pseudo-likelihood with marginal expansion: the model is"
            + " linearised about random effects of zero (all other models).")
        RMPL(Method.RMPL),
        @Label(value = "MMPL", description = "Maximum pseudo-likelihood with marginal expansion, also known as marginal"
            + " quasi-likelihood (all other models).")
        MMPL(Method.MMPL),
        @Label(value = "Laplace", description = "Maximum likelihood with the random effects integrated out by Laplace's"
            + " approximation (all other models). Slower than pseudo-likelihood, but with a likelihood of the response"
            + " itself and with less bias for binary responses and small counts.")
        LAPLACE(Method.LAPLACE);

        private final Method method;

        EstimationMethod(Method method) {
            this.method = method;
        }

        Method method(Distribution distribution, Link link, ResidualScale scale) {
            return this == AUTOMATIC ? Method.automatic(distribution, link, scale.isEstimated(distribution)) : method;
        }

        boolean isAvailable(Distribution distribution, Link link) {
            return this == AUTOMATIC || method.linear() == ModelSpec.isLinear(distribution, link);
        }
    }

    /** What is done about the residual scale. */
    enum ResidualScale {
        @Label(value = "Automatic", description = "Estimated if the distribution has a scale of its own (normal), else"
            + " 1.")
        AUTOMATIC,
        @Label(value = "Fixed at 1", description = "The variance is that of the distribution.")
        FIXED_ONE,
        @Label(value = "Estimated", description = "The variance is that of the distribution times an estimated factor;"
            + " this allows for over- or under-dispersion.")
        ESTIMATED;

        boolean isEstimated(Distribution distribution) {
            return distribution.hasScale() || this == ESTIMATED;
        }
    }
}
