package org.glmm.knime.learner;

import org.glmm.engine.model.ModelSpec;
import org.glmm.knime.learner.Choices.EstimationMethod;
import org.glmm.knime.learner.DialogChoices.AvailableMethods;
import org.glmm.knime.learner.DialogRules.IsPseudoLikelihood;
import org.glmm.knime.learner.DialogRules.IsQuadrature;
import org.glmm.knime.learner.DialogRules.MethodRef;
import org.glmm.knime.learner.GlmmLearnerNodeParameters.Dialog;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** How the parameters are estimated. */
@Layout(Dialog.Estimation.class)
@LoadDefaultsForAbsentFields
final class EstimationParameters implements NodeParameters {

    @Widget(title = "Method", description = """
            How the parameters are estimated. The default, <i>Automatic</i>, takes REML for a normal response with
            identity link, whose variance estimates allow for the estimation of the fixed effects, and otherwise
            Laplace, which maximises the likelihood of the response. Choose ML to compare normal models that differ in
            their fixed effects, RSPL for the results of SAS PROC GLIMMIX or where a residual scale is estimated for
            counts or proportions, and adaptive quadrature for binary responses with few rows per group.
            """)
    @ValueReference(MethodRef.class)
    @ChoicesProvider(AvailableMethods.class)
    EstimationMethod method = EstimationMethod.AUTOMATIC;

    @Widget(title = "Quadrature nodes", description = """
            The number of nodes of the adaptive quadrature for each random effect. With 0, the default, it is raised
            until the log-likelihood does not change any more. With 1 quadrature is Laplace's approximation. The work
            grows with the number of nodes to the power of the random effects that depend on each other.
            """)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = IsAtMostHundredAndOne.class)
    @Effect(predicate = IsQuadrature.class, type = EffectType.SHOW)
    int quadratureNodes = ModelSpec.Control.AUTOMATIC_NODES;

    @Widget(title = "Maximum number of iterations", description = """
            After this many iterations the estimates found so far are returned with a warning. The default is 200;
            increase it if the node warns that it has not converged.
            """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int maximumIterations = ModelSpec.Control.DEFAULT.maxIterations();

    @Widget(title = "Tolerance", description = """
            The iterations have converged when no covariance parameter changes by more than this, relative to its size.
            A smaller value gives more digits and takes longer. The default is 1e-8; only pseudo-likelihoods use it.
            """)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = IsBelowOne.class)
    @Effect(predicate = IsPseudoLikelihood.class, type = EffectType.SHOW)
    double tolerance = ModelSpec.Control.DEFAULT.tolerance();

    /** When the estimation stops. */
    ModelSpec.Control control() {
        return new ModelSpec.Control(maximumIterations, tolerance, quadratureNodes);
    }

    static final class IsAtMostHundredAndOne extends MaxValidation {
        @Override
        protected double getMax() {
            return ModelSpec.Control.MOST_NODES;
        }
    }

    static final class IsBelowOne extends MaxValidation {
        @Override
        protected double getMax() {
            return 1;
        }

        @Override
        public boolean isExclusive() {
            return true;
        }
    }
}
