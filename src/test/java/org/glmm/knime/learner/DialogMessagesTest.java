package org.glmm.knime.learner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.glmm.knime.ProviderRun;
import org.glmm.knime.TestTable;
import org.glmm.knime.TrialData;
import org.glmm.knime.learner.Choices.ResponseDistribution;
import org.glmm.knime.learner.Choices.Specification;
import org.glmm.knime.learner.RandomEffectsParameters.RandomEffect;
import org.junit.jupiter.api.Test;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.knime.node.parameters.widget.choices.StringChoice;
import org.knime.node.parameters.widget.message.TextMessage.Message;
import org.knime.node.parameters.widget.message.TextMessage.MessageType;

/** What the dialog says by itself, computed as the dialog computes it. */
class DialogMessagesTest {

    private static ProviderRun run(ProviderRun run, GlmmLearnerNodeParameters p) {
        return run.with(DialogRules.SpecificationRef.class, p.specification)
            .with(DialogRules.FormulaRef.class, p.formula)
            .with(DialogRules.ResponseFormRef.class, p.response.form)
            .with(DialogRules.ResponseColumnRef.class, p.response.column)
            .with(DialogRules.EventsColumnRef.class, p.response.eventsColumn)
            .with(DialogRules.TrialsColumnRef.class, p.response.trialsColumn)
            .with(DialogRules.DistributionRef.class, p.response.distribution)
            .with(DialogRules.MainEffectsRef.class, p.fixedEffects.columns)
            .with(DialogRules.InteractionsRef.class, p.fixedEffects.interactions)
            .with(DialogRules.ChosenInteractionsRef.class, p.fixedEffects.chosenInteractions)
            .with(DialogRules.InterceptRef.class, p.fixedEffects.intercept)
            .with(DialogRules.RandomEffectsRef.class, p.randomEffects.terms);
    }

    private static GlmmLearnerNodeParameters guessed() {
        return NodeParametersUtil.createSettings(GlmmLearnerNodeParameters.class,
            new PortObjectSpec[] {TrialData.table().getDataTableSpec()});
    }

    private static ProviderRun executed(GlmmLearnerNodeParameters parameters) {
        return run(ProviderRun.executed(TrialData.table()), parameters);
    }

    private static ProviderRun configured(GlmmLearnerNodeParameters parameters) {
        return run(ProviderRun.configured(TrialData.table().getDataTableSpec()), parameters);
    }

    private static RandomEffect effect(String... grouping) {
        var effect = new RandomEffect();
        effect.groupingColumns = grouping;
        return effect;
    }

    private static String text(Optional<Message> message) {
        return message.orElseThrow().description();
    }

    @Test
    void theGuessIsCalledOneUntilTheUserChoosesOtherwise() throws Exception {
        var parameters = guessed();
        assertTrue(text(configured(parameters).state(new GuessMessage())).contains("what the node makes of"));
        parameters.response.distribution = ResponseDistribution.BETA_BINOMIAL;
        assertEquals(Optional.empty(), configured(parameters).state(new GuessMessage()));
        parameters = guessed();
        parameters.response.trialsColumn = "favourable";
        assertEquals(Optional.empty(), configured(parameters).state(new GuessMessage()));
        parameters = guessed();
        parameters.specification = Specification.FORMULA;
        assertEquals(Optional.empty(), configured(parameters).state(new GuessMessage()));
    }

    @Test
    void groupsAreDescribedFromTheData() throws Exception {
        var parameters = guessed();
        parameters.randomEffects.terms = new RandomEffect[] {effect("clinic"), effect("clinic", "treatment"), effect()};
        var words = "clinic: 8 levels, 2 rows each; clinic x treatment: 16 levels, 1 row each, nested in clinic.";
        assertEquals(words, text(executed(parameters).state(new GroupsMessage())));
        assertTrue(text(configured(parameters).state(new GroupsMessage())).startsWith("Execute the node before"));

        parameters.specification = Specification.FORMULA;
        parameters.formula = "favourable/total ~ 1 + (treatment | clinic) + (1 | clinic:treatment)";
        assertEquals(words, text(executed(parameters).state(new GroupsMessage())));
        parameters.formula = "favourable/total ~ treatment";
        assertEquals(Optional.empty(), executed(parameters).state(new GroupsMessage()));
    }

    @Test
    void groupsThatAreNotThereAreNamed() throws Exception {
        var parameters = guessed();
        parameters.randomEffects.terms = new RandomEffect[] {effect("hospital")};
        var message = executed(parameters).state(new GroupsMessage()).orElseThrow();
        assertEquals(MessageType.WARNING, message.type());
        assertTrue(message.description().contains("\"hospital\""), message.description());
    }

    @Test
    void longTablesAreReadInPart() throws Exception {
        var rows = IntStream.range(0, 50_010).mapToObj(row -> "g" + row % 10 + " " + row).toArray(String[]::new);
        var parameters = new GlmmLearnerNodeParameters();
        parameters.randomEffects.terms = new RandomEffect[] {effect("g")};
        var run = run(ProviderRun.executed(TestTable.of("g:string y:int", rows)), parameters);
        assertEquals("g: 10 levels, 5000 rows each. Only the first 50000 of 50010 rows were read for this.",
            text(run.state(new GroupsMessage())));
    }

    @Test
    void theGuidedChoiceIsShownAsAFormula() throws Exception {
        var message = configured(guessed()).state(new ModelMessage()).orElseThrow();
        assertEquals(MessageType.INFO, message.type());
        assertEquals("favourable/total ~ treatment + (1 | clinic)", message.description());
    }

    @Test
    void aModelThatCannotBeIsNamedWhileTheDialogIsOpen() throws Exception {
        var parameters = guessed();
        parameters.response.trialsColumn = "treatment";
        var message = configured(parameters).state(new ModelMessage()).orElseThrow();
        assertEquals(MessageType.WARNING, message.type());
        assertTrue(message.description().contains("\"treatment\""), message.description());

        parameters = guessed();
        parameters.specification = Specification.FORMULA;
        parameters.formula = "favourable/total ~ dose";
        assertTrue(text(configured(parameters).state(new ModelMessage())).contains("\"dose\""));
        parameters.formula = "favourable/total ~ treatment";
        assertEquals(Optional.empty(), configured(parameters).state(new ModelMessage()));
    }

    /** The domain of the numeric column has bounds only, so its levels are read. */
    @Test
    void referenceLevelsComeFromTheTable() throws Exception {
        assertEquals(List.of("", "control", "drug"), levels(ProviderRun.executed(TrialData.table()), "treatment"));
        assertEquals(List.of("", "5", "6"),
            levels(ProviderRun.executed(TestTable.of("block:int", "5", "6", "5")), "block"));
        assertEquals(List.of(""), levels(ProviderRun.configured(TestTable.spec("block:int")), "block"));
        assertEquals(List.of(""), levels(ProviderRun.configured(TestTable.spec("block:int")), ""));
    }

    private static List<String> levels(ProviderRun run, String column) throws Exception {
        return run.with(DialogRules.CodedColumnRef.class, column).state(new DialogChoices.ReferenceLevels()).stream()
            .map(StringChoice::id).sorted().toList();
    }
}
