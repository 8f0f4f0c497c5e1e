package org.glmm.knime.learner;

import org.glmm.engine.covariance.CovarianceStructures;
import org.glmm.engine.diagnose.InfluenceRequest;
import org.glmm.engine.family.Dispersion;
import org.glmm.engine.family.Distribution;
import org.glmm.engine.family.Distributions;
import org.glmm.engine.family.Link;
import org.glmm.engine.family.Links;
import org.glmm.engine.formula.FactorCoding.Contrasts;
import org.glmm.engine.formula.RandomTerm;
import org.glmm.engine.frame.MissingPolicy;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec.Profiled;
import org.glmm.engine.model.ModelSpec.SmallSample;
import org.glmm.engine.model.Sandwich;
import org.knime.node.parameters.widget.choices.Label;

/** The choices that the learner offers. The names of the constants are part of saved workflows. */
final class Choices {

    static final double DEFAULT_DEGREES_OF_FREEDOM = 4;
    static final double DEFAULT_POWER = 0.5;

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
        @Label(value = "Lognormal",
            description = "Positive measurements whose logarithm is normal; the effects are those on"
            + " the logarithm. Predicted means are those of the response itself.")
        LOGNORMAL(Distributions.LOGNORMAL),
        @Label(value = "Student's t",
            description = "Measurements with outliers. Its degrees of freedom are given below.")
        STUDENT_T(null),
        @Label(value = "Gamma", description = "Positive measurements whose standard deviation grows with the mean.")
        GAMMA(Distributions.GAMMA),
        @Label(value = "Inverse Gaussian",
            description = "Positive measurements with a long right tail; the variance grows"
            + " with the third power of the mean.")
        INVERSE_GAUSSIAN(Distributions.INVERSE_GAUSSIAN),
        @Label(value = "Exponential", description = "Waiting times: gamma with a standard deviation equal to the mean.")
        EXPONENTIAL(Distributions.EXPONENTIAL),
        @Label(value = "Binomial", description = "Events in a number of trials, yes or no, or a proportion.")
        BINOMIAL(Distributions.BINOMIAL),
        @Label(value = "Beta-binomial", description = "Events in a number of trials that vary more than binomial ones.")
        BETA_BINOMIAL(Distributions.BETA_BINOMIAL),
        @Label(value = "Beta", description = "Proportions that are not events among trials, between 0 and 1, both"
            + " excluded.")
        BETA(Distributions.BETA),
        @Label(value = "Poisson", description = "Counts without an upper limit: 0, 1, 2, ...")
        POISSON(Distributions.POISSON),
        @Label(value = "Negative binomial (NB2)",
            description = "Counts that vary more than Poisson counts, the more the"
            + " larger their mean: the variance is mu + mu^2 / theta.")
        NEGATIVE_BINOMIAL(Distributions.NEGATIVE_BINOMIAL),
        @Label(value = "Negative binomial (NB1)",
            description = "Counts whose variance is a constant multiple of their mean:"
            + " mu (1 + phi).")
        LINEAR_NEGATIVE_BINOMIAL(Distributions.LINEAR_NEGATIVE_BINOMIAL),
        @Label(value = "Geometric", description = "Counts of trials before the first event: NB2 with theta = 1.")
        GEOMETRIC(Distributions.GEOMETRIC);

        private final Distribution distribution;

        ResponseDistribution(Distribution distribution) {
            this.distribution = distribution;
        }

        /** @param degreesOfFreedom of Student's t */
        Distribution distribution(double degreesOfFreedom) {
            return this == STUDENT_T ? Distributions.student(degreesOfFreedom) : distribution;
        }

        /** The distribution, with common degrees of freedom; links and methods do not depend on them. */
        Distribution typical() {
            return distribution(DEFAULT_DEGREES_OF_FREEDOM);
        }
    }

    /** The link between the mean of the response and the linear predictor. */
    enum LinkFunction {
        @Label(value = "Automatic",
            description = "Identity for normal, lognormal and t; logit for binomial, beta-binomial and"
            + " beta; log for all others.")
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
        COMPLEMENTARY_LOG_LOG(Links.COMPLEMENTARY_LOG_LOG),
        @Label(value = "Log-log", description = "-log(-log(p)), the complementary log-log link of the other outcome.")
        LOG_LOG(Links.LOG_LOG),
        @Label(value = "Cauchit",
            description = "The quantile of the Cauchy distribution; surprising outcomes weigh less.")
        CAUCHIT(Links.CAUCHIT),
        @Label(value = "Inverse", description = "One over the mean, such as a rate for a waiting time.")
        INVERSE(Links.INVERSE),
        @Label(value = "Inverse square", description = "One over the square of the mean.")
        INVERSE_SQUARE(Links.INVERSE_SQUARE),
        @Label(value = "Square root", description = "The square root of the mean.")
        SQUARE_ROOT(Links.SQUARE_ROOT),
        @Label(value = "Power", description = "The mean to a power, given below.")
        POWER(null);

        private final Link link;

        LinkFunction(Link link) {
            this.link = link;
        }

        /** @param power of the power link */
        Link link(Distribution distribution, double power) {
            return switch (this) {
                case AUTOMATIC -> distribution.defaultLink();
                case POWER -> Links.power(power);
                default -> link;
            };
        }

        /** The link with a common power; whether it is available does not depend on it. */
        Link typical(Distribution distribution) {
            return link(distribution, DEFAULT_POWER);
        }

        boolean isAvailable(Distribution distribution) {
            return distribution.allows(typical(distribution));
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
        @Label(value = "Sum",
            description = "Each level with the mean of all levels. The level without a coefficient, by"
            + " default the last one, has minus the sum of the others.")
        SUM(Contrasts.SUM),
        @Label(value = "Helmert",
            description = "Each level with the mean of the levels before it; the coefficient is the"
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

    /** Whether the expected information is computed. The names of the constants are part of saved workflows. */
    enum SmallSampleChoice {
        @Label(value = "Automatic", description = "If it takes about a second at most.")
        AUTOMATIC,
        @Label(value = "Always", description = "However long it takes: the time grows with the square of the number of"
            + " random effects that are connected by crossed groupings.")
        ALWAYS,
        @Label(value = "Never", description = "The observed information, which is always computed, takes its place.")
        NEVER;

        SmallSample smallSample() {
            return SmallSample.valueOf(name());
        }
    }

    /** Robust covariance matrices. The names of the constants are part of saved workflows. */
    enum RobustCovariance {
        @Label(value = "None", description = "The covariance matrix of the model.")
        NONE,
        @Label(value = "Classical", description = "Without a correction; too small with few groups.")
        CLASSICAL,
        @Label(value = "Degrees of freedom", description = "Times groups / (groups - fixed effects): EMPIRICAL=DF.")
        DF,
        @Label(value = "Root",
            description = "Residuals divided by the root of one minus their leverage: EMPIRICAL=ROOT.")
        ROOT,
        @Label(value = "First-order residual", description = "Residuals divided by one minus their leverage:"
            + " EMPIRICAL=FIRORES.")
        FIRORES,
        @Label(value = "First-order estimating equation",
            description = "The contribution of a group to each coefficient"
            + " is enlarged by its leverage: EMPIRICAL=FIROEEQ.")
        FIROEEQ,
        @Label(value = "Morel, Bokossa and Neerchal",
            description = "A factor, plus a share of the covariance matrix of the"
            + " model: EMPIRICAL=MBN.")
        MBN;

        Sandwich sandwich() {
            return Sandwich.valueOf(name());
        }
    }

    /**
     * Of which parameters there are profile-likelihood intervals. The names of the constants are part of saved
     * workflows.
     */
    enum ProfileIntervals {
        @Label(value = "None", description = "Wald intervals only.")
        NONE(Profiled.NOTHING),
        @Label(value = "Covariance parameters",
            description = "Of variances, covariances, correlations and the dispersion.")
        COVARIANCE_PARAMETERS(Profiled.COVARIANCE_PARAMETERS),
        @Label(value = "All parameters", description = "Of the fixed effects as well.")
        ALL_PARAMETERS(Profiled.ALL_PARAMETERS);

        private final Profiled profiled;

        ProfileIntervals(Profiled profiled) {
            this.profiled = profiled;
        }

        Profiled profiled() {
            return profiled;
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
        LAPLACE(Method.LAPLACE),
        @Label(value = "Restricted Laplace",
            description = "As Laplace, with the fixed effects integrated out as well, so"
            + " that variance estimates allow for their estimation (all other models).")
        RLAPLACE(Method.RLAPLACE),
        @Label(value = "Adaptive quadrature",
            description = "Maximum likelihood with the random effects integrated out by"
            + " adaptive Gauss-Hermite quadrature, to any accuracy (all other models whose random effects lie within"
            + " one grouping factor, slopes and nested terms included).")
        QUADRATURE(Method.QUADRATURE);

        private final Method method;

        EstimationMethod(Method method) {
            this.method = method;
        }

        Method method(Distribution distribution, Link link, ResidualScale scale) {
            return this == AUTOMATIC ? Method.automatic(distribution, link, scale.isEstimated(distribution)) : method;
        }

        boolean isAvailable(Distribution distribution, Link link) {
            return this == AUTOMATIC
                || method.obstacle(distribution, link, distribution.hasScale()).isEmpty();
        }
    }

    /** What is done about a dispersion parameter inside the variance function. */
    enum DispersionParameter {
        @Label(value = "Estimated", description = "The parameter is estimated from the data.")
        ESTIMATED,
        @Label(value = "Given", description = "The parameter has the value given below.")
        GIVEN
    }

    /** What is done about the residual scale. */
    enum ResidualScale {
        @Label(value = "Automatic", description = "Estimated if the distribution has a scale of its own (normal,"
            + " lognormal, t, gamma, inverse Gaussian), else 1.")
        AUTOMATIC,
        @Label(value = "Fixed at 1", description = "The variance is that of the distribution.")
        FIXED_ONE,
        @Label(value = "Estimated", description = "The variance is that of the distribution times an estimated factor;"
            + " this allows for over- or under-dispersion.")
        ESTIMATED;

        boolean isEstimated(Distribution distribution) {
            return distribution.hasScale() || this == ESTIMATED && distribution.dispersion() == Dispersion.NONE;
        }
    }

    /** What is appended to the rows in the table of diagnostics. */
    enum RowDiagnostics {
        @Label(value = "None", description = "The rows as they are.")
        NONE,
        @Label(value = "Residuals", description = "Fitted values, residuals and leverages.")
        RESIDUALS,
        @Label(value = "Residuals and influence",
            description = "Cook's distances of rows and groups as well; those of groups of"
            + " crossed groupings only if they take a few seconds at most.")
        INFLUENCE,
        @Label(value = "Residuals and all influence",
            description = "Cook's distances of rows and all groups, however long it"
            + " takes.")
        ALL_INFLUENCE;

        InfluenceRequest influence() {
            return switch (this) {
                case NONE, RESIDUALS -> InfluenceRequest.NONE;
                case INFLUENCE -> InfluenceRequest.QUICK;
                case ALL_INFLUENCE -> InfluenceRequest.ALL;
            };
        }
    }
}
