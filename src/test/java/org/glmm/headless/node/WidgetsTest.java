package org.glmm.headless.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.glmm.headless.parameters.Instances;
import org.glmm.headless.parameters.PortsInput;
import org.glmm.headless.testnodes.CounterPortObjectSpec;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnDomainCreator;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.IntValue;
import org.knime.core.data.StringValue;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.widget.choices.ColumnChoicesProvider;
import org.knime.node.parameters.widget.choices.EnumChoice;
import org.knime.node.parameters.widget.choices.EnumChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.StringChoice;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;
import org.knime.node.parameters.widget.choices.TypedStringChoice;
import org.knime.node.parameters.widget.choices.TypedStringChoice.PossibleTypeValue;
import org.knime.node.parameters.widget.choices.util.AllColumnsProvider;
import org.knime.node.parameters.widget.choices.util.ColumnSelectionUtil;
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider.DoubleColumnsProvider;
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider.StringColumnsProvider;
import org.knime.node.parameters.widget.choices.util.DomainChoicesProvider;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.text.TextInputWidgetValidation.PatternValidation.IsNotBlankValidation;
import org.knime.node.parameters.widget.text.util.ColumnNameValidationUtils;
import org.knime.node.parameters.widget.text.util.ColumnNameValidationUtils.ColumnNameValidation;
import org.knime.node.parameters.widget.text.util.ColumnNameValidationUtils.EmptyOrColumnNameValidation;

/** The ready-made choices and checks of the dialog. */
class WidgetsTest {

    private static final PortType[] NO_TYPES = {};

    private static final DataTableSpec MIXED = new DataTableSpec(
        new DataColumnSpecCreator("name", StringCell.TYPE).createSpec(),
        new DataColumnSpecCreator("count", IntCell.TYPE).createSpec(),
        new DataColumnSpecCreator("flag", BooleanCell.TYPE).createSpec(),
        new DataColumnSpecCreator("rate", DoubleCell.TYPE).createSpec());

    private static final NodeParametersInput INPUT =
        new PortsInput(new PortType[]{BufferedDataTable.TYPE}, NO_TYPES, MIXED);

    private static final NodeParametersInput UNCONNECTED =
        new PortsInput(new PortType[]{BufferedDataTable.TYPE}, NO_TYPES, new PortObjectSpec[1]);

    enum Method {
        @Label("Pseudo-likelihood")
        RSPL, LAPLACE_APPROXIMATION
    }

    private static List<String> names(final List<DataColumnSpec> columns) {
        return columns.stream().map(DataColumnSpec::getName).toList();
    }

    @Test
    void columnsAreProvidedByType() {
        assertEquals(List.of("name", "count", "flag", "rate"),
            names(new AllColumnsProvider().columnChoices(INPUT)));
        assertEquals(List.of("count", "flag", "rate"),
            names(Instances.create(DoubleColumnsProvider.class).columnChoices(INPUT)));
        assertEquals(List.of("name"), names(Instances.create(StringColumnsProvider.class).columnChoices(INPUT)));
        assertEquals(List.of(), new AllColumnsProvider().columnChoices(UNCONNECTED));
        assertEquals(List.of(), Instances.create(DoubleColumnsProvider.class).columnChoices(UNCONNECTED));
    }

    @Test
    void columnsAreListedByType() {
        assertEquals(List.of("count", "flag"),
            names(ColumnSelectionUtil.getCompatibleColumnsOfFirstPort(INPUT, IntValue.class)));
        assertEquals(List.of("name", "count", "flag", "rate"),
            names(ColumnSelectionUtil.getCompatibleColumns(MIXED, StringValue.class, DoubleValue.class)));
        assertEquals(Optional.of("count"),
            ColumnSelectionUtil.getFirstDoubleColumn(MIXED).map(DataColumnSpec::getName));
        assertEquals(Optional.of("name"), ColumnSelectionUtil.getFirstColumn(INPUT, 0).map(DataColumnSpec::getName));
        assertEquals(Optional.empty(), ColumnSelectionUtil.getFirstColumnOfFirstPort(UNCONNECTED));
        assertEquals(List.of(), ColumnSelectionUtil.getDoubleColumns((DataTableSpec)null));
    }

    @Test
    void columnsBecomeChoicesWithTheirType() {
        final var provider = new ColumnChoicesProvider() {
            @Override
            public List<DataColumnSpec> columnChoices(final NodeParametersInput context) {
                return List.of(MIXED.getColumnSpec("rate"));
            }
        };
        final var type = new PossibleTypeValue(DoubleValue.class.getName(), DoubleCell.TYPE.getName());
        assertEquals(List.of(new TypedStringChoice("rate", "rate", type)), provider.computeState(INPUT));
    }

    @Test
    void stringsAndConstantsBecomeChoices() {
        final StringChoicesProvider strings = new StringChoicesProvider() {
            @Override
            public List<String> choices(final NodeParametersInput context) {
                return List.of("a");
            }
        };
        assertEquals(List.of(new StringChoice("a", "a")), strings.computeState(INPUT));
        final EnumChoicesProvider<Method> constants = new EnumChoicesProvider<>() {
            @Override
            public List<Method> choices(final NodeParametersInput context) {
                return List.of(Method.values());
            }
        };
        assertEquals(List.of(new EnumChoice<>(Method.RSPL, "Pseudo-likelihood"),
            new EnumChoice<>(Method.LAPLACE_APPROXIMATION, "Laplace approximation")), constants.computeState(INPUT));
    }

    private static List<String> domain(final DataColumnDomainCreator domain, final String chosen) {
        final var column = new DataColumnSpecCreator("arm", StringCell.TYPE);
        column.setDomain(domain.createDomain());
        final DomainChoicesProvider provider = () -> chosen;
        return provider.choices(new PortsInput(NO_TYPES, NO_TYPES, new DataTableSpec(column.createSpec())));
    }

    @Test
    void theDomainOfAColumnIsProvidedIfItIsKnown() {
        final DataCell[] values = {new StringCell("drug"), new StringCell("control")};
        final var known = new DataColumnDomainCreator(values);
        assertEquals(List.of("drug", "control"), domain(known, "arm"));
        assertEquals(List.of(), domain(known, "other"));
        final var unknown = new DataColumnDomainCreator();
        assertThrows(IllegalStateException.class, () -> domain(unknown, "arm"));
        final DomainChoicesProvider provider = () -> "arm";
        assertEquals(List.of(), provider.choices(UNCONNECTED));
    }

    @Test
    void aProviderMustImplementOneOfTheTwoMethods() {
        final StringChoicesProvider neither = new StringChoicesProvider() { };
        assertThrows(IllegalStateException.class, () -> neither.computeState(INPUT));
    }

    @Test
    void tablesOfTheInputAreCast() {
        final var models = new PortsInput(new PortType[]{TestFactories.modelPort()}, NO_TYPES,
            new CounterPortObjectSpec());
        assertThrows(ClassCastException.class, () -> models.getInTableSpec(0));
        assertThrows(ClassCastException.class, models::getInTableSpecs);
    }

    @Test
    void limitsTellTheirMessage() {
        assertEquals("The value must be greater than 0.", new IsPositiveDoubleValidation().getErrorMessage());
        final var limit = new MaxValidation() {
            @Override
            protected double getMax() {
                return 0.5;
            }
        };
        assertEquals("The value must be at most 0.5.", limit.getErrorMessage());
        assertFalse(limit.isExclusive());
    }

    @Test
    void patternsMatchWholeTexts() {
        assertTrue(" a ".matches(new IsNotBlankValidation().getPattern()));
        assertFalse("  ".matches(new IsNotBlankValidation().getPattern()));
        assertTrue("a b".matches(new ColumnNameValidation().getPattern()));
        assertFalse("a ".matches(new ColumnNameValidation().getPattern()));
        assertFalse("".matches(new ColumnNameValidation().getPattern()));
        assertTrue("".matches(new EmptyOrColumnNameValidation().getPattern()));
    }

    @Test
    void columnNamesAreChecked() throws InvalidSettingsException {
        ColumnNameValidationUtils.validateColumnName("Prediction (y)", Enum::name);
        ColumnNameValidationUtils.validatePossiblyEmptyColumnName("", Enum::name);
        assertRefused("", "EMPTY");
        assertRefused(null, "EMPTY");
        assertRefused("  ", "BLANK");
        assertRefused(" y", "NOT_TRIMMED");
    }

    private static void assertRefused(final String name, final String state) {
        final var refusal = assertThrows(InvalidSettingsException.class,
            () -> ColumnNameValidationUtils.validateColumnName(name, Enum::name));
        assertEquals(state, refusal.getMessage());
    }
}
