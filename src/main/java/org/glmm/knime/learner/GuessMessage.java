package org.glmm.knime.learner;

import java.util.Optional;
import java.util.function.Supplier;

import org.glmm.knime.learner.Choices.ResponseDistribution;
import org.glmm.knime.learner.Choices.ResponseForm;
import org.glmm.knime.learner.Choices.Specification;
import org.glmm.knime.learner.DialogRules.DistributionRef;
import org.glmm.knime.learner.DialogRules.EventsColumnRef;
import org.glmm.knime.learner.DialogRules.ResponseColumnRef;
import org.glmm.knime.learner.DialogRules.ResponseFormRef;
import org.glmm.knime.learner.DialogRules.SpecificationRef;
import org.glmm.knime.learner.DialogRules.TrialsColumnRef;
import org.knime.core.data.DataTableSpec;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.widget.message.TextMessage.Message;
import org.knime.node.parameters.widget.message.TextMessage.MessageType;

/** Says that response and distribution are what the node guesses from the table. */
final class GuessMessage implements StateProvider<Optional<Message>> {

    private Supplier<Specification> specification;
    private Supplier<ResponseForm> form;
    private Supplier<String> column;
    private Supplier<String> events;
    private Supplier<String> trials;
    private Supplier<ResponseDistribution> distribution;

    @Override
    public void init(StateProviderInitializer initializer) {
        initializer.computeBeforeOpenDialog();
        specification = initializer.computeFromValueSupplier(SpecificationRef.class);
        form = initializer.computeFromValueSupplier(ResponseFormRef.class);
        column = initializer.computeFromValueSupplier(ResponseColumnRef.class);
        events = initializer.computeFromValueSupplier(EventsColumnRef.class);
        trials = initializer.computeFromValueSupplier(TrialsColumnRef.class);
        distribution = initializer.computeFromValueSupplier(DistributionRef.class);
    }

    @Override
    public Optional<Message> computeState(NodeParametersInput input) {
        return specification.get() == Specification.FORMULA ? Optional.empty()
            : input.getInTableSpec(0).filter(this::isGuess).map(table -> new Message("A start to check",
                "Response and distribution are what the node makes of the types, ranges and names of the columns, as"
                    + " the effects were at first. Change what is not right; your choice stays as it is.",
                MessageType.INFO));
    }

    private boolean isGuess(DataTableSpec table) {
        var guess = new GlmmLearnerNodeParameters();
        if (!FirstGuess.fill(guess, table)) {
            return false;
        }
        var response = guess.response;
        boolean sameColumns = form.get() == ResponseForm.ONE_COLUMN
            ? response.column.equals(column.get())
            : response.eventsColumn.equals(events.get()) && response.trialsColumn.equals(trials.get());
        return sameColumns && response.form == form.get() && response.distribution == distribution.get();
    }
}
