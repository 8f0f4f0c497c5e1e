package org.knime.node.parameters.widget.choices.util;

import java.util.List;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.StringCell;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;

/**
 * Provides the possible values of a column, of strings or Booleans, of the first input table; none if the table is not
 * known or does not have the column.
 */
public interface DomainChoicesProvider extends StringChoicesProvider {

    /** @return the column's name */
    String getColumnName();

    @Override
    default List<String> choices(final NodeParametersInput context) {
        return context.getInTableSpec(0).map(table -> table.getColumnSpec(getColumnName()))
            .map(DomainChoicesProvider::values).orElse(List.of());
    }

    private static List<String> values(final DataColumnSpec column) {
        if (!column.getDomain().hasValues()) {
            throw new IllegalStateException("The possible values of the column \"" + column.getName()
                + "\" are not known. Consider using a Domain Calculator node.");
        }
        return column.getDomain().getValues().stream().map(DomainChoicesProvider::text).toList();
    }

    private static String text(final DataCell cell) {
        return cell instanceof BooleanCell ? cell.toString() : ((StringCell)cell).getStringValue();
    }
}
