package org.glmm.knime.learner;

import java.util.stream.Stream;

import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec;
import org.glmm.engine.model.Sandwich;
import org.glmm.knime.learner.Choices.ProfileIntervals;
import org.glmm.knime.learner.Choices.RobustCovariance;
import org.glmm.knime.learner.Choices.RowDiagnostics;
import org.glmm.knime.learner.Choices.SmallSampleChoice;
import org.glmm.knime.learner.DialogRules.HasProfiles;
import org.glmm.knime.learner.DialogRules.IsIntegrated;
import org.glmm.knime.learner.DialogRules.IsPseudoLikelihood;
import org.glmm.knime.learner.DialogRules.IsRestrictedLaplace;
import org.glmm.knime.learner.DialogRules.ProfileIntervalsRef;
import org.glmm.knime.learner.DialogRules.TestRandomEffectsRef;
import org.glmm.knime.learner.DialogRules.TestsRandomEffects;
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
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** What is computed beside the estimates. */
@Layout(Dialog.Output.class)
@LoadDefaultsForAbsentFields
final class OutputParameters implements NodeParameters {

    @Widget(title = "Diagnostics of rows", description = """
            What the table <i>Diagnostics</i> appends to the rows: nothing, fitted values and residuals of several
            kinds with leverages, or Cook's distances as well, which tell how much the fixed effects change without a
            row or a group. The default is residuals and influence; choose less for very large tables.
            """)
    @ValueSwitchWidget
    RowDiagnostics diagnostics = RowDiagnostics.INFLUENCE;

    @Widget(title = "Seed", description = """
            Starts the random numbers that quantile residuals of counts and proportions need, so that they are the same
            in each run. The default is 1.
            """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int seed = 1;

    @Widget(title = "Kenward-Roger", description = """
            Whether the model carries the expected information about the covariance parameters, with which Kenward-Roger
            tests in the GLMM Tester agree with pbkrtest of R. <i>Always</i> also computes degrees of freedom by
            containment where they take long. The default is <i>Automatic</i>.
            """)
    @Effect(predicate = IsIntegrated.class, type = EffectType.HIDE)
    SmallSampleChoice smallSample = SmallSampleChoice.AUTOMATIC;

    @Widget(title = "Robust covariance matrix", description = """
            A sandwich estimator for the standard errors and tests of the fixed effects. It takes the groups of the
            outermost grouping column as independent and stays valid if the covariance structure is wrong, but needs
            many groups. The names are those of the EMPIRICAL option of PROC GLIMMIX. Laplace and quadrature have
            <i>Classical</i> and <i>Degrees of freedom</i> only, because the other corrections are made of the leverages of
            a linear mixed model; restricted Laplace has none. The default is <i>None</i>.
            """)
    @Effect(predicate = IsRestrictedLaplace.class, type = EffectType.HIDE)
    RobustCovariance robustCovariance = RobustCovariance.NONE;

    @Widget(title = "Test random effects", description = """
            Likelihood-ratio tests of every random effect, for the <i>Covariance tests</i> of the GLMM Tester. Each
            takes a fit without it. Not for pseudo-likelihoods. Switched off by default.
            """)
    @Effect(predicate = IsPseudoLikelihood.class, type = EffectType.HIDE)
    @ValueReference(TestRandomEffectsRef.class)
    boolean testRandomEffects;

    @Widget(title = "Bootstrap replicates", description = """
            How many responses are simulated for a parametric bootstrap of each of these tests, with both models fitted to every
            one. Its p-value is right also where that of the likelihood-ratio test is only an upper bound, because several
            variances are left out together, and in small samples. 999 is usual; replicates whose fits fail are counted and left
            out. The seed is the one above. The default is 0: no bootstrap.
            """)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = TestsRandomEffects.class, type = EffectType.SHOW)
    int bootstrapReplicates;

    @Widget(title = "Profile-likelihood intervals", description = """
            Intervals of parameters that do not rest on standard errors: the values with which the likelihood, maximised over
            all other parameters, is not too far below its maximum. They are asymmetric and stay within the range of the
            parameter, which counts for variances and for coefficients under separation, but each takes some ten to fifty fits.
            They take the place of Wald intervals in the tables. Not for pseudo-likelihoods; of fixed effects not with
            restricted likelihoods (REML, restricted Laplace). The default is <i>None</i>.
            """)
    @ValueReference(ProfileIntervalsRef.class)
    @Effect(predicate = IsPseudoLikelihood.class, type = EffectType.HIDE)
    ProfileIntervals profileIntervals = ProfileIntervals.NONE;

    @Widget(title = "Confidence level", description = """
            The confidence level of profile-likelihood intervals. The default is 0.95.
            """)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = BelowOne.class)
    @Effect(predicate = HasProfiles.class, type = EffectType.SHOW)
    double profileLevel = 0.95;

    static final class BelowOne extends MaxValidation {
        @Override
        protected double getMax() {
            return 1;
        }

        @Override
        public boolean isExclusive() {
            return true;
        }
    }

    /** What the engine computes beside the estimates, as far as the method has it. */
    ModelSpec.Extras extras(Method method) {
        boolean likelihood = !method.linearised();
        boolean bootstrap = testRandomEffects && likelihood && bootstrapReplicates > 0;
        return new ModelSpec.Extras(smallSample.smallSample(),
            robustCovariance.sandwich().obstacle(method).isPresent() ? Sandwich.NONE : robustCovariance.sandwich(),
            testRandomEffects && likelihood,
            new ModelSpec.Profiles((likelihood ? profileIntervals : ProfileIntervals.NONE).profiled(), profileLevel),
            bootstrap ? new ModelSpec.Bootstrap(bootstrapReplicates, seed) : ModelSpec.Bootstrap.NONE);
    }

    /** Settings without a meaning for the method, which are left out, one sentence each. */
    Stream<String> ignored(Method method) {
        return Stream.of(
            robustCovariance.sandwich().obstacle(method).stream()
                .map(reason -> reason + " Tests take the covariance matrix of the model."),
            testRandomEffects && method.linearised()
                ? Stream.of("There are no likelihood-ratio tests of random effects for the method " + method + ".")
                : Stream.<String>empty(),
            profileIntervals != ProfileIntervals.NONE && method.linearised()
                ? Stream.of("There are no profile-likelihood intervals for the method " + method + ".")
                : Stream.<String>empty()).flatMap(sentences -> sentences);
    }
}
