package org.glmm.headless.tablecreator;

import java.util.Arrays;
import java.util.function.Function;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;

/** The column types a typed-in table can have. A blank number is a missing value. */
enum CellType {

    INTEGER(IntCell.TYPE, text -> new IntCell(Integer.parseInt(text)), true),
    LONG(LongCell.TYPE, text -> new LongCell(Long.parseLong(text)), true),
    DOUBLE(DoubleCell.TYPE, text -> new DoubleCell(Double.parseDouble(text)), true),
    BOOLEAN(BooleanCell.TYPE, text -> Boolean.parseBoolean(text) ? BooleanCell.TRUE : BooleanCell.FALSE, false),
    STRING(StringCell.TYPE, StringCell::new, false);

    private final DataType m_dataType;

    private final Function<String, DataCell> m_parser;

    private final boolean m_number;

    CellType(final DataType dataType, final Function<String, DataCell> parser, final boolean number) {
        m_dataType = dataType;
        m_parser = parser;
        m_number = number;
    }

    static CellType of(final DataType type, final String column) throws InvalidSettingsException {
        return Arrays.stream(values()).filter(known -> known.m_dataType.equals(type)).findFirst()
            .orElseThrow(() -> new InvalidSettingsException("The column \"" + column + "\" of the Table Creator has the"
                + " type " + type + ", which is not available headless; use integer, long, double, boolean or"
                + " string."));
    }

    DataType dataType() {
        return m_dataType;
    }

    /** @throws NumberFormatException if the text is no number of this type */
    DataCell parse(final String text) {
        if (!m_number) {
            return m_parser.apply(text);
        }
        final var trimmed = text.trim();
        return trimmed.isEmpty() ? DataType.getMissingCell() : m_parser.apply(trimmed);
    }
}
