package org.glmm.knime.predictor;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

import org.glmm.engine.predict.NewLevels;
import org.glmm.engine.predict.Predictor;
import org.glmm.engine.predict.Scope;
import org.glmm.knime.port.GlmmPortObjectSpec;
import org.glmm.knime.predictor.DialogRules.ConditionalRef;
import org.glmm.knime.predictor.DialogRules.ConfidenceIntervalsRef;
import org.glmm.knime.predictor.DialogRules.HasGroups;
import org.glmm.knime.predictor.DialogRules.HasIntervals;
import org.glmm.knime.predictor.DialogRules.HasLevels;
import org.glmm.knime.predictor.DialogRules.HasObservations;
import org.glmm.knime.predictor.DialogRules.PredictionIntervalsRef;
import org.glmm.knime.predictor.DialogRules.ScaleRef;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.OptionalWidget;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.RadioButtonsWidget;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.knime.node.parameters.widget.text.util.ColumnNameValidationUtils;
import org.knime.node.parameters.widget.text.util.ColumnNameValidationUtils.ColumnNameValidation;

/** The settings of the predictor. The names of fields and constants are part of saved workflows. */
@LoadDefaultsForAbsentFields
final class GlmmPredictorNodeParameters implements NodeParameters {

    interface Dialog {

        @Section(title = "Predictions")
        interface Predictions {
        }

        @Section(title = "Uncertainty")
        @After(Predictions.class)
        interface Uncertainty {
        }

        @Section(title = "Predicted levels", description = "For a response with two named levels.")
        @After(Uncertainty.class)
        interface Levels {
        }

        @Section(title = "Column names")
        @After(Levels.class)
        interface Names {
        }
    }

    /** The scale of the predictions. */
    enum Scale {
        @Label(value = "Response", description = "The mean of the response: a probability, an expected count, a mean.")
        RESPONSE,
        @Label(value = "Link", description = "The linear predictor: log-odds, logarithm of the expected count.")
        LINK,
        @Label(value = "Both", description = "Columns on the scale of the response and on that of the link.")
        BOTH
    }

    /** What is predicted for a row of a group that the training data did not have. */
    enum NewGroups {
        @Label(value = "Population prediction", description = "The random effect of the new group is taken to be zero,"
            + " its expected value. A warning counts these rows.")
        POPULATION(NewLevels.POPULATION),
        @Label(value = "Missing", description = "The prediction is missing. A warning counts these rows.")
        MISSING(NewLevels.MISSING),
        @Label(value = "Fail", description = "The node fails with an error that names the group.")
        FAIL(NewLevels.FAIL);

        private final NewLevels policy;

        NewGroups(NewLevels policy) {
            this.policy = policy;
        }

        NewLevels policy() {
            return policy;
        }
    }

    @Widget(title = "Conditional", description = """
            Predictions for the groups of the training data: fixed effects plus the predicted random effects (BLUPs) of
            the row's groups. On by default.
            """)
    @Layout(Dialog.Predictions.class)
    @ValueReference(ConditionalRef.class)
    boolean conditional = true;

    @Widget(title = "Typical", description = """
            Predictions for typical groups, with all random effects zero. The grouping columns are not needed. On the
            scale of the response this is the median of the groups, not their average, unless the link is the identity.
            Off by default.
            """)
    @Layout(Dialog.Predictions.class)
    boolean typical;

    @Widget(title = "Population average", description = """
            Predictions of the average over all groups: the mean is integrated over the distribution of the random
            effects, by quadrature. This is the share or the mean to expect among all members of the population. The
            grouping columns are not needed. Off by default.
            """)
    @Layout(Dialog.Predictions.class)
    boolean populationAverage;

    @Widget(title = "Scale", description = """
            Whether predictions are means of the response or linear predictors. The default is <i>Response</i>. The
            linear predictor is handy for further calculations, since effects add up on its scale.
            """)
    @Layout(Dialog.Predictions.class)
    @ValueSwitchWidget
    @ValueReference(ScaleRef.class)
    Scale scale = Scale.RESPONSE;

    @Widget(title = "New groups", description = """
            What is predicted for rows whose group (a level of a grouping column, or a combination of levels) was not in
            the training data. The default is the population prediction. If a grouping column is missing, so is the
            prediction.
            """)
    @Layout(Dialog.Predictions.class)
    @RadioButtonsWidget
    @Effect(predicate = HasGroups.class, type = EffectType.SHOW)
    NewGroups newLevels = NewGroups.POPULATION;

    @Widget(title = "Append the contribution of each random term", description = """
            For conditional predictions: a column for each random term with what it adds to the linear predictor of the
            row, so that one sees which group moves a prediction. It is zero for a new group. Off by default.
            """)
    @Layout(Dialog.Predictions.class)
    @Effect(predicate = HasGroups.class, type = EffectType.SHOW)
    boolean contributions;

    @Widget(title = "Standard errors", description = """
            Append the standard error of each prediction. It includes the uncertainty of the fixed effects and, for
            conditional predictions, that of the predicted random effects and their covariance. The covariance parameters
            count as known. Off by default.
            """)
    @Layout(Dialog.Uncertainty.class)
    boolean standardErrors;

    @Widget(title = "Confidence intervals", description = """
            Append the bounds of a confidence interval of the expected value. It is computed on the scale of the link and
            taken back, so that its bounds are possible means. Off by default.
            """)
    @Layout(Dialog.Uncertainty.class)
    @ValueReference(ConfidenceIntervalsRef.class)
    boolean confidenceIntervals;

    @Widget(title = "Prediction intervals", description = """
            Append the bounds between which a new observation will lie: quantiles of the response's distribution, averaged
            over the uncertainty of the prediction and, for the population average, over the groups. For events in a number of
            trials the bounds are proportions, and the table needs the columns of the response that give the trials. There are
            none for a response with two named levels, nor with an over-dispersion scale. Off by default.
            """)
    @Layout(Dialog.Uncertainty.class)
    @Effect(predicate = HasObservations.class, type = EffectType.SHOW)
    @ValueReference(PredictionIntervalsRef.class)
    boolean predictionIntervals;

    @Widget(title = "Confidence level (%)", description = """
            The probability with which the intervals hold what they are about, in percent. The default is 95.
            """)
    @Layout(Dialog.Uncertainty.class)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = IsBelowHundred.class)
    @Effect(predicate = HasIntervals.class, type = EffectType.SHOW)
    double confidence = 95;

    @Widget(title = "Append columns with predicted probabilities", description = """
            Append a column with the probability of each level. On by default. Other responses have no such columns.
            """)
    @Layout(Dialog.Levels.class)
    @Effect(predicate = HasLevels.class, type = EffectType.SHOW)
    boolean appendProbabilities = true;

    @Widget(title = "Threshold", description = """
            The event level is predicted if its probability is at least this, otherwise the other level. The default is
            0.5; choose less if missing an event is worse than a false alarm.
            """)
    @Layout(Dialog.Levels.class)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = IsBelowOne.class)
    @Effect(predicate = HasLevels.class, type = EffectType.SHOW)
    double threshold = 0.5;

    @Widget(title = "Change prediction column name", description = """
            The name of the column with the predictions. By default it is <i>Prediction (response)</i>; if there are
            several, <i>typical</i>, <i>population</i> and <i>link</i> tell them apart. A number is appended if the table
            already has a column of that name.
            """)
    @Layout(Dialog.Names.class)
    @OptionalWidget(defaultProvider = DefaultPredictionName.class)
    @TextInputWidget(patternValidation = ColumnNameValidation.class)
    Optional<String> predictionColumnName = Optional.empty();

    @Widget(title = "Suffix", description = """
            Text appended to the names of all new columns, so that the predictions of several models can stand in one
            table. Empty by default.
            """)
    @Layout(Dialog.Names.class)
    String suffix = "";

    /** Whose response is predicted. */
    Set<Scope> scopes() {
        var scopes = EnumSet.noneOf(Scope.class);
        if (conditional) {
            scopes.add(Scope.CONDITIONAL);
        }
        if (typical) {
            scopes.add(Scope.TYPICAL);
        }
        if (populationAverage) {
            scopes.add(Scope.POPULATION);
        }
        return scopes;
    }

    /** What the predictor has to compute. */
    Predictor.Request request() {
        boolean observations = predictionIntervals && scale != Scale.LINK;
        return new Predictor.Request(scopes(), standardErrors || confidenceIntervals || observations, observations,
            newLevels.policy());
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (scopes().isEmpty()) {
            throw new InvalidSettingsException(
                "Nothing is to be predicted; switch on conditional, typical or population average predictions.");
        }
        if (!(confidence > 0 && confidence < 100)) {
            throw new InvalidSettingsException("The confidence level is " + confidence
                + " %; it must lie between 0 and 100.");
        }
        if (!(threshold > 0 && threshold < 1)) {
            throw new InvalidSettingsException("The threshold is " + threshold + "; it must lie between 0 and 1.");
        }
        if (predictionColumnName.isPresent()) {
            ColumnNameValidationUtils.validateColumnName(predictionColumnName.get(), state -> switch (state) {
                case EMPTY -> "The prediction column name is empty; enter a name or switch the option off.";
                case BLANK -> "The prediction column name is blank; enter a name or switch the option off.";
                case NOT_TRIMMED -> "The prediction column name starts or ends with a blank; remove it.";
            });
        }
    }

    /** The conventional name of the prediction column. */
    static String defaultName(GlmmPortObjectSpec model) {
        return "Prediction (" + model.formula().response().label() + ")";
    }

    static final class IsBelowHundred extends MaxValidation {
        @Override
        protected double getMax() {
            return 100;
        }

        @Override
        public boolean isExclusive() {
            return true;
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

    static final class DefaultPredictionName implements OptionalWidget.DefaultValueProvider<String> {
        @Override
        public String computeState(NodeParametersInput input) {
            return input.getInPortSpec(0)
                .filter(GlmmPortObjectSpec.class::isInstance).map(GlmmPortObjectSpec.class::cast)
                .map(GlmmPredictorNodeParameters::defaultName).orElse("Prediction");
        }
    }
}
