package org.glmm.knime.tester;

import org.glmm.engine.inference.DenominatorDf;
import org.glmm.engine.inference.TestType;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;

/** The settings of the tester. The names of the fields are the keys in saved workflows. */
final class GlmmTesterNodeParameters implements NodeParameters {

    /** Which hypotheses are tested. The names of the constants are part of saved workflows. */
    enum TypeOfTest {
        @Label(value = "Type I", description = "Each term after those before it in the formula, as <tt>anova</tt> of R.")
        TYPE_1,
        @Label(value = "Type II", description = "Each term after all others that do not contain it.")
        TYPE_2,
        @Label(value = "Type III", description = "Each term after all others, its interactions included. In a factorial"
            + " without empty cells: the unweighted means of its levels are equal.")
        TYPE_3;

        TestType type() {
            return TestType.valueOf(name());
        }
    }

    /** Where the denominator degrees of freedom come from. The names of the constants are part of saved workflows. */
    enum DegreesOfFreedom {
        @Label(value = "Automatic", description = "Kenward-Roger for REML and restricted pseudo-likelihood,"
            + " Satterthwaite for ML and the other pseudo-likelihoods, infinite where the random effects are integrated"
            + " out (Laplace, quadrature).")
        AUTOMATIC,
        @Label(value = "Kenward-Roger", description = "Adjusted covariance matrix and scaled F of Kenward and Roger"
            + " (1997), with the expected information, as pbkrtest in R. Not for Laplace and quadrature.")
        KENWARD_ROGER,
        @Label(value = "Kenward-Roger, observed information", description = "The same with the observed information,"
            + " as SAS uses it.")
        KENWARD_ROGER_OBSERVED,
        @Label(value = "Kenward-Roger 2", description = "The method of Kenward and Roger (2009). It differs from the"
            + " first only for covariance structures that are not linear in their parameters, such as AR(1).")
        KENWARD_ROGER_2,
        @Label(value = "Satterthwaite", description = "Degrees of freedom from the variability of the estimated"
            + " variance of each effect, without adjusting the covariance matrix, as lmerTest in R.")
        SATTERTHWAITE,
        @Label(value = "Containment", description = "From the ranks of the random effects that contain the term, as"
            + " in SAS.")
        CONTAINMENT,
        @Label(value = "Between-within", description = "The rows and groups are divided between terms that vary"
            + " between the groups of a grouping column and those that vary within them.")
        BETWEEN_WITHIN,
        @Label(value = "Residual", description = "Rows used minus the rank of the fixed effects, for every test.")
        RESIDUAL,
        @Label(value = "Infinite", description = "None: the F statistic times its numerator degrees of freedom is"
            + " compared with the chi-square distribution.")
        INFINITE;

        DenominatorDf method() {
            return DenominatorDf.valueOf(name());
        }
    }

    @Widget(title = "Type of test", description = """
            The hypothesis that is tested of each term, as SAS numbers them. They differ where the data are not balanced. The
            default is <i>Type III</i>.
            """)
    @ValueSwitchWidget
    TypeOfTest testType = TypeOfTest.TYPE_3;

    @Widget(title = "Denominator degrees of freedom", description = """
            The degrees of freedom that stand for the uncertainty of the variance estimates. The default is
            <i>Automatic</i>. <i>Containment</i>, <i>Between-within</i> and <i>Residual</i> only count rows and groups;
            <i>Residual</i> and <i>Infinite</i> make tests of effects that vary only between large groups look more
            certain than they are.
            """)
    DegreesOfFreedom denominatorDf = DegreesOfFreedom.AUTOMATIC;
}
