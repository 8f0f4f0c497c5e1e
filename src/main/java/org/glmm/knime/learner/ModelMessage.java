package org.glmm.knime.learner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.glmm.engine.error.ModelException;
import org.glmm.knime.learner.Choices.Specification;
import org.knime.core.data.DataTableSpec;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.widget.message.TextMessage.Message;
import org.knime.node.parameters.widget.message.TextMessage.MessageType;

/** Says which formula the guided choice stands for, or what is wrong with the model, by the name of the column. */
final class ModelMessage implements StateProvider<Optional<Message>> {

    /** Each takes the present value of one setting over. */
    private final List<Consumer<GlmmLearnerNodeParameters>> settings = new ArrayList<>();

    @Override
    public void init(StateProviderInitializer initializer) {
        initializer.computeBeforeOpenDialog();
        take(initializer, DialogRules.SpecificationRef.class, (p, value) -> p.specification = value);
        take(initializer, DialogRules.FormulaRef.class, (p, value) -> p.formula = value);
        take(initializer, DialogRules.ResponseFormRef.class, (p, value) -> p.response.form = value);
        take(initializer, DialogRules.ResponseColumnRef.class, (p, value) -> p.response.column = value);
        take(initializer, DialogRules.EventsColumnRef.class, (p, value) -> p.response.eventsColumn = value);
        take(initializer, DialogRules.TrialsColumnRef.class, (p, value) -> p.response.trialsColumn = value);
        take(initializer, DialogRules.DistributionRef.class, (p, value) -> p.response.distribution = value);
        take(initializer, DialogRules.MainEffectsRef.class, (p, value) -> p.fixedEffects.columns = value);
        take(initializer, DialogRules.InteractionsRef.class, (p, value) -> p.fixedEffects.interactions = value);
        take(initializer, DialogRules.ChosenInteractionsRef.class,
            (p, value) -> p.fixedEffects.chosenInteractions = value);
        take(initializer, DialogRules.InterceptRef.class, (p, value) -> p.fixedEffects.intercept = value);
        take(initializer, DialogRules.RandomEffectsRef.class, (p, value) -> p.randomEffects.terms = value);
    }

    private interface Setter<T> {
        void set(GlmmLearnerNodeParameters parameters, T value);
    }

    private <T> void take(StateProviderInitializer initializer, Class<? extends ParameterReference<T>> reference,
        Setter<T> setter) {
        Supplier<T> value = initializer.computeFromValueSupplier(reference);
        settings.add(parameters -> setter.set(parameters, value.get()));
    }

    @Override
    public Optional<Message> computeState(NodeParametersInput input) {
        var parameters = new GlmmLearnerNodeParameters();
        settings.forEach(setting -> setting.accept(parameters));
        return input.getInTableSpec(0).flatMap(table -> message(parameters, table));
    }

    private static Optional<Message> message(GlmmLearnerNodeParameters parameters, DataTableSpec table) {
        try {
            var formula = ModelRequest.checkedFormula(parameters, table);
            return parameters.specification == Specification.FORMULA ? Optional.empty()
                : Optional.of(new Message("The model as a formula", formula.toString(), MessageType.INFO));
        } catch (ModelException e) {
            return Optional.of(new Message("The model is not complete", e.getMessage(), MessageType.WARNING));
        }
    }
}
