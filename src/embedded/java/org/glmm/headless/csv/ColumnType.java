package org.glmm.headless.csv;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;

/** Column types that are recognised in a text file, from the narrowest to the widest. */
enum ColumnType {

    INTEGER(IntCell.TYPE) {
        @Override
        DataCell parse(final String text, final NumberFormat format) {
            return new IntCell(format.parseInt(text));
        }
    },

    LONG(LongCell.TYPE) {
        @Override
        DataCell parse(final String text, final NumberFormat format) {
            return new LongCell(format.parseLong(text));
        }
    },

    DOUBLE(DoubleCell.TYPE) {
        @Override
        DataCell parse(final String text, final NumberFormat format) {
            return new DoubleCell(format.parseDouble(text));
        }
    },

    STRING(StringCell.TYPE) {
        @Override
        DataCell parse(final String text, final NumberFormat format) {
            return new StringCell(text);
        }
    };

    private final DataType m_dataType;

    ColumnType(final DataType dataType) {
        m_dataType = dataType;
    }

    DataType dataType() {
        return m_dataType;
    }

    /** @throws NumberFormatException if the text is no value of this type */
    abstract DataCell parse(String text, NumberFormat format);

    /** @return the cell for a field of the file; a missing cell for an absent field */
    DataCell cell(final String field, final NumberFormat format) {
        return field == null ? DataType.getMissingCell() : parse(field, format);
    }

    /** @return the narrowest type, not narrower than this one, that the text is a value of */
    ColumnType widenFor(final String text, final NumberFormat format) {
        var type = this;
        while (!type.accepts(text, format)) {
            type = values()[type.ordinal() + 1];
        }
        return type;
    }

    private boolean accepts(final String text, final NumberFormat format) {
        try {
            parse(text, format);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
