package org.glmm.headless.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.glmm.headless.parameters.PortsInput;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.WidgetGroup;
import org.knime.node.parameters.array.ArrayWidget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.persistence.Persistable;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.updates.ValueProvider;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.OptionalWidget;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.knime.node.parameters.widget.choices.filter.ColumnFilterWidget;
import org.knime.node.parameters.widget.choices.util.AllColumnsProvider;
import org.knime.node.parameters.widget.choices.util.ColumnSelectionUtil;
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider.DoubleColumnsProvider;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** A dialog that KNIME could not open is found out; a sound one is not accused. */
class DialogCheckTest {

    private static final PortType[] TABLE = {BufferedDataTable.TYPE};

    private static final NodeParametersInput INPUT = new PortsInput(TABLE, TABLE, TestFactories.spec("x", "y"));

    private static final NodeParametersInput UNCONNECTED = new PortsInput(TABLE, TABLE, new PortObjectSpec[1]);

    private static void assertFaults(final Class<? extends NodeParameters> type, final String... expected) {
        assertEquals(List.of(expected), DialogCheck.faults(type, INPUT));
    }

    enum Kind {
        GUIDED, FORMULA
    }

    static final class Sound implements NodeParameters {

        interface Parts {
            @Section(title = "Model")
            interface Model {
            }

            @Section(title = "Estimation")
            @After(Model.class)
            @Advanced
            interface Estimation {
            }
        }

        private interface KindReference extends ParameterReference<Kind> {
        }

        private static final class IsFormula implements EffectPredicateProvider {
            @Override
            public EffectPredicate init(final PredicateInitializer i) {
                return i.getEnum(KindReference.class).isOneOf(Kind.FORMULA).or(i.getPredicate(Weighted.class)).negate();
            }
        }

        private static final class Weighted implements BooleanReference {
        }

        private static final class FormulaHint implements StateProvider<String> {

            private Supplier<Kind> kind;

            @Override
            public void init(final StateProviderInitializer initializer) {
                kind = initializer.computeFromValueSupplier(KindReference.class);
            }

            @Override
            public String computeState(final NodeParametersInput input) {
                return kind.get().name();
            }
        }

        private static final class DefaultSeed implements OptionalWidget.DefaultValueProvider<Integer> {
            @Override
            public Integer computeState(final NodeParametersInput input) {
                return 1;
            }
        }

        static final class Term implements WidgetGroup, Persistable {
            @Widget(title = "Column", description = "Grouping column.")
            @ChoicesProvider(AllColumnsProvider.class)
            String m_column = "";
        }

        @Widget(title = "Kind", description = "How the model is given.")
        @ValueSwitchWidget
        @ValueReference(KindReference.class)
        @Layout(Parts.Model.class)
        Kind m_kind = Kind.GUIDED;

        @Widget(title = "Formula", description = "The formula.")
        @Effect(predicate = IsFormula.class, type = EffectType.SHOW)
        @ValueProvider(FormulaHint.class)
        @Layout(Parts.Model.class)
        String m_formula = "";

        @Widget(title = "Columns", description = "The columns.")
        @ColumnFilterWidget(choicesProvider = DoubleColumnsProvider.class)
        ColumnFilter m_columns = new ColumnFilter();

        @Widget(title = "Terms", description = "The terms.")
        @ArrayWidget
        Term[] m_terms = {};

        @Widget(title = "Weighted", description = "Whether there are weights.")
        @ValueReference(Weighted.class)
        boolean m_weighted;

        @Widget(title = "Seed", description = "The seed.")
        @OptionalWidget(defaultProvider = DefaultSeed.class)
        Optional<Integer> m_seed = Optional.empty();

        @Widget(title = "Iterations", description = "At most.")
        @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
        @Layout(Parts.Estimation.class)
        int m_iterations = 20;

        Sound() {
        }

        Sound(final NodeParametersInput input) {
            m_columns = new ColumnFilter(ColumnSelectionUtil.getDoubleColumnsOfFirstPort(input));
        }
    }

    @Test
    void aSoundDialogHasNoFaults() {
        DialogCheck.check(Sound.class, INPUT);
        DialogCheck.check(Sound.class, UNCONNECTED);
    }

    static final class Hidden implements NodeParameters {
        @Widget(title = "Hidden", description = "Never shown.")
        private int m_hidden;

        @Widget(title = "Constant", description = "Never shown.")
        static int constant;

        int hidden() {
            return m_hidden;
        }
    }

    @Test
    void fieldsThatAreNotShownAreFound() {
        assertFaults(Hidden.class,
            "Hidden.m_hidden has annotations of the dialog, but is private, static or transient",
            "Hidden.constant has annotations of the dialog, but is private, static or transient");
    }

    static final class Texts implements NodeParameters {
        @Widget(title = " ", description = "Text.")
        int m_untitled;

        @Widget(title = "Title", description = "")
        int m_undescribed;
    }

    @Test
    void emptyTextsAreFound() {
        assertFaults(Texts.class, "Texts.m_untitled has no title", "Texts.m_undescribed has no description");
    }

    static final class WrongControls implements NodeParameters {
        @ValueSwitchWidget
        String m_text = "";

        @NumberInputWidget
        Optional<String> m_optional = Optional.empty();

        @ArrayWidget
        String[] m_strings = {};
    }

    @Test
    void controlsForOtherTypesAreFound() {
        assertFaults(WrongControls.class, "WrongControls.m_text cannot have a @ValueSwitchWidget",
            "WrongControls.m_optional cannot have a @NumberInputWidget",
            "WrongControls.m_strings cannot have a @ArrayWidget");
    }

    static final class NoChoices implements NodeParameters {
        @Widget(title = "Columns", description = "The columns.")
        ColumnFilter m_columns = new ColumnFilter();
    }

    @Test
    void aFilterWithoutChoicesIsFound() {
        assertFaults(NoChoices.class, "NoChoices.m_columns has nothing to choose from");
    }

    static final class Inner implements NodeParameters {
        @ChoicesProvider(NotStatic.class)
        String m_column = "";

        final class NotStatic implements StringChoicesProvider {
            @Override
            public List<String> choices(final NodeParametersInput context) {
                return List.of(m_column);
            }
        }
    }

    @Test
    void aProviderThatCannotBeMadeIsFound() {
        assertFaults(Inner.class, "NotStatic: java.lang.IllegalStateException: " + Inner.NotStatic.class.getName()
            + " has no constructor without arguments.");
    }

    static final class FailingChoices implements NodeParameters {
        @ChoicesProvider(Failing.class)
        String m_column = "";

        static final class Failing extends AllColumnsProvider {
            @Override
            public List<DataColumnSpec> columnChoices(final NodeParametersInput context) {
                return context.getInTableSpec(0).orElseThrow().stream().toList();
            }
        }
    }

    @Test
    void choicesThatFailWithoutInputAreFound() {
        assertFaults(FailingChoices.class);
        assertEquals(List.of("Failing: java.util.NoSuchElementException: No value present"),
            DialogCheck.faults(FailingChoices.class, UNCONNECTED));
    }

    static final class UnknownReference implements NodeParameters {
        @Effect(predicate = IsSet.class, type = EffectType.SHOW)
        String m_text = "";

        interface Nowhere extends ParameterReference<String> {
        }

        static final class IsSet implements EffectPredicateProvider {
            @Override
            public EffectPredicate init(final PredicateInitializer i) {
                return i.getString(Nowhere.class).isEqualTo("x");
            }
        }
    }

    @Test
    void aReferenceToNoFieldIsFound() {
        assertFaults(UnknownReference.class,
            "IsSet: java.lang.IllegalStateException: no field has the reference Nowhere");
    }

    static final class EffectOnPart implements NodeParameters {
        interface Parts {
            @Section(title = "Formula")
            @Effect(predicate = UnknownReference.IsSet.class, type = EffectType.SHOW)
            interface Formula {
            }
        }

        @Layout(Parts.Formula.class)
        String m_text = "";
    }

    @Test
    void conditionsOfLayoutPartsAreChecked() {
        assertFaults(EffectOnPart.class,
            "IsSet: java.lang.IllegalStateException: no field has the reference Nowhere");
    }

    static final class RepeatedReference implements NodeParameters {
        interface Reference extends ParameterReference<String> {
        }

        @ValueReference(Reference.class)
        String m_first = "";

        @ValueReference(Reference.class)
        int m_second;
    }

    @Test
    void aReferenceOfTwoFieldsOrOfAnotherTypeIsFound() {
        assertFaults(RepeatedReference.class,
            "RepeatedReference.m_second has the reference of another field: Reference",
            "RepeatedReference.m_second is not a String as its reference says");
    }

    static final class IdleProvider implements NodeParameters {
        @ValueProvider(Idle.class)
        String m_text = "";

        static final class Idle implements StateProvider<String> {
            @Override
            public void init(final StateProviderInitializer initializer) {
            }

            @Override
            public String computeState(final NodeParametersInput input) {
                return "";
            }
        }
    }

    @Test
    void aProviderThatNeverRunsIsFound() {
        assertFaults(IdleProvider.class, "Idle never runs: it registers nothing");
    }

    static final class Unsavable implements NodeParameters {
        short m_value;
    }

    @Test
    void aFieldWithoutSavedFormIsFound() {
        final var fault = "java.lang.IllegalArgumentException: No default persistor available for type 'short'.";
        assertFaults(Unsavable.class, "saving and loading a new object: " + fault,
            "saving and loading the object for the inputs: " + fault);
    }

    @Section(title = "Elsewhere")
    interface Elsewhere {
    }

    static final class TwoRoots implements NodeParameters {
        @Layout(Elsewhere.class)
        int m_first;

        @Layout(LayoutElsewhere.class)
        int m_second;
    }

    @Test
    void layoutPartsWithoutCommonRootAreFound() {
        assertFaults(TwoRoots.class, "the layout parts have several roots: " + DialogCheckTest.class.getName() + ", "
            + LayoutElsewhere.class.getName());
    }

    static final class Disorder implements NodeParameters {
        interface Parts {
            @Section(title = "A")
            @After(B.class)
            interface A {
            }

            @Section(title = "B")
            @After(A.class)
            interface B {
                @Section
                @After(A.class)
                interface Deep {
                }
            }
        }

        @Layout(Parts.A.class)
        int m_first;

        @Layout(Parts.B.Deep.class)
        int m_second;
    }

    @Test
    void contradictionsInTheOrderOfPartsAreFound() {
        assertFaults(Disorder.class, "layout part A is ordered after itself",
            "layout part Deep is ordered by A, which is not beside it", "section Deep has no title",
            "layout part B is ordered after itself");
    }

    @Test
    void conditionsAreEvaluated() {
        final var values = new ReferenceCheck(INPUT, reference -> Kind.FORMULA);
        assertTrue(ReferenceCheck.holds(values.getEnum(Sound.KindReference.class).isOneOf(Kind.FORMULA, Kind.GUIDED)));
        assertFalse(ReferenceCheck.holds(values.getEnum(Sound.KindReference.class).isOneOf(Kind.FORMULA).negate()));
        assertTrue(ReferenceCheck.holds(values.never().or(values.always()).and(values.always())));
        assertFalse(ReferenceCheck.holds(values.never().or(values.always()).and(values.never())));
    }
}
