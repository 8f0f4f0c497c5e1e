package org.knime.node.parameters.widget.choices.util;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataValue;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.StringValue;
import org.knime.node.parameters.NodeParametersInput;

/** Lists columns of input tables. */
public final class ColumnSelectionUtil {

    private ColumnSelectionUtil() {
    }

    /**
     * @param context the node's inputs
     * @param portIndex a table port
     * @return all columns, none if the table is not known
     */
    public static List<DataColumnSpec> getAllColumns(final NodeParametersInput context, final int portIndex) {
        return getFilteredColumns(context, portIndex, column -> true);
    }

    /**
     * @param context the node's inputs
     * @return all columns of the first port
     */
    public static List<DataColumnSpec> getAllColumnsOfFirstPort(final NodeParametersInput context) {
        return getAllColumns(context, 0);
    }

    /**
     * @param context the node's inputs
     * @param portIndex a table port
     * @param filter a condition
     * @return the columns that fulfil it
     */
    public static List<DataColumnSpec> getFilteredColumns(
        final NodeParametersInput context, final int portIndex, final Predicate<DataColumnSpec> filter) {
        return context.getInTableSpec(portIndex).stream().flatMap(DataTableSpec::stream).filter(filter).toList();
    }

    /**
     * @param context the node's inputs
     * @param portIndex a table port
     * @return the first column
     */
    public static Optional<DataColumnSpec> getFirstColumn(final NodeParametersInput context, final int portIndex) {
        return getAllColumns(context, portIndex).stream().findFirst();
    }

    /**
     * @param context the node's inputs
     * @return the first column of the first port
     */
    public static Optional<DataColumnSpec> getFirstColumnOfFirstPort(final NodeParametersInput context) {
        return getFirstColumn(context, 0);
    }

    /**
     * @param context the node's inputs
     * @param portIndex a table port
     * @param valueClasses value classes
     * @return columns compatible with one of them
     */
    @SafeVarargs
    public static List<DataColumnSpec> getCompatibleColumns(
        final NodeParametersInput context, final int portIndex, final Class<? extends DataValue>... valueClasses) {
        return getFilteredColumns(context, portIndex, compatible(List.of(valueClasses)));
    }

    /**
     * @param context the node's inputs
     * @param valueClasses value classes
     * @return columns of the first port compatible with one of them
     */
    @SafeVarargs
    public static List<DataColumnSpec> getCompatibleColumnsOfFirstPort(
        final NodeParametersInput context, final Class<? extends DataValue>... valueClasses) {
        return getCompatibleColumns(context, 0, valueClasses);
    }

    /**
     * @param context the node's inputs
     * @param portIndex a table port
     * @return the columns of strings
     */
    public static List<DataColumnSpec> getStringColumns(final NodeParametersInput context, final int portIndex) {
        return getCompatibleColumns(context, portIndex, StringValue.class);
    }

    /**
     * @param context the node's inputs
     * @return the columns of strings of the first port
     */
    public static List<DataColumnSpec> getStringColumnsOfFirstPort(final NodeParametersInput context) {
        return getStringColumns(context, 0);
    }

    /**
     * @param context the node's inputs
     * @param portIndex a table port
     * @return the columns of numbers
     */
    public static List<DataColumnSpec> getDoubleColumns(final NodeParametersInput context, final int portIndex) {
        return getCompatibleColumns(context, portIndex, DoubleValue.class);
    }

    /**
     * @param context the node's inputs
     * @return the columns of numbers of the first port
     */
    public static List<DataColumnSpec> getDoubleColumnsOfFirstPort(final NodeParametersInput context) {
        return getDoubleColumns(context, 0);
    }

    /**
     * @param spec a table, or null
     * @param valueClasses value classes
     * @return columns compatible with one of them
     */
    @SafeVarargs
    public static List<DataColumnSpec> getCompatibleColumns(
        final DataTableSpec spec, final Class<? extends DataValue>... valueClasses) {
        return getCompatibleColumns(spec, List.of(valueClasses));
    }

    /**
     * @param spec a table, or null
     * @param valueClasses value classes
     * @return columns compatible with one of them
     */
    public static List<DataColumnSpec> getCompatibleColumns(
        final DataTableSpec spec, final Collection<Class<? extends DataValue>> valueClasses) {
        return columns(spec).filter(compatible(valueClasses)).toList();
    }

    /**
     * @param spec a table, or null
     * @return the columns of strings
     */
    public static List<DataColumnSpec> getStringColumns(final DataTableSpec spec) {
        return getCompatibleColumns(spec, StringValue.class);
    }

    /**
     * @param spec a table, or null
     * @return the columns of numbers
     */
    public static List<DataColumnSpec> getDoubleColumns(final DataTableSpec spec) {
        return getCompatibleColumns(spec, DoubleValue.class);
    }

    /**
     * @param spec a table, or null
     * @param valueClasses value classes
     * @return the first column compatible with one of them
     */
    @SafeVarargs
    public static Optional<DataColumnSpec> getFirstCompatibleColumn(
        final DataTableSpec spec, final Class<? extends DataValue>... valueClasses) {
        return getFirstCompatibleColumn(spec, List.of(valueClasses));
    }

    /**
     * @param spec a table, or null
     * @param valueClasses value classes
     * @return the first column compatible with one of them
     */
    public static Optional<DataColumnSpec> getFirstCompatibleColumn(
        final DataTableSpec spec, final List<Class<? extends DataValue>> valueClasses) {
        return getCompatibleColumns(spec, valueClasses).stream().findFirst();
    }

    /**
     * @param spec a table, or null
     * @return the first column of strings
     */
    public static Optional<DataColumnSpec> getFirstStringColumn(final DataTableSpec spec) {
        return getFirstCompatibleColumn(spec, StringValue.class);
    }

    /**
     * @param spec a table, or null
     * @return the first column of numbers
     */
    public static Optional<DataColumnSpec> getFirstDoubleColumn(final DataTableSpec spec) {
        return getFirstCompatibleColumn(spec, DoubleValue.class);
    }

    private static Stream<DataColumnSpec> columns(final DataTableSpec spec) {
        return spec == null ? Stream.empty() : spec.stream();
    }

    private static Predicate<DataColumnSpec> compatible(final Collection<Class<? extends DataValue>> valueClasses) {
        return column -> valueClasses.stream().anyMatch(column.getType()::isCompatible);
    }
}
