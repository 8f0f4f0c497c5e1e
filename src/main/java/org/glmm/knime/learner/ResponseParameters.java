package org.glmm.knime.learner;

import org.glmm.knime.learner.Choices.LinkFunction;
import org.glmm.knime.learner.Choices.ResponseDistribution;
import org.glmm.knime.learner.Choices.ResponseForm;
import org.glmm.knime.learner.DialogChoices.AvailableLinks;
import org.glmm.knime.learner.DialogChoices.EventLevels;
import org.glmm.knime.learner.DialogChoices.ModelColumns;
import org.glmm.knime.learner.DialogChoices.NumericColumns;
import org.glmm.knime.learner.DialogRules.DistributionRef;
import org.glmm.knime.learner.DialogRules.EventsColumnRef;
import org.glmm.knime.learner.DialogRules.HasEventLevel;
import org.glmm.knime.learner.DialogRules.IsGuidedBinomial;
import org.glmm.knime.learner.DialogRules.IsGuidedEventsAndTrials;
import org.glmm.knime.learner.DialogRules.IsGuidedOneColumn;
import org.glmm.knime.learner.DialogRules.IsPower;
import org.glmm.knime.learner.DialogRules.IsStudentT;
import org.glmm.knime.learner.DialogRules.LinkRef;
import org.glmm.knime.learner.DialogRules.ResponseColumnRef;
import org.glmm.knime.learner.DialogRules.ResponseFormRef;
import org.glmm.knime.learner.GlmmLearnerNodeParameters.Dialog;
import org.glmm.knime.learner.DialogRules.TrialsColumnRef;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation;

/** What is explained, its distribution and the link. */
@Layout(Dialog.Response.class)
@LoadDefaultsForAbsentFields
final class ResponseParameters implements NodeParameters {

    @Widget(title = "Response given as", description = """
            For the binomial and beta-binomial distributions: whether the response is in one column, or as a number of
            events and a number of trials in two. The default is one column.
            """)
    @ValueSwitchWidget
    @ValueReference(ResponseFormRef.class)
    @Effect(predicate = IsGuidedBinomial.class, type = EffectType.SHOW)
    ResponseForm form = ResponseForm.ONE_COLUMN;

    @Widget(title = "Response column", description = """
            The column that the model explains. It must be numeric; with the binomial and beta-binomial distributions it
            can also be a text column with two levels. A row whose value the distribution cannot have ends the node
            with an error that names the row. By default it is the last numeric column of the table.
            """)
    @ChoicesProvider(ModelColumns.class)
    @ValueReference(ResponseColumnRef.class)
    @Effect(predicate = IsGuidedOneColumn.class, type = EffectType.SHOW)
    String column = "";

    @Widget(title = "Events column", description = """
            The column with the number of events. There is no default; counts above the number of trials end the node
            with an error that names the row.
            """)
    @ChoicesProvider(NumericColumns.class)
    @ValueReference(EventsColumnRef.class)
    @Effect(predicate = IsGuidedEventsAndTrials.class, type = EffectType.SHOW)
    String eventsColumn = "";

    @Widget(title = "Trials column", description = """
            The column with the number of trials; at least the number of events. There is no default.
            """)
    @ChoicesProvider(NumericColumns.class)
    @ValueReference(TrialsColumnRef.class)
    @Effect(predicate = IsGuidedEventsAndTrials.class, type = EffectType.SHOW)
    String trialsColumn = "";

    @Widget(title = "Event level", description = """
            For a text response of the binomial or beta-binomial distribution: the level whose probability is modelled.
            By default it is the last of the two levels in alphabetical order, as in R.
            """)
    @ChoicesProvider(EventLevels.class)
    @Effect(predicate = HasEventLevel.class, type = EffectType.SHOW)
    String eventLevel = "";

    @Widget(title = "Distribution", description = """
            The distribution of the response given the random effects. It decides how the variance depends on the mean.
            The default is <i>Normal</i>.
            """)
    @ValueReference(DistributionRef.class)
    ResponseDistribution distribution = ResponseDistribution.NORMAL;

    @Widget(title = "Degrees of freedom", description = """
            The degrees of freedom of Student's t distribution, above 2. The fewer, the less outliers count; 4 is the
            default. Above about 30 the distribution is nearly normal.
            """)
    @NumberInputWidget(minValidation = IsAboveTwo.class)
    @Effect(predicate = IsStudentT.class, type = EffectType.SHOW)
    double degreesOfFreedom = Choices.DEFAULT_DEGREES_OF_FREEDOM;

    @Widget(title = "Link", description = """
            The function of the mean that fixed and random effects add up to. The default, <i>Automatic</i>, takes the
            usual link of the distribution. Change it to compare effects on another scale.
            """)
    @ChoicesProvider(AvailableLinks.class)
    @ValueReference(LinkRef.class)
    LinkFunction link = LinkFunction.AUTOMATIC;

    @Widget(title = "Power", description = """
            The power p of the power link, where the linear predictor is the mean to the power p. It can be negative but
            not 0, for which there is the log link. 0.5 by default.
            """)
    @NumberInputWidget
    @Effect(predicate = IsPower.class, type = EffectType.SHOW)
    double power = Choices.DEFAULT_POWER;

    static final class IsAboveTwo extends MinValidation {
        @Override
        protected double getMin() {
            return 2;
        }

        @Override
        public boolean isExclusive() {
            return true;
        }
    }
}
