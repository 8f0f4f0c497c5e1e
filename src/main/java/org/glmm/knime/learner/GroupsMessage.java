package org.glmm.knime.learner;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.glmm.engine.error.ModelException;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.formula.RandomTerm;
import org.glmm.engine.report.GroupsInWords;
import org.glmm.knime.learner.Choices.Specification;
import org.glmm.knime.learner.DialogRules.FormulaRef;
import org.glmm.knime.learner.DialogRules.RandomEffectsRef;
import org.glmm.knime.learner.DialogRules.SpecificationRef;
import org.glmm.knime.learner.RandomEffectsParameters.RandomEffect;
import org.glmm.knime.table.TableReader;
import org.knime.core.node.BufferedDataTable;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.widget.message.TextMessage.Message;
import org.knime.node.parameters.widget.message.TextMessage.MessageType;

/** Says what the data tell about the groups of the random effects. */
final class GroupsMessage implements StateProvider<Optional<Message>> {

    /** Rows that are read while the dialog is open. */
    static final long MOST_ROWS = 50_000;

    private Supplier<Specification> specification;
    private Supplier<String> formula;
    private Supplier<RandomEffect[]> cards;

    @Override
    public void init(StateProviderInitializer initializer) {
        initializer.computeAfterOpenDialog();
        specification = initializer.computeFromValueSupplier(SpecificationRef.class);
        formula = initializer.computeFromValueSupplier(FormulaRef.class);
        cards = initializer.computeFromValueSupplier(RandomEffectsRef.class);
    }

    @Override
    public Optional<Message> computeState(NodeParametersInput input) {
        try {
            var terms = specification.get() == Specification.FORMULA ? written() : chosen();
            return terms.length == 0 ? Optional.empty()
                : Optional.of(new Message("Groups in the data", groups(terms, input), MessageType.INFO));
        } catch (ModelException e) {
            return Optional.of(new Message("Groups in the data", e.getMessage(), MessageType.WARNING));
        }
    }

    private RandomTerm[] written() {
        return formula.get().isBlank() ? new RandomTerm[0]
            : Formula.parse(formula.get()).random().toArray(RandomTerm[]::new);
    }

    private RandomTerm[] chosen() {
        return Stream.of(cards.get()).filter(card -> card.groupingColumns.length > 0)
            .map(card -> RandomTerm.intercepts(card.groupingColumns)).toArray(RandomTerm[]::new);
    }

    private static String groups(RandomTerm[] terms, NodeParametersInput input) {
        return input.getInTable(0).map(table -> groups(terms, table)).orElse(
            "Execute the node before this one to read here how many groups there are, how many rows each of them has,"
                + " and which are nested or crossed.");
    }

    private static String groups(RandomTerm[] terms, BufferedDataTable table) {
        var columns = Stream.of(terms).flatMap(term -> term.grouping().stream())
            .flatMap(factor -> factor.columns().stream()).distinct().toList();
        var frame = TableReader.of(table.getDataTableSpec(), columns).readHead(table, MOST_ROWS);
        var words = String.join("; ", GroupsInWords.of(frame, Stream.of(terms).toList())) + ".";
        return table.size() <= MOST_ROWS ? words
            : words + " Only the first " + MOST_ROWS + " of " + table.size() + " rows were read for this.";
    }
}
