package org.glmm.engine.inference;

import java.util.Optional;

import org.glmm.engine.error.ModelException;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.FixedEffects;
import org.glmm.engine.model.TestBasis;

/** How the denominator degrees of freedom of tests of fixed effects are found. */
public enum DenominatorDf {

    /**
     * Kenward-Roger for restricted likelihoods and pseudo-likelihoods, Satterthwaite for those that are not restricted,
     * none where the random effects are integrated out; between-within with a robust covariance matrix.
     */
    AUTOMATIC("Automatic") {
        @Override
        DenominatorDf resolve(FittedModel model) {
            if (model.testBasis().robust().isPresent()) {
                return BETWEEN_WITHIN;
            }
            var method = model.spec().method();
            if (method.marginalLikelihood()) {
                return INFINITE;
            }
            var basis = model.testBasis();
            if (method.restricted() && basis.expected().isPresent()) {
                return KENWARD_ROGER;
            }
            if (method.restricted() && basis.adjustments().observed().isPresent()) {
                return KENWARD_ROGER_OBSERVED;
            }
            return basis.observed().isPresent() ? SATTERTHWAITE : INFINITE;
        }

        @Override
        TestMethod tests(FittedModel model) {
            return resolve(model).tests(model);
        }
    },

    /** Kenward and Roger (1997) with the expected information, as pbkrtest has it. */
    KENWARD_ROGER("Kenward-Roger") {
        @Override
        TestMethod tests(FittedModel model) {
            return kenwardRoger(model, model.testBasis().adjustments().expected(), model.testBasis().expected());
        }
    },

    /** Kenward and Roger (1997) with the observed information, as SAS has it. */
    KENWARD_ROGER_OBSERVED("Kenward-Roger, observed information") {
        @Override
        TestMethod tests(FittedModel model) {
            requireLinear(model);
            return kenwardRoger(model, model.testBasis().adjustments().observed(),
                Optional.of(required(model.testBasis().observed(), NOT_DEFINITE)));
        }
    },

    /** Kenward and Roger (2009), for covariance matrices that are not linear in their parameters. */
    KENWARD_ROGER_2("Kenward-Roger 2") {
        @Override
        TestMethod tests(FittedModel model) {
            return kenwardRoger(model, model.testBasis().adjustments().secondOrder(), model.testBasis().expected());
        }
    },

    /** Satterthwaite's approximation with the observed information. */
    SATTERTHWAITE("Satterthwaite") {
        @Override
        TestMethod tests(FittedModel model) {
            requireModelBased(model);
            return new Satterthwaite(model.fixedEffects().covariance(), model.testBasis().derivatives(),
                required(model.testBasis().observed(), NOT_DEFINITE));
        }
    },

    /** The containment rule of SAS. */
    CONTAINMENT("Containment") {
        @Override
        TestMethod tests(FittedModel model) {
            double[] degrees = model.testBasis().degrees().containment();
            if (degrees.length == 0) {
                throw new ModelException("The model does not carry containment degrees of freedom: they were left out because of "
                    + "their cost. Set Kenward-Roger to \"Always\" in the GLMM Learner, or choose another method.");
            }
            return new TermDegrees(model, degrees);
        }
    },

    /** Division between and within the levels of grouping factors. */
    BETWEEN_WITHIN("Between-within") {
        @Override
        TestMethod tests(FittedModel model) {
            return new TermDegrees(model, model.testBasis().degrees().betweenWithin());
        }
    },

    /** Rows used minus the rank of X. */
    RESIDUAL("Residual") {
        @Override
        TestMethod tests(FittedModel model) {
            return new ConstantDegrees(covariance(model), model.statistics().degreesOfFreedom());
        }
    },

    /** Infinity: F tests are chi-square tests, t tests are z tests. */
    INFINITE("None (chi-square)") {
        @Override
        TestMethod tests(FittedModel model) {
            return new ConstantDegrees(covariance(model), Double.POSITIVE_INFINITY);
        }
    };

    private static final String NOT_DEFINITE = "The information about the covariance parameters is not positive definite, "
        + "so that their uncertainty is not known. Choose containment, between-within or residual degrees of freedom, or "
        + "simplify the random effects.";
    private static final String NOT_COMPUTED = "The model does not carry what this Kenward-Roger method needs: it was "
        + "switched off or left out because of its cost. Set Kenward-Roger to \"Always\" in the GLMM Learner, or choose "
        + "another method.";

    private final String title;

    DenominatorDf(String title) {
        this.title = title;
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
    abstract TestMethod tests(FittedModel model);

    private static TestMethod kenwardRoger(FittedModel model, Optional<double[]> adjusted, Optional<double[]> variability) {
        requireLinear(model);
        FixedEffects effects = model.fixedEffects();
        TestBasis basis = model.testBasis();
        return new KenwardRoger(required(adjusted, NOT_COMPUTED), effects.covariance(), basis.derivatives(),
            required(variability, NOT_COMPUTED));
    }

    private static void requireModelBased(FittedModel model) {
        if (model.testBasis().robust().isPresent()) {
            throw new ModelException("The Kenward-Roger and Satterthwaite methods are about the covariance matrix of the "
                + "model, and this model carries a robust one for its tests. Choose between-within, containment, residual or "
                + "no degrees of freedom, or fit without a robust covariance matrix.");
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
