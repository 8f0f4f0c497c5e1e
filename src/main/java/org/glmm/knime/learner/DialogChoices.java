package org.glmm.knime.learner;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.glmm.engine.error.ModelException;
import org.glmm.engine.formula.Formula;
import org.glmm.knime.learner.Choices.EstimationMethod;
import org.glmm.knime.learner.Choices.LinkFunction;
import org.glmm.knime.learner.Choices.ResponseDistribution;
import org.glmm.knime.learner.Choices.Specification;
import org.glmm.knime.learner.DialogRules.CodedColumnRef;
import org.glmm.knime.learner.DialogRules.DistributionRef;
import org.glmm.knime.learner.DialogRules.FormulaRef;
import org.glmm.knime.learner.DialogRules.LinkRef;
import org.glmm.knime.learner.DialogRules.ResponseColumnRef;
import org.glmm.knime.learner.DialogRules.SpecificationRef;
import org.glmm.knime.table.ColumnKinds;
import org.glmm.knime.table.TableReader;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.widget.OptionalWidget;
import org.knime.node.parameters.widget.choices.EnumChoicesProvider;
import org.knime.node.parameters.widget.choices.StringChoice;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;
import org.knime.node.parameters.widget.choices.util.ColumnSelectionUtil;
import org.knime.node.parameters.widget.choices.util.FilteredInputTableColumnsProvider;

/** What the fields of the learner's dialog offer. */
final class DialogChoices {

    private DialogChoices() {
    }

    static final class ModelColumns implements FilteredInputTableColumnsProvider {
        @Override
        public boolean isIncluded(DataColumnSpec column) {
            return ColumnKinds.isUsable(column);
        }
    }

    static final class NumericColumns implements FilteredInputTableColumnsProvider {
        @Override
        public boolean isIncluded(DataColumnSpec column) {
            return ColumnKinds.isNumeric(column);
        }
    }

    static final class FirstNumericColumn implements OptionalWidget.DefaultValueProvider<String> {
        @Override
        public String computeState(NodeParametersInput input) {
            return ColumnSelectionUtil.getFilteredColumns(input, 0, ColumnKinds::isNumeric).stream()
                .findFirst().map(DataColumnSpec::getName).orElse("");
        }
    }

    static final class AvailableLinks implements EnumChoicesProvider<LinkFunction> {

        private Supplier<ResponseDistribution> distribution;

        @Override
        public void init(StateProviderInitializer initializer) {
            initializer.computeBeforeOpenDialog();
            distribution = initializer.computeFromValueSupplier(DistributionRef.class);
        }

        @Override
        public List<LinkFunction> choices(NodeParametersInput input) {
            var family = distribution.get().typical();
            return List.of(LinkFunction.values()).stream().filter(link -> link.isAvailable(family)).toList();
        }
    }

    static final class AvailableMethods implements EnumChoicesProvider<EstimationMethod> {

        private Supplier<ResponseDistribution> distribution;
        private Supplier<LinkFunction> link;

        @Override
        public void init(StateProviderInitializer initializer) {
            initializer.computeBeforeOpenDialog();
            distribution = initializer.computeFromValueSupplier(DistributionRef.class);
            link = initializer.computeFromValueSupplier(LinkRef.class);
        }

        @Override
        public List<EstimationMethod> choices(NodeParametersInput input) {
            var family = distribution.get().typical();
            var function = link.get().typical(family);
            return List.of(EstimationMethod.values()).stream()
                .filter(method -> method.isAvailable(family, function)).toList();
        }
    }

    static final class NoneOrModelColumn implements StringChoicesProvider {

        private static final StringChoice NONE = new StringChoice("", "(none)");

        @Override
        public List<StringChoice> computeState(NodeParametersInput input) {
            var columns = ColumnSelectionUtil.getFilteredColumns(input, 0, ColumnKinds::isUsable).stream()
                .map(DataColumnSpec::getName).map(StringChoice::fromId);
            return Stream.concat(Stream.of(NONE), columns).toList();
        }
    }

    /** The levels of the factor of a card: those of the domain, or else of the rows at the head of the table. */
    static final class ReferenceLevels implements StringChoicesProvider {

        private static final StringChoice DEFAULT = new StringChoice("", "Automatic (first or last level)");

        /** A factor of more levels is not for coefficients of its own. */
        private static final int MOST_LEVELS = 200;

        private Supplier<String> column;

        @Override
        public void init(StateProviderInitializer initializer) {
            initializer.computeBeforeOpenDialog();
            column = initializer.computeFromValueSupplier(CodedColumnRef.class);
        }

        @Override
        public List<StringChoice> computeState(NodeParametersInput input) {
            var factor = input.getInTableSpec(0).map(table -> table.getColumnSpec(column.get()))
                .filter(ColumnKinds::isUsable);
            var levels = factor.filter(known -> known.getDomain().hasValues())
                .map(known -> known.getDomain().getValues().stream().map(DataCell::toString).toList())
                .or(() -> factor.flatMap(known -> input.getInTable(0)).map(this::levels)).orElse(List.of());
            var named = levels.stream().filter(level -> !level.isEmpty()).limit(MOST_LEVELS).map(StringChoice::fromId);
            return Stream.concat(Stream.of(DEFAULT), named).toList();
        }

        private List<String> levels(BufferedDataTable table) {
            try {
                return TableReader.of(table.getDataTableSpec(), List.of(column.get()))
                    .readHead(table, GroupsMessage.MOST_ROWS).column(column.get()).asFactor().levels();
            } catch (ModelException e) {
                return List.of();
            }
        }
    }

    static final class EventLevels implements StringChoicesProvider {

        private static final StringChoice LAST = new StringChoice("", "Automatic (the last level)");

        private Supplier<Specification> specification;
        private Supplier<String> formula;
        private Supplier<String> responseColumn;

        @Override
        public void init(StateProviderInitializer initializer) {
            initializer.computeBeforeOpenDialog();
            specification = initializer.computeFromValueSupplier(SpecificationRef.class);
            formula = initializer.computeFromValueSupplier(FormulaRef.class);
            responseColumn = initializer.computeFromValueSupplier(ResponseColumnRef.class);
        }

        @Override
        public List<StringChoice> computeState(NodeParametersInput input) {
            var column = input.getInTableSpec(0).map(table -> table.getColumnSpec(response()));
            return Stream.concat(Stream.of(LAST), column.stream().flatMap(EventLevels::levels)).toList();
        }

        private String response() {
            if (specification.get() == Specification.GUIDED) {
                return responseColumn.get();
            }
            try {
                return Formula.parse(formula.get()).response().columns().get(0);
            } catch (ModelException e) {
                return "";
            }
        }

        private static Stream<StringChoice> levels(DataColumnSpec column) {
            boolean known = !ColumnKinds.isNumeric(column) && column.getDomain().hasValues();
            return known
                ? column.getDomain().getValues().stream().map(DataCell::toString).filter(level -> !level.isEmpty())
                    .map(StringChoice::fromId)
                : Stream.empty();
        }
    }
}
