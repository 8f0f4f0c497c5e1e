package org.glmm.knime.tester;

import org.glmm.engine.inference.DenominatorDf;
import org.glmm.engine.model.ModelSpec;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.RadioButtonsWidget;

/** The settings of the tester. The names of the fields are the keys in saved workflows. */
final class GlmmTesterNodeParameters implements NodeParameters {

    /** Where the denominator degrees of freedom come from. The names of the constants are part of saved workflows. */
    enum DegreesOfFreedom {
        @Label(value = "Automatic", description = "Residual for the normal distribution with identity link, infinite"
            + " for all other models.")
        AUTOMATIC,
        @Label(value = "Residual", description = "Rows used minus the rank of the fixed effects, for every test.")
        RESIDUAL,
        @Label(value = "Infinite", description = "None: the F statistic times its numerator degrees of freedom is"
            + " compared with the chi-square distribution.")
        INFINITE;

        DenominatorDf of(ModelSpec spec) {
            return switch (this) {
                case RESIDUAL -> DenominatorDf.RESIDUAL;
                case INFINITE -> DenominatorDf.INFINITE;
                case AUTOMATIC -> ModelSpec.isLinear(spec.distribution(), spec.link())
                    ? DenominatorDf.RESIDUAL : DenominatorDf.INFINITE;
            };
        }
    }

    @Widget(title = "Denominator degrees of freedom", description = """
            The degrees of freedom that stand for the uncertainty of the variance estimates. The default is
            <i>Automatic</i>. Both choices are approximations: they make tests of effects that vary only between large
            groups look more certain than they are.
            """)
    @RadioButtonsWidget
    DegreesOfFreedom denominatorDf = DegreesOfFreedom.AUTOMATIC;
}
