package org.glmm.engine.inference;

import java.util.Optional;
import java.util.function.Function;

import org.glmm.engine.error.ModelException;
import org.glmm.engine.model.FittedModel;

/** How the denominator degrees of freedom of tests of fixed effects are found. */
public enum DenominatorDf {

    /**
     * Kenward-Roger for restricted likelihoods and pseudo-likelihoods, Satterthwaite for those that are not restricted,
     * none where the random effects are integrated out; between-within with a robust covariance matrix.
     */
    AUTOMATIC("Automatic", model -> automatic(model).tests(model)) {
        @Override
        DenominatorDf resolve(FittedModel model) {
            return automatic(model);
        }
    },

    /** Kenward and Roger (1997) with the expected information, as pbkrtest has it. */
    KENWARD_ROGER("Kenward-Roger", model -> kenwardRoger(model, model.testBasis().adjustments().expected())),

    /** Kenward and Roger (1997) with the observed information, as SAS has it. */
    KENWARD_ROGER_OBSERVED("Kenward-Roger, observed information", DenominatorDf::observedKenwardRoger),

    /** Kenward and Roger (2009), for covariance matrices that are not linear in their parameters. */
    KENWARD_ROGER_2("Kenward-Roger 2", model -> kenwardRoger(model, model.testBasis().adjustments().secondOrder())),

    /** Satterthwaite's approximation with the observed information. */
    SATTERTHWAITE("Satterthwaite", DenominatorDf::satterthwaite),

    /** The containment rule of SAS. */
    CONTAINMENT("Containment", DenominatorDf::containment),

    /** Division between and within the levels of grouping factors. */
    BETWEEN_WITHIN("Between-within", model -> new TermDegrees(model, model.testBasis().degrees().betweenWithin())),

    /** Rows used minus the rank of X. */
    RESIDUAL("Residual", model -> new ConstantDegrees(covariance(model), model.statistics().degreesOfFreedom())),

    /** Infinity: F tests are chi-square tests, t tests are z tests. */
    INFINITE("None (chi-square)", model -> new ConstantDegrees(covariance(model), Double.POSITIVE_INFINITY));

    private static final String NOT_DEFINITE =
        "The information about the covariance parameters is not positive definite, "
        + "so that their uncertainty is not known. Choose containment, between-within or residual degrees of freedom, "
        + "or simplify the random effects.";
    private static final String NOT_COMPUTED = "The model does not carry what this Kenward-Roger method needs: it was "
        + "switched off or left out because of its cost. Set Kenward-Roger to \"Always\" in the GLMM Learner, or "
        + "choose another method.";

    private final String title;
    private final Function<FittedModel, TestMethod> tests;

    DenominatorDf(String title, Function<FittedModel, TestMethod> tests) {
        this.title = title;
        this.tests = tests;
    }

    /** The method in words. */
    public String title() {
        return title;
    }

    /** The method itself, or the one that is chosen for the model. */
    DenominatorDf resolve(FittedModel model) {
        return this;
    }

    /** @throws ModelException if the method does not apply to the model */
    TestMethod tests(FittedModel model) {
        return tests.apply(model);
    }

    private static DenominatorDf automatic(FittedModel model) {
        var basis = model.testBasis();
        if (basis.robust().isPresent()) {
            return BETWEEN_WITHIN;
        }
        var method = model.spec().method();
        if (method.marginalLikelihood()) {
            return INFINITE;
        }
        if (method.restricted() && basis.expected().isPresent()) {
            return KENWARD_ROGER;
        }
        if (method.restricted() && basis.adjustments().observed().isPresent()) {
            return KENWARD_ROGER_OBSERVED;
        }
        return basis.observed().isPresent() ? SATTERTHWAITE : INFINITE;
    }

    /** With the expected information. */
    private static TestMethod kenwardRoger(FittedModel model, Optional<double[]> adjusted) {
        requireLinear(model);
        return kenwardRoger(model, adjusted, required(model.testBasis().expected(), NOT_COMPUTED));
    }

    private static TestMethod observedKenwardRoger(FittedModel model) {
        requireLinear(model);
        return kenwardRoger(model, model.testBasis().adjustments().observed(),
            required(model.testBasis().observed(), NOT_DEFINITE));
    }

    private static TestMethod kenwardRoger(FittedModel model, Optional<double[]> adjusted, double[] variability) {
        return new KenwardRoger(required(adjusted, NOT_COMPUTED), model.fixedEffects().covariance(),
            model.testBasis().derivatives(), variability);
    }

    private static TestMethod satterthwaite(FittedModel model) {
        requireModelBased(model);
        return new Satterthwaite(model.fixedEffects().covariance(), model.testBasis().derivatives(),
            required(model.testBasis().observed(), NOT_DEFINITE));
    }

    private static TestMethod containment(FittedModel model) {
        double[] degrees = model.testBasis().degrees().containment();
        if (degrees.length == 0) {
            throw new ModelException(
                "The model does not carry containment degrees of freedom: they were left out because of "
                + "their cost. Set Kenward-Roger to \"Always\" in the GLMM Learner, or choose another method.");
        }
        return new TermDegrees(model, degrees);
    }

    private static void requireModelBased(FittedModel model) {
        if (model.testBasis().robust().isPresent()) {
            throw new ModelException(
                "The Kenward-Roger and Satterthwaite methods are about the covariance matrix of the "
                + "model, and this model carries a robust one for its tests. Choose between-within, containment, "
                + "residual or no degrees of freedom, or fit without a robust covariance matrix.");
        }
    }

    /** The covariance matrix for tests that take it as known: the robust one, if the model carries one. */
    static double[] covariance(FittedModel model) {
        return model.testBasis().robust().orElseGet(model.fixedEffects()::covariance);
    }

    private static void requireLinear(FittedModel model) {
        requireModelBased(model);
        if (model.spec().method().marginalLikelihood()) {
            throw new ModelException("The Kenward-Roger method adjusts the linear mixed model on which REML and "
                + "pseudo-likelihood methods work, and a fit by " + model.spec().method()
                + " has none. Choose another method for the degrees of freedom, or fit by RSPL.");
        }
    }

    private static double[] required(Optional<double[]> part, String reason) {
        return part.orElseThrow(() -> new ModelException(reason));
    }
}
