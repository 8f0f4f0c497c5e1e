package org.glmm.engine.model;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.glmm.engine.covariance.CovarianceStructures;
import org.glmm.engine.error.ModelException;
import org.glmm.engine.family.Dispersion;
import org.glmm.engine.family.Distribution;
import org.glmm.engine.family.Link;
import org.glmm.engine.formula.FactorCoding;
import org.glmm.engine.formula.Formula;

/**
 * What was asked for: the model, its distribution and how to fit it.
 *
 * @param formula response, fixed and random effects, offsets
 * @param distribution the conditional distribution of the response
 * @param link the link function
 * @param method how the parameters are estimated
 * @param estimateScale whether the residual scale phi is estimated; if not it is 1
 * @param weights column with prior weights, if any: precisions, which divide the variance of a row
 * @param frequencies column with frequencies, if any: how many equal rows a row stands for
 * @param eventLevel the level of a nominal response whose probability is modelled; if absent, the last of its two
 *            levels
 * @param categorical numeric columns that are to be treated as factors
 * @param codings the coding of factors that do not have the default one, by column
 * @param control when to stop
 * @param extras what is computed beside the estimates
 */
public record ModelSpec(Formula formula, Distribution distribution, Link link, Method method, boolean estimateScale,
    Optional<String> weights, Optional<String> frequencies, Optional<String> eventLevel, Set<String> categorical,
    Map<String, FactorCoding> codings, Control control, Extras extras) {

    /**
     * When to stop.
     *
     * @param maxIterations the most linearisations (pseudo-likelihood) or optimiser iterations (likelihood)
     * @param tolerance the largest change of a covariance parameter between linearisations, relative to the parameter,
     *            at which the iterations have converged
     * @param nodes the nodes of the quadrature in each dimension; 0 for as many as the log-likelihood needs to settle
     */
    public record Control(int maxIterations, double tolerance, int nodes) {

        public static Control DEFAULT = new Control(200, 1e-8);
        public static final int AUTOMATIC_NODES = 0;
        public static final int MOST_NODES = 161;

        /** With as many nodes as quadrature needs. */
        public Control(int maxIterations, double tolerance) {
            this(maxIterations, tolerance, AUTOMATIC_NODES);
        }

        public Control {
            if (nodes < 0 || nodes > MOST_NODES) {
                throw new ModelException("The number of quadrature nodes is " + nodes + "; it must lie between 1 and "
                    + MOST_NODES + ".");
            }
            if (maxIterations < 1) {
                throw new ModelException("The maximum number of iterations is " + maxIterations
                    + "; it must be at least 1.");
            }
            if (!(tolerance > 0 && tolerance < 1)) {
                throw new ModelException("The tolerance is " + tolerance + "; it must lie between 0 and 1.");
            }
        }
    }

    /** Whether the small-sample quantities whose cost grows with the square of the random effects are computed. */
    public enum SmallSample {
        /** If that takes about a second at most. */
        AUTOMATIC,
        ALWAYS,
        NEVER
    }

    /**
     * What is computed beside the estimates, for tests and intervals.
     *
     * @param smallSample whether the expected information is computed, which the Kenward-Roger methods use; without it
     *            only the one with the observed information is available
     * @param sandwich which robust covariance matrix of the fixed effects takes the place of that of the model in tests
     * @param randomTermTests whether each random term is tested by a likelihood ratio, which takes a fit without it
     * @param profiles which profile-likelihood intervals are computed
     * @param bootstrap the parametric bootstrap of the tests of random terms
     */
    public record Extras(SmallSample smallSample, Sandwich sandwich, boolean randomTermTests, Profiles profiles,
        Bootstrap bootstrap) {

        public static final Extras DEFAULT = new Extras(SmallSample.AUTOMATIC, Sandwich.NONE, false);
        public static final Extras NOTHING = new Extras(SmallSample.NEVER, Sandwich.NONE, false);

        public Extras {
            Objects.requireNonNull(smallSample);
            Objects.requireNonNull(sandwich);
            Objects.requireNonNull(profiles);
            Objects.requireNonNull(bootstrap);
        }

        /** Without profiles and bootstrap. */
        public Extras(SmallSample smallSample, Sandwich sandwich, boolean randomTermTests) {
            this(smallSample, sandwich, randomTermTests, Profiles.NONE, Bootstrap.NONE);
        }

        /** The same with profile-likelihood intervals. */
        public Extras with(Profiles other) {
            return new Extras(smallSample, sandwich, randomTermTests, other, bootstrap);
        }

        /** The same with a bootstrap of the tests of random terms. */
        public Extras with(Bootstrap other) {
            return new Extras(smallSample, sandwich, randomTermTests, profiles, other);
        }
    }

    /** Of which parameters profile-likelihood intervals are computed. */
    public enum Profiled {
        NOTHING, COVARIANCE_PARAMETERS, ALL_PARAMETERS
    }

    /**
     * A request for profile-likelihood intervals.
     *
     * @param level of confidence, 0.95 for example
     */
    public record Profiles(Profiled parameters, double level) {

        public static final Profiles NONE = new Profiles(Profiled.NOTHING, 0.95);

        public Profiles {
            Objects.requireNonNull(parameters);
            if (!(level > 0 && level < 1)) {
                throw new ModelException("The confidence level of profile intervals is " + level
                    + "; it must lie between 0 and 1.");
            }
        }
    }

    /**
     * A request for a parametric bootstrap.
     *
     * @param replicates how many responses are simulated for each test; 0 for no bootstrap
     * @param seed of the random numbers
     */
    public record Bootstrap(int replicates, long seed) {

        public static final Bootstrap NONE = new Bootstrap(0, 0);
        public static final int MOST_REPLICATES = 1_000_000;

        public Bootstrap {
            if (replicates < 0 || replicates > MOST_REPLICATES) {
                throw new ModelException("The number of bootstrap replicates is " + replicates
                    + "; it must lie between 0 and " + MOST_REPLICATES + ".");
            }
        }
    }

    public ModelSpec {
        Objects.requireNonNull(formula);
        Objects.requireNonNull(distribution);
        Objects.requireNonNull(link);
        Objects.requireNonNull(control);
        Objects.requireNonNull(extras);
        categorical = Set.copyOf(categorical);
        codings = Map.copyOf(codings);
        formula.random().stream().filter(term -> term.variance().isEmpty())
            .forEach(term -> CovarianceStructures.named(term.structure()));
        if (!distribution.allows(link)) {
            throw new ModelException("The " + distribution.name() + " distribution is not available with the "
                + link.name() + " link; choose one of " + distribution.links().stream().map(Link::name).toList() + ".");
        }
        if (estimateScale && distribution.dispersion() == Dispersion.SHAPE) {
            throw new ModelException("The " + distribution.name()
                + " distribution has a dispersion parameter of its own; fix "
                + "the residual scale at 1.");
        }
        method.obstacle(distribution, link, estimateScale).ifPresent(reason -> {
            throw new ModelException(reason);
        });
        extras.sandwich().obstacle(method).ifPresent(reason -> {
            throw new ModelException(reason);
        });
        if (extras.randomTermTests() && method.linearised()) {
            throw new ModelException("Likelihood-ratio tests of random terms need a likelihood of the response, and "
                + method + " has only that of its last linearisation; choose LAPLACE, or switch the tests off.");
        }
        if (extras.profiles().parameters() != Profiled.NOTHING && method.linearised()) {
            throw new ModelException("Profile-likelihood intervals need a likelihood of the response, and " + method
                + " has only that of its last linearisation; choose LAPLACE, or Wald intervals.");
        }
        if (!estimateScale && distribution.hasScale()) {
            throw new ModelException("The residual scale of the " + distribution.name()
                + " distribution must be estimated; it cannot be fixed at 1.");
        }
    }

    /** A model without further requests. */
    public ModelSpec(Formula formula, Distribution distribution, Link link, Method method, boolean estimateScale,
        Optional<String> weights, Optional<String> eventLevel, Set<String> categorical,
        Map<String, FactorCoding> codings, Control control) {
        this(formula, distribution, link, method, estimateScale, weights, Optional.empty(), eventLevel, categorical,
            codings, control, Extras.DEFAULT);
    }

    /** A model with the default coding of all factors. */
    public ModelSpec(Formula formula, Distribution distribution, Link link, Method method, boolean estimateScale,
        Optional<String> weights, Optional<String> eventLevel, Set<String> categorical, Control control) {
        this(formula, distribution, link, method, estimateScale, weights, eventLevel, categorical, Map.of(), control);
    }

    /** The same with another formula. */
    public ModelSpec with(Formula other) {
        return new ModelSpec(other, distribution, link, method, estimateScale, weights, frequencies, eventLevel,
            categorical, codings, control, extras);
    }

    /** The same with other requests. */
    public ModelSpec with(Extras other) {
        return new ModelSpec(formula, distribution, link, method, estimateScale, weights, frequencies, eventLevel,
            categorical, codings, control, other);
    }

    /** Whether the model is a linear mixed model, with a likelihood of its own: normal response, identity link. */
    public static boolean isLinear(Distribution distribution, Link link) {
        return distribution.isNormal() && link.name().equals("identity");
    }

    /** The columns the model needs for fitting, in order of first use. */
    public Set<String> columns() {
        Set<String> columns = new LinkedHashSet<>(formula.columns());
        weights.ifPresent(columns::add);
        frequencies.ifPresent(columns::add);
        return columns;
    }
}
