package org.glmm.knime.learner;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.glmm.engine.family.Distribution;
import org.glmm.engine.family.Distributions;
import org.glmm.engine.family.Link;
import org.glmm.engine.family.Links;
import org.glmm.engine.formula.FactorCoding;
import org.glmm.engine.formula.FactorCoding.Contrasts;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec.Extras;
import org.glmm.engine.model.ModelSpec.SmallSample;
import org.glmm.engine.model.Sandwich;
import org.glmm.knime.NodeRun;
import org.glmm.knime.TestTable;
import org.glmm.knime.learner.Choices.ContrastCoding;
import org.glmm.knime.learner.Choices.DispersionParameter;
import org.glmm.knime.learner.Choices.EstimationMethod;
import org.glmm.knime.learner.Choices.Interactions;
import org.glmm.knime.learner.Choices.LinkFunction;
import org.glmm.knime.learner.Choices.MissingValues;
import org.glmm.knime.learner.Choices.ResidualScale;
import org.glmm.knime.learner.Choices.ResponseDistribution;
import org.glmm.knime.learner.Choices.ResponseForm;
import org.glmm.knime.learner.Choices.RobustCovariance;
import org.glmm.knime.learner.Choices.Specification;
import org.glmm.knime.learner.Choices.Structure;
import org.glmm.knime.learner.FixedEffectsParameters.ContrastCard;
import org.glmm.knime.learner.FixedEffectsParameters.Interaction;
import org.glmm.knime.learner.RandomEffectsParameters.RandomEffect;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataColumnDomainCreator;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;

class GlmmLearnerNodeParametersTest {

    private static GlmmLearnerNodeParameters reload(GlmmLearnerNodeParameters parameters) throws Exception {
        return NodeParametersUtil.loadSettings(NodeRun.settings(parameters), GlmmLearnerNodeParameters.class);
    }

    @Test
    void everySettingSurvivesSaving() throws Exception {
        var parameters = new GlmmLearnerNodeParameters();
        parameters.specification = Specification.FORMULA;
        parameters.formula = "y ~ `a b` + (1|g)";
        parameters.response.distribution = ResponseDistribution.BINOMIAL;
        parameters.response.link = LinkFunction.COMPLEMENTARY_LOG_LOG;
        parameters.response.form = ResponseForm.EVENTS_AND_TRIALS;
        parameters.response.column = "y";
        parameters.response.eventsColumn = "e";
        parameters.response.trialsColumn = "t";
        parameters.response.eventLevel = "yes";
        parameters.fixedEffects.columns = new ColumnFilter(new String[] {"x"});
        parameters.fixedEffects.intercept = false;
        parameters.fixedEffects.interactions = Interactions.CHOSEN;
        var interaction = new Interaction();
        interaction.columns = new String[] {"a", "b"};
        parameters.fixedEffects.chosenInteractions = new Interaction[] {interaction};
        var effect = new RandomEffect();
        effect.groupingColumns = new String[] {"g", "h"};
        effect.intercept = false;
        effect.slopeColumns = new String[] {"x"};
        effect.structure = Structure.INDEPENDENT;
        effect.byColumn = "sex";
        var contrasts = new ContrastCard();
        contrasts.column = "c";
        contrasts.coding = ContrastCoding.SUM;
        contrasts.referenceLevel = "3";
        parameters.fixedEffects.codings = new ContrastCard[] {contrasts};
        parameters.randomEffects.terms = new RandomEffect[] {effect, new RandomEffect()};
        parameters.residual.scale = ResidualScale.ESTIMATED;
        parameters.data.weightsColumn = Optional.of("w");
        parameters.data.offsetColumn = Optional.of("o");
        parameters.fixedEffects.categoricalColumns = new String[] {"c"};
        parameters.data.missingValues = MissingValues.FAIL;
        parameters.estimation.method = EstimationMethod.MSPL;
        parameters.estimation.maximumIterations = 7;
        parameters.estimation.tolerance = 1e-3;

        var loaded = reload(parameters);
        assertEquals(NodeRun.settings(parameters), NodeRun.settings(loaded));
        assertEquals(Specification.FORMULA, loaded.specification);
        assertEquals("y ~ `a b` + (1|g)", loaded.formula);
        assertEquals(ResponseDistribution.BINOMIAL, loaded.response.distribution);
        assertEquals(LinkFunction.COMPLEMENTARY_LOG_LOG, loaded.response.link);
        assertEquals(ResponseForm.EVENTS_AND_TRIALS, loaded.response.form);
        assertEquals(List.of("y", "e", "t", "yes"),
            List.of(loaded.response.column, loaded.response.eventsColumn, loaded.response.trialsColumn,
            loaded.response.eventLevel));
        assertFalse(loaded.fixedEffects.intercept);
        assertEquals(Interactions.CHOSEN, loaded.fixedEffects.interactions);
        assertArrayEquals(new String[] {"a", "b"}, loaded.fixedEffects.chosenInteractions[0].columns);
        assertEquals(2, loaded.randomEffects.terms.length);
        assertArrayEquals(new String[] {"g", "h"}, loaded.randomEffects.terms[0].groupingColumns);
        assertArrayEquals(new String[] {"x"}, loaded.randomEffects.terms[0].slopeColumns);
        assertFalse(loaded.randomEffects.terms[0].intercept);
        assertEquals(Structure.INDEPENDENT, loaded.randomEffects.terms[0].structure);
        assertEquals("sex", loaded.randomEffects.terms[0].byColumn);
        assertEquals(new FactorCoding(Contrasts.SUM, "3"), loaded.fixedEffects.codings[0].coding());
        assertEquals("c", loaded.fixedEffects.codings[0].column);
        assertEquals(ResidualScale.ESTIMATED, loaded.residual.scale);
        assertEquals(Optional.of("w"), loaded.data.weightsColumn);
        assertEquals(Optional.of("o"), loaded.data.offsetColumn);
        assertArrayEquals(new String[] {"c"}, loaded.fixedEffects.categoricalColumns);
        assertEquals(MissingValues.FAIL, loaded.data.missingValues);
        assertEquals(EstimationMethod.MSPL, loaded.estimation.method);
        assertEquals(7, loaded.estimation.maximumIterations);
        assertEquals(1e-3, loaded.estimation.tolerance);
        assertFalse(loaded.isGuessed());
    }

    /** The keys are part of every saved workflow. */
    @Test
    void keysStayWhatTheyAre() {
        assertEquals(List.of("specification", "formula",
            "response/form", "response/column", "response/eventsColumn", "response/trialsColumn", "response/eventLevel",
            "response/distribution", "response/degreesOfFreedom", "response/link", "response/power",
            "fixedEffects/columns", "fixedEffects/interactions", "fixedEffects/chosenInteractions",
            "fixedEffects/intercept", "fixedEffects/categoricalColumns", "fixedEffects/codings", "randomEffects/terms",
            "residual/scale", "residual/dispersionParameter", "residual/dispersionValue",
            "data/weightsColumn", "data/weightsColumn_is_present", "data/frequenciesColumn",
            "data/frequenciesColumn_is_present", "data/offsetColumn", "data/offsetColumn_is_present",
            "data/exposureColumn", "data/exposureColumn_is_present", "data/missingValues", "estimation/method",
            "estimation/quadratureNodes", "estimation/maximumIterations", "estimation/tolerance", "output/diagnostics",
            "output/seed", "output/smallSample", "output/robustCovariance", "output/testRandomEffects",
            "output/bootstrapReplicates", "output/profileIntervals", "output/profileLevel"),
            keys(NodeRun.settings(new GlmmLearnerNodeParameters())));
    }

    private static List<String> keys(NodeSettings settings) {
        var groups = Stream.of(GlmmLearnerNodeParameters.class.getDeclaredFields())
            .filter(field -> NodeParameters.class.isAssignableFrom(field.getType())).map(Field::getName).toList();
        return settings.keySet().stream()
            .flatMap(key -> groups.contains(key)
                ? ((NodeSettings) settings.getEntry(key)).keySet().stream().map(inner -> key + "/" + inner)
                : Stream.of(key))
            .toList();
    }

    @Test
    void keysAndChoicesOfTheCardsStayWhatTheyAre() {
        assertEquals(List.of("groupingColumns", "intercept", "slopeColumns", "structure", "byColumn"),
            Stream.of(RandomEffect.class.getDeclaredFields()).map(Field::getName).toList());
        assertEquals(List.of("column", "coding", "referenceLevel"),
            Stream.of(ContrastCard.class.getDeclaredFields()).map(Field::getName).toList());
        assertEquals(List.of("UNSTRUCTURED", "INDEPENDENT", "VARIANCE_COMPONENTS", "COMPOUND_SYMMETRY",
            "HETEROGENEOUS_COMPOUND_SYMMETRY", "AR1", "HETEROGENEOUS_AR1", "TOEPLITZ", "HETEROGENEOUS_TOEPLITZ"),
            Stream.of(Structure.values()).map(Enum::name).toList());
        assertEquals(List.of("TREATMENT", "SUM", "HELMERT", "POLYNOMIAL"),
            Stream.of(ContrastCoding.values()).map(Enum::name).toList());
    }

    /** Nothing that the engine has is missing from the dialog. */
    @Test
    void everyDistributionAndLinkIsOffered() {
        assertEquals(Distributions.all().stream().map(Distribution::name).collect(Collectors.toSet()),
            Stream.of(ResponseDistribution.values()).filter(d -> d != ResponseDistribution.STUDENT_T)
                .map(d -> d.typical().name()).collect(Collectors.toSet()));
        assertEquals(Links.all().stream().map(Link::name).collect(Collectors.toSet()),
            Stream.of(LinkFunction.values()).filter(l -> l != LinkFunction.AUTOMATIC && l != LinkFunction.POWER)
                .map(l -> l.typical(Distributions.BINOMIAL).name()).collect(Collectors.toSet()));
    }

    @Test
    void distributionsTakeTheirParameters() {
        var parameters = new GlmmLearnerNodeParameters();
        parameters.residual.dispersionParameter = DispersionParameter.GIVEN;
        parameters.residual.dispersionValue = 6;
        parameters.response.degreesOfFreedom = 7.5;
        Map<ResponseDistribution, String> names = Map.of(ResponseDistribution.NEGATIVE_BINOMIAL, "nb2(6)",
            ResponseDistribution.STUDENT_T, "t(7.5)", ResponseDistribution.POISSON, "poisson",
            ResponseDistribution.GAMMA, "gamma");
        names.forEach((distribution, name) -> {
            parameters.response.distribution = distribution;
            assertEquals(name, parameters.family().name());
            assertEquals(parameters.family(), Distributions.named(name));
        });
    }

    @Test
    void settingsOfAnUnusedNodeCanBeLoaded() {
        assertDoesNotThrow(() -> reload(new GlmmLearnerNodeParameters()).validate());
    }

    @Test
    void validationNamesTheFault() {
        assertFault("maximum number of iterations", parameters -> parameters.estimation.maximumIterations = 0);
        assertFault("tolerance", parameters -> parameters.estimation.tolerance = 0);
        assertFault("tolerance", parameters -> parameters.estimation.tolerance = Double.NaN);
        assertFault("LOGIT", parameters -> parameters.response.link = LinkFunction.LOGIT);
        assertFault("REML or ML", parameters -> parameters.estimation.method = EstimationMethod.RSPL);
        assertFault("above 2", parameters -> {
            parameters.response.distribution = ResponseDistribution.STUDENT_T;
            parameters.response.degreesOfFreedom = 2;
        });
        assertFault("log link in place of the power 0", parameters -> {
            parameters.response.distribution = ResponseDistribution.GAMMA;
            parameters.response.link = LinkFunction.POWER;
            parameters.response.power = 0;
        });
        assertFault("positive number", parameters -> {
            parameters.response.distribution = ResponseDistribution.NEGATIVE_BINOMIAL;
            parameters.residual.dispersionParameter = DispersionParameter.GIVEN;
            parameters.residual.dispersionValue = -1;
        });
        assertFault("choose LAPLACE", parameters -> {
            parameters.response.distribution = ResponseDistribution.STUDENT_T;
            parameters.estimation.method = EstimationMethod.RSPL;
        });
        assertFault("RSPL, MSPL", parameters -> {
            parameters.response.distribution = ResponseDistribution.POISSON;
            parameters.estimation.method = EstimationMethod.REML;
        });
        assertFault("position", parameters -> {
            parameters.specification = Specification.FORMULA;
            parameters.formula = "y ~ x + (1|";
        });
        assertFault("random effect 2", parameters -> {
            var first = new RandomEffect();
            first.groupingColumns = new String[] {"g"};
            parameters.randomEffects.terms = new RandomEffect[] {first, new RandomEffect()};
        });
        assertFault("neither an intercept nor a slope", parameters -> {
            var effect = new RandomEffect();
            effect.groupingColumns = new String[] {"g"};
            effect.intercept = false;
            parameters.randomEffects.terms = new RandomEffect[] {effect};
        });
        assertFault("order of one factor's levels", parameters -> {
            var effect = new RandomEffect();
            effect.groupingColumns = new String[] {"g"};
            effect.structure = Structure.AR1;
            parameters.randomEffects.terms = new RandomEffect[] {effect};
        });
        assertFault("contrasts 1 have no column", parameters ->
            parameters.fixedEffects.codings = new ContrastCard[] {new ContrastCard()});
        assertFault("\"a\" has contrasts on two cards", parameters ->
            parameters.fixedEffects.codings = new ContrastCard[] {contrasts("a", ""), contrasts("a", "")});
        assertFault("chosen interaction 1", parameters -> {
            parameters.fixedEffects.interactions = Interactions.CHOSEN;
            parameters.fixedEffects.chosenInteractions = new Interaction[] {new Interaction()};
        });
    }

    private static ContrastCard contrasts(String column, String reference) {
        var card = new ContrastCard();
        card.column = column;
        card.referenceLevel = reference;
        return card;
    }

    private static void assertFault(String named, Consumer<GlmmLearnerNodeParameters> change) {
        var parameters = new GlmmLearnerNodeParameters();
        change.accept(parameters);
        var message = assertThrows(InvalidSettingsException.class, parameters::validate).getMessage();
        assertTrue(message.contains(named), message);
    }

    @Test
    void guessTakesColumnsByTypeAndDomain() {
        var parameters = guess(nominal("subject", 12), nominal("sex", 2), number("age", 20, 60), number("cured", 0, 1));
        assertEquals("cured", parameters.response.column);
        assertEquals(ResponseDistribution.BINOMIAL, parameters.response.distribution);
        assertArrayEquals(new String[] {"subject"}, parameters.randomEffects.terms[0].groupingColumns);
        assertTrue(parameters.isGuessed());

        var text = guess(nominal("clinic", 12), nominal("outcome", 2));
        assertEquals("outcome", text.response.column);
        assertEquals(ResponseDistribution.BINOMIAL, text.response.distribution);

        var numbers = guess(number("x", 0, 9), number("y", 1, 9));
        assertEquals("y", numbers.response.column);
        assertEquals(ResponseDistribution.NORMAL, numbers.response.distribution);
        assertEquals(0, numbers.randomEffects.terms.length);

        assertFalse(guess(nominal("a", 3)).isGuessed());
    }

    /** The columns of the clinical trial, of epil and of a field trial with numbered blocks. */
    @Test
    void guessKnowsTrialsCountsAndNumberedGroups() {
        var trial = guess(nominal("clinic", 8), nominal("treatment", 2), number("favourable", 0, 22),
            number("total", 5, 37));
        assertEquals(ResponseForm.EVENTS_AND_TRIALS, trial.response.form);
        assertEquals(List.of("favourable", "total", ResponseDistribution.BINOMIAL),
            List.of(trial.response.eventsColumn, trial.response.trialsColumn, trial.response.distribution));
        assertArrayEquals(new String[] {"clinic"}, trial.randomEffects.terms[0].groupingColumns);

        var counts = guess(nominal("trt", 2), number("Subject ID", 1, 59), number("seizures", 0, 102));
        assertEquals("seizures", counts.response.column);
        assertEquals(ResponseDistribution.POISSON, counts.response.distribution);
        assertArrayEquals(new String[] {"Subject ID"}, counts.randomEffects.terms[0].groupingColumns);

        var field = guess(number("yield", 53, 174), nominal("variety", 3), number("block", 1, 6));
        assertEquals("yield", field.response.column);
        assertEquals(ResponseDistribution.NORMAL, field.response.distribution);
        assertArrayEquals(new String[] {"block"}, field.randomEffects.terms[0].groupingColumns);

        var more = guess(number("events", 0, 30), number("n", 5, 20));
        assertEquals("n", more.response.column);
        assertEquals(ResponseForm.ONE_COLUMN, more.response.form);
    }

    /** Helmert and polynomial contrasts have no reference, and the dialog shows none. */
    @Test
    void aReferenceCountsWhereThereIsOne() {
        var card = contrasts("a", "x");
        assertEquals("x", card.coding().reference());
        card.coding = ContrastCoding.HELMERT;
        assertEquals("", card.coding().reference());
    }

    /** The dialog hides what the method does not have. */
    @Test
    void settingsThatTheMethodDoesNotHaveAreNamed() {
        var output = new OutputParameters();
        output.robustCovariance = RobustCovariance.MBN;
        output.testRandomEffects = true;
        assertEquals(new Extras(SmallSample.AUTOMATIC, Sandwich.NONE, true), output.extras(Method.LAPLACE));
        assertEquals(
            List.of("The correction \"Morel, Bokossa and Neerchal\" of a robust covariance matrix is made of the "
            + "leverages of a linear mixed model, which the method LAPLACE does not have; choose \"Classical\" or "
            + "\"Degrees of freedom\", or the method RSPL. Tests take the covariance matrix of the model."),
            output.ignored(Method.LAPLACE).toList());
        assertEquals(new Extras(SmallSample.AUTOMATIC, Sandwich.MBN, false), output.extras(Method.RSPL));
        assertEquals(List.of("There are no likelihood-ratio tests of random effects for the method RSPL."),
            output.ignored(Method.RSPL).toList());
        assertEquals(new Extras(SmallSample.AUTOMATIC, Sandwich.MBN, true), output.extras(Method.REML));
        assertEquals(List.of(), output.ignored(Method.REML).toList());
        output.robustCovariance = RobustCovariance.DF;
        assertEquals(new Extras(SmallSample.AUTOMATIC, Sandwich.DF, true), output.extras(Method.QUADRATURE));
        assertEquals(List.of(), output.ignored(Method.QUADRATURE).toList());
        assertEquals(Sandwich.NONE, output.extras(Method.RLAPLACE).sandwich());
        assertEquals(1, output.ignored(Method.RLAPLACE).count());
    }

    private static GlmmLearnerNodeParameters guess(DataColumnSpec... columns) {
        return NodeParametersUtil.createSettings(GlmmLearnerNodeParameters.class,
            new PortObjectSpec[] {new DataTableSpec(columns)});
    }

    private static DataColumnSpec nominal(String name, int levels) {
        var creator = new DataColumnSpecCreator(name, StringCell.TYPE);
        var cells = new StringCell[levels];
        for (int i = 0; i < levels; i++) {
            cells[i] = new StringCell("level " + i);
        }
        creator.setDomain(new DataColumnDomainCreator(cells).createDomain());
        return creator.createSpec();
    }

    private static DataColumnSpec number(String name, int lower, int upper) {
        var creator = new DataColumnSpecCreator(name, IntCell.TYPE);
        creator.setDomain(new DataColumnDomainCreator(new IntCell(lower), new IntCell(upper)).createDomain());
        return creator.createSpec();
    }

    @Test
    void choicesFollowTheColumnTypes() {
        var table = TestTable.spec("a:string y:double");
        assertEquals(List.of("a", "y"), table.stream().filter(new DialogChoices.ModelColumns()::isIncluded)
            .map(DataColumnSpec::getName).toList());
        assertEquals(List.of("y"), table.stream().filter(new DialogChoices.NumericColumns()::isIncluded)
            .map(DataColumnSpec::getName).toList());
    }
}
