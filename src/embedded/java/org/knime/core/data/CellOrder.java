package org.knime.core.data;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The natural orders of the data values. */
final class CellOrder {

    private static final Map<Class<? extends DataValue>, DataValueComparator> ORDERS = Map.of(
        DoubleValue.class, by(Comparator.comparingDouble(v -> ((DoubleValue)v).getDoubleValue())),
        IntValue.class, by(Comparator.comparingInt(v -> ((IntValue)v).getIntValue())),
        LongValue.class, by(Comparator.comparingLong(v -> ((LongValue)v).getLongValue())),
        StringValue.class, by(Comparator.comparing(v -> ((StringValue)v).getStringValue())),
        BooleanValue.class, by(Comparator.comparing(v -> ((BooleanValue)v).getBooleanValue())));

    private static final DataValueComparator BY_TEXT = by(Comparator.comparing(Object::toString));

    private CellOrder() {
    }

    /** The order of the first value class that has one, else that of the texts. */
    static DataValueComparator of(final List<Class<? extends DataValue>> valueClasses) {
        return valueClasses.stream().map(ORDERS::get).filter(Objects::nonNull).findFirst().orElse(BY_TEXT);
    }

    private static DataValueComparator by(final Comparator<DataValue> order) {
        return new DataValueComparator() {
            @Override
            protected int compareDataValues(final DataValue v1, final DataValue v2) {
                return order.compare(v1, v2);
            }
        };
    }
}
