package org.glmm.knime.learner;

import org.glmm.engine.family.Dispersion;
import org.glmm.engine.family.Distribution;
import org.glmm.engine.family.Distributions;
import org.glmm.knime.learner.Choices.DispersionParameter;
import org.glmm.knime.learner.Choices.ResidualScale;
import org.glmm.knime.learner.DialogRules.DispersionRef;
import org.glmm.knime.learner.DialogRules.HasDispersion;
import org.glmm.knime.learner.DialogRules.HasGivenShape;
import org.glmm.knime.learner.DialogRules.HasShape;
import org.glmm.knime.learner.DialogRules.ScaleRef;
import org.glmm.knime.learner.GlmmLearnerNodeParameters.Dialog;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;

/** The scale of the residual and the dispersion parameter of the distribution. */
@Layout(Dialog.Residual.class)
@LoadDefaultsForAbsentFields
final class ResidualParameters implements NodeParameters {

    @Widget(title = "Residual scale", description = """
            The factor phi by which the variance of the response exceeds that of its distribution. Distributions
            with a scale of their own always estimate it: it is the residual variance of the normal distribution. For
            counts and proportions it is 1 by default; choose <i>Estimated</i> if they vary more than their
            distribution allows (over-dispersion). Then the standard errors of the fixed effects grow accordingly.
            """)
    @ValueReference(ScaleRef.class)
    @Effect(predicate = HasDispersion.class, type = EffectType.HIDE)
    ResidualScale scale = ResidualScale.AUTOMATIC;

    @Widget(title = "Dispersion parameter", description = """
            The parameter of the variance function of the negative binomial distributions (theta of NB2, phi of NB1),
            and the precision phi of the beta and beta-binomial distributions. It is estimated by default; give it if
            it is known from earlier data.
            """)
    @ValueSwitchWidget
    @ValueReference(DispersionRef.class)
    @Effect(predicate = HasShape.class, type = EffectType.SHOW)
    DispersionParameter dispersionParameter = DispersionParameter.ESTIMATED;

    @Widget(title = "Value of the dispersion parameter", description = """
            The given dispersion parameter, above 0. The default is 1. A larger value means less variance for the
            negative binomial distribution NB2, the beta and the beta-binomial distribution, and more for NB1.
            """)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = HasGivenShape.class, type = EffectType.SHOW)
    double dispersionValue = 1;

    /** The distribution with its dispersion parameter, if that is given. */
    Distribution of(Distribution family) {
        boolean given = dispersionParameter == DispersionParameter.GIVEN && family.dispersion() == Dispersion.SHAPE;
        return given ? Distributions.known(family, dispersionValue) : family;
    }
}
