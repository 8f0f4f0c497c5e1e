package org.knime.node.parameters.widget.choices.util;

import java.util.Collection;
import java.util.List;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataValue;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.StringValue;

/** Provides the columns of an input table that are compatible with one of some value classes. */
public class CompatibleColumnsProvider implements FilteredInputTableColumnsProvider {

    private final Collection<Class<? extends DataValue>> valueClasses;

    /** @param valueClass the value class */
    protected CompatibleColumnsProvider(final Class<? extends DataValue> valueClass) {
        this(List.of(valueClass));
    }

    /** @param valueClasses the value classes */
    protected CompatibleColumnsProvider(final Collection<Class<? extends DataValue>> valueClasses) {
        this.valueClasses = valueClasses;
    }

    @Override
    public boolean isIncluded(final DataColumnSpec column) {
        return valueClasses.stream().anyMatch(column.getType()::isCompatible);
    }

    /** Provides the columns of strings. */
    public static class StringColumnsProvider extends CompatibleColumnsProvider {

        /** For subclasses and for use in annotations. */
        protected StringColumnsProvider() {
            super(StringValue.class);
        }
    }

    /** Provides the columns of numbers. */
    public static class DoubleColumnsProvider extends CompatibleColumnsProvider {

        /** For subclasses and for use in annotations. */
        protected DoubleColumnsProvider() {
            super(DoubleValue.class);
        }
    }
}
