package org.glmm.knime.predictor;

import java.util.Optional;

import org.glmm.engine.predict.NewLevels;
import org.glmm.knime.port.GlmmPortObjectSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.OptionalWidget;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.RadioButtonsWidget;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.knime.node.parameters.widget.text.util.ColumnNameValidationUtils;
import org.knime.node.parameters.widget.text.util.ColumnNameValidationUtils.ColumnNameValidation;

/** The settings of the predictor. The names of fields and constants are part of saved workflows. */
final class GlmmPredictorNodeParameters implements NodeParameters {

    /** Whether the predicted random effects are part of a prediction. */
    enum RandomEffects {
        @Label(value = "Conditional", description = "Predictions for the groups of the training data: fixed"
            + " effects plus the predicted random effects of the row's groups.")
        CONDITIONAL,
        @Label(value = "Population", description = "Predictions for a typical group: all random effects are zero. The"
            + " grouping columns are not needed.")
        POPULATION
    }

    /** The scale of the predictions. */
    enum Scale {
        @Label(value = "Response", description = "The mean of the response: a probability, an expected count, a mean.")
        RESPONSE,
        @Label(value = "Link", description = "The linear predictor: log-odds, logarithm of the expected count.")
        LINK
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

    @Widget(title = "Random effects", description = """
            Whether predictions are for the groups of the training data or for a typical group. The default is
            <i>Conditional</i>.
            """)
    @ValueSwitchWidget
    @ValueReference(RandomEffectsRef.class)
    RandomEffects randomEffects = RandomEffects.CONDITIONAL;

    @Widget(title = "New groups", description = """
            What is predicted for rows whose group (a level of a grouping column, or a combination of levels) was not in
            the training data. The default is the population prediction. If a grouping column is missing, so is the
            prediction.
            """)
    @RadioButtonsWidget
    @Effect(predicate = IsConditional.class, type = EffectType.SHOW)
    NewGroups newLevels = NewGroups.POPULATION;

    @Widget(title = "Scale", description = """
            Whether predictions are means of the response or linear predictors. The default is <i>Response</i>. The
            linear predictor is handy for further calculations, since effects add up on its scale.
            """)
    @ValueSwitchWidget
    @ValueReference(ScaleRef.class)
    Scale scale = Scale.RESPONSE;

    @Widget(title = "Change prediction column name", description = """
            The name of the column with the predictions. By default it is <i>Prediction (response)</i>. A number is
            appended if the table already has a column of that name.
            """)
    @OptionalWidget(defaultProvider = DefaultPredictionName.class)
    @TextInputWidget(patternValidation = ColumnNameValidation.class)
    Optional<String> predictionColumnName = Optional.empty();

    @Widget(title = "Append columns with predicted probabilities", description = """
            For a response with two named levels: append a column with the probability of each. On by default. Other
            responses have no such columns.
            """)
    @ValueReference(AppendProbabilitiesRef.class)
    @Effect(predicate = IsResponseScale.class, type = EffectType.SHOW)
    boolean appendProbabilities = true;

    @Widget(title = "Suffix for probability columns", description = """
            Text appended to the names of the probability columns, so that the predictions of several models can stand
            in one table. Empty by default.
            """)
    @Effect(predicate = HasProbabilities.class, type = EffectType.SHOW)
    String probabilitySuffix = "";

    boolean isConditional() {
        return randomEffects == RandomEffects.CONDITIONAL;
    }

    @Override
    public void validate() throws InvalidSettingsException {
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

    interface RandomEffectsRef extends ParameterReference<RandomEffects> {
    }

    interface ScaleRef extends ParameterReference<Scale> {
    }

    static final class AppendProbabilitiesRef implements BooleanReference {
    }

    static final class IsConditional implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(RandomEffectsRef.class).isOneOf(RandomEffects.CONDITIONAL);
        }
    }

    static final class IsResponseScale implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(ScaleRef.class).isOneOf(Scale.RESPONSE);
        }
    }

    static final class HasProbabilities implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getPredicate(IsResponseScale.class).and(i.getPredicate(AppendProbabilitiesRef.class));
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
