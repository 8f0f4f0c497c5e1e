package org.glmm.engine.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import org.glmm.engine.error.ModelException;
import org.glmm.engine.family.Distribution;
import org.glmm.engine.family.Link;

/**
 * How the parameters are estimated.
 *
 * <p>A normal response with identity link has a linear mixed model and its exact (restricted) likelihood. For every
 * other response the joint estimation of the lecture alternates between a linearisation about the current fixed and
 * random effects and the fit of the linear mixed model of the working response: the pseudo-likelihood of Wolfinger and
 * O'Connell (1993, J. Statist. Comput. Simul. 48), with subject-specific expansion restricted (RSPL) or not (MSPL),
 * with expansion about random effects of zero restricted (RMPL) or not (MMPL; the marginal quasi-likelihood of Breslow
 * and Clayton 1993).
 *
 * <p>LAPLACE and QUADRATURE maximise the likelihood of the response itself, with the random effects integrated out
 * approximately or, by quadrature, to any accuracy where they lie within one grouping factor. RLAPLACE integrates the
 * fixed effects out as well.
 */
public enum Method {

    REML("Restricted maximum likelihood", true, false, false),
    ML("Maximum likelihood", false, false, false),
    RSPL("Restricted pseudo-likelihood, subject-specific expansion", true, true, false),
    MSPL("Maximum pseudo-likelihood, subject-specific expansion", false, true, false),
    RMPL("Restricted pseudo-likelihood, marginal expansion", true, true, true),
    MMPL("Maximum pseudo-likelihood, marginal expansion", false, true, true),
    LAPLACE("Maximum likelihood by the Laplace approximation", false, false, false),
    RLAPLACE("Restricted maximum likelihood by the Laplace approximation", true, false, false),
    QUADRATURE("Maximum likelihood by adaptive Gauss-Hermite quadrature", false, false, false);

    private final String title;
    private final boolean restricted;
    private final boolean linearised;
    private final boolean marginal;

    Method(String title, boolean restricted, boolean linearised, boolean marginal) {
        this.title = title;
        this.restricted = restricted;
        this.linearised = linearised;
        this.marginal = marginal;
    }

    /** The method in words. */
    public String title() {
        return title;
    }

    /** Whether the likelihood is that of the residuals after the fixed effects (REML), not of the response itself. */
    public boolean restricted() {
        return restricted;
    }

    /** Whether the method works on a linearised model, so that its likelihood is that of working responses. */
    public boolean linearised() {
        return linearised;
    }

    /** Whether the linearisation is about random effects of zero instead of their predictions. */
    public boolean marginal() {
        return marginal;
    }

    /** Whether the likelihood is that of the response with the random effects integrated out by approximation. */
    public boolean marginalLikelihood() {
        return this == LAPLACE || this == RLAPLACE || this == QUADRATURE;
    }

    /** Whether the method is for linear mixed models; otherwise it is for all the others. */
    public boolean linear() {
        return this == REML || this == ML;
    }

    /** Why the method does not apply, with what to choose instead; empty if it does. */
    public Optional<String> obstacle(Distribution distribution, Link link, boolean estimateScale) {
        if (linear() != ModelSpec.isLinear(distribution, link)) {
            return Optional.of("Method " + this + " does not apply to the " + distribution.name()
                + " distribution with the " + link.name() + " link; choose "
                + alternatives(linear() ? method -> !method.linear() : Method::linear) + ".");
        }
        if (linearised() && !distribution.isQuasi()) {
            return Optional.of("Method " + this + " uses the mean and the variance of the response only, by which the "
                + distribution.name() + " distribution does not differ from the normal; choose "
                + alternatives(Method::marginalLikelihood) + ".");
        }
        if (marginalLikelihood() && estimateScale && !distribution.hasScale()) {
            return Optional.of("A " + distribution.name()
                + " response with a residual scale has no likelihood, so method " + this
                + " does not apply; fix the scale at 1, add a random effect for each row, or choose "
                + alternatives(Method::linearised) + ".");
        }
        return Optional.empty();
    }

    private static String alternatives(Predicate<Method> suitable) {
        List<String> names = Arrays.stream(values()).filter(suitable).map(Method::name).toList();
        int last = names.size() - 1;
        return String.join(", ", names.subList(0, last)) + " or " + names.get(last);
    }

    /** The method where the user leaves the choice open: that with a likelihood of the response, if there is one. */
    public static Method automatic(Distribution distribution, Link link, boolean estimateScale) {
        if (ModelSpec.isLinear(distribution, link)) {
            return REML;
        }
        return estimateScale && !distribution.hasScale() ? RSPL : LAPLACE;
    }

    /**
     * The method of a given name.
     *
     * @throws ModelException if there is none
     */
    public static Method named(String name) {
        return Arrays.stream(values()).filter(m -> m.name().equals(name)).findFirst()
            .orElseThrow(() -> new ModelException(
                "There is no estimation method \"" + name + "\"; choose one of " + Arrays.toString(values()) + "."));
    }
}
