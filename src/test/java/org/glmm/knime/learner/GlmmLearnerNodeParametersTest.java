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
import org.glmm.knime.learner.Choices.Specification;
import org.glmm.knime.learner.Choices.Structure;
import org.glmm.knime.learner.GlmmLearnerNodeParameters.ContrastCard;
import org.glmm.knime.learner.GlmmLearnerNodeParameters.Interaction;
import org.glmm.knime.learner.GlmmLearnerNodeParameters.RandomEffect;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataColumnDomainCreator;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
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
        parameters.distribution = ResponseDistribution.BINOMIAL;
        parameters.link = LinkFunction.COMPLEMENTARY_LOG_LOG;
        parameters.responseForm = ResponseForm.EVENTS_AND_TRIALS;
        parameters.responseColumn = "y";
        parameters.eventsColumn = "e";
        parameters.trialsColumn = "t";
        parameters.eventLevel = "yes";
        parameters.fixedEffects = new ColumnFilter(new String[] {"x"});
        parameters.intercept = false;
        parameters.interactions = Interactions.CHOSEN;
        var interaction = new Interaction();
        interaction.columns = new String[] {"a", "b"};
        parameters.chosenInteractions = new Interaction[] {interaction};
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
        parameters.codings = new ContrastCard[] {contrasts};
        parameters.randomEffects = new RandomEffect[] {effect, new RandomEffect()};
        parameters.residualScale = ResidualScale.ESTIMATED;
        parameters.weightsColumn = Optional.of("w");
        parameters.offsetColumn = Optional.of("o");
        parameters.categoricalColumns = new String[] {"c"};
        parameters.missingValues = MissingValues.FAIL;
        parameters.method = EstimationMethod.MSPL;
        parameters.maximumIterations = 7;
        parameters.tolerance = 1e-3;

        var loaded = reload(parameters);
        assertEquals(NodeRun.settings(parameters), NodeRun.settings(loaded));
        assertEquals(Specification.FORMULA, loaded.specification);
        assertEquals("y ~ `a b` + (1|g)", loaded.formula);
        assertEquals(ResponseDistribution.BINOMIAL, loaded.distribution);
        assertEquals(LinkFunction.COMPLEMENTARY_LOG_LOG, loaded.link);
        assertEquals(ResponseForm.EVENTS_AND_TRIALS, loaded.responseForm);
        assertEquals(List.of("y", "e", "t", "yes"),
            List.of(loaded.responseColumn, loaded.eventsColumn, loaded.trialsColumn, loaded.eventLevel));
        assertFalse(loaded.intercept);
        assertEquals(Interactions.CHOSEN, loaded.interactions);
        assertArrayEquals(new String[] {"a", "b"}, loaded.chosenInteractions[0].columns);
        assertEquals(2, loaded.randomEffects.length);
        assertArrayEquals(new String[] {"g", "h"}, loaded.randomEffects[0].groupingColumns);
        assertArrayEquals(new String[] {"x"}, loaded.randomEffects[0].slopeColumns);
        assertFalse(loaded.randomEffects[0].intercept);
        assertEquals(Structure.INDEPENDENT, loaded.randomEffects[0].structure);
        assertEquals("sex", loaded.randomEffects[0].byColumn);
        assertEquals(new FactorCoding(Contrasts.SUM, "3"), loaded.codings[0].coding());
        assertEquals("c", loaded.codings[0].column);
        assertEquals(ResidualScale.ESTIMATED, loaded.residualScale);
        assertEquals(Optional.of("w"), loaded.weightsColumn);
        assertEquals(Optional.of("o"), loaded.offsetColumn);
        assertArrayEquals(new String[] {"c"}, loaded.categoricalColumns);
        assertEquals(MissingValues.FAIL, loaded.missingValues);
        assertEquals(EstimationMethod.MSPL, loaded.method);
        assertEquals(7, loaded.maximumIterations);
        assertEquals(1e-3, loaded.tolerance);
        assertFalse(loaded.isGuessed());
    }

    /** The keys are part of every saved workflow. */
    @Test
    void keysStayWhatTheyAre() {
        assertEquals(List.of("specification", "formula", "distribution", "degreesOfFreedom", "link", "power",
            "responseForm", "responseColumn", "eventsColumn", "trialsColumn", "eventLevel", "fixedEffects", "interactions", "chosenInteractions",
            "intercept", "randomEffects", "residualScale", "dispersionParameter",
            "dispersionValue", "weightsColumn", "weightsColumn_is_present", "frequenciesColumn",
            "frequenciesColumn_is_present", "offsetColumn", "offsetColumn_is_present", "exposureColumn",
            "exposureColumn_is_present", "categoricalColumns", "codings", "missingValues", "method", "quadratureNodes",
            "maximumIterations", "tolerance", "diagnostics", "seed", "smallSample", "robustCovariance", "testRandomEffects"),
            List.copyOf(NodeRun.settings(new GlmmLearnerNodeParameters()).keySet()));
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
        parameters.dispersionParameter = DispersionParameter.GIVEN;
        parameters.dispersionValue = 6;
        parameters.degreesOfFreedom = 7.5;
        Map<ResponseDistribution, String> names = Map.of(ResponseDistribution.NEGATIVE_BINOMIAL, "nb2(6)",
            ResponseDistribution.STUDENT_T, "t(7.5)", ResponseDistribution.POISSON, "poisson",
            ResponseDistribution.GAMMA, "gamma");
        names.forEach((distribution, name) -> {
            parameters.distribution = distribution;
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
        assertFault("maximum number of iterations", parameters -> parameters.maximumIterations = 0);
        assertFault("tolerance", parameters -> parameters.tolerance = 0);
        assertFault("tolerance", parameters -> parameters.tolerance = Double.NaN);
        assertFault("LOGIT", parameters -> parameters.link = LinkFunction.LOGIT);
        assertFault("REML or ML", parameters -> parameters.method = EstimationMethod.RSPL);
        assertFault("above 2", parameters -> {
            parameters.distribution = ResponseDistribution.STUDENT_T;
            parameters.degreesOfFreedom = 2;
        });
        assertFault("log link in place of the power 0", parameters -> {
            parameters.distribution = ResponseDistribution.GAMMA;
            parameters.link = LinkFunction.POWER;
            parameters.power = 0;
        });
        assertFault("positive number", parameters -> {
            parameters.distribution = ResponseDistribution.NEGATIVE_BINOMIAL;
            parameters.dispersionParameter = DispersionParameter.GIVEN;
            parameters.dispersionValue = -1;
        });
        assertFault("choose LAPLACE", parameters -> {
            parameters.distribution = ResponseDistribution.STUDENT_T;
            parameters.method = EstimationMethod.RSPL;
        });
        assertFault("RSPL, MSPL", parameters -> {
            parameters.distribution = ResponseDistribution.POISSON;
            parameters.method = EstimationMethod.REML;
        });
        assertFault("position", parameters -> {
            parameters.specification = Specification.FORMULA;
            parameters.formula = "y ~ x + (1|";
        });
        assertFault("random effect 2", parameters -> {
            var first = new RandomEffect();
            first.groupingColumns = new String[] {"g"};
            parameters.randomEffects = new RandomEffect[] {first, new RandomEffect()};
        });
        assertFault("neither an intercept nor a slope", parameters -> {
            var effect = new RandomEffect();
            effect.groupingColumns = new String[] {"g"};
            effect.intercept = false;
            parameters.randomEffects = new RandomEffect[] {effect};
        });
        assertFault("order of one factor's levels", parameters -> {
            var effect = new RandomEffect();
            effect.groupingColumns = new String[] {"g"};
            effect.structure = Structure.AR1;
            parameters.randomEffects = new RandomEffect[] {effect};
        });
        assertFault("contrasts 1 have no column", parameters ->
            parameters.codings = new ContrastCard[] {new ContrastCard()});
        assertFault("\"a\" has contrasts on two cards", parameters ->
            parameters.codings = new ContrastCard[] {contrasts("a", ""), contrasts("a", "")});
        assertFault("reference level \"x\"", parameters -> {
            parameters.codings = new ContrastCard[] {contrasts("a", "x")};
            parameters.codings[0].coding = ContrastCoding.HELMERT;
        });
        assertFault("chosen interaction 1", parameters -> {
            parameters.interactions = Interactions.CHOSEN;
            parameters.chosenInteractions = new Interaction[] {new Interaction()};
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
        assertEquals("cured", parameters.responseColumn);
        assertEquals(ResponseDistribution.BINOMIAL, parameters.distribution);
        assertArrayEquals(new String[] {"subject"}, parameters.randomEffects[0].groupingColumns);
        assertTrue(parameters.isGuessed());

        var text = guess(nominal("clinic", 12), nominal("outcome", 2));
        assertEquals("outcome", text.responseColumn);
        assertEquals(ResponseDistribution.BINOMIAL, text.distribution);

        var numbers = guess(number("x", 0, 9), number("y", 0, 9));
        assertEquals("y", numbers.responseColumn);
        assertEquals(ResponseDistribution.NORMAL, numbers.distribution);
        assertEquals(0, numbers.randomEffects.length);

        assertFalse(guess(nominal("a", 3)).isGuessed());
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
