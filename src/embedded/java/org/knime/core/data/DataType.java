package org.knime.core.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;

/**
 * The type of a column: the data values all its cells can be read as, the preferred one first. A native type is the
 * type of a cell class; the common super type of two columns may belong to no cell class.
 */
public final class DataType {

    private static final String CFG_CELL_CLASS = "cell_class";
    private static final String CFG_HAS_PREFERRED_VALUE = "has_pref_value_class";
    private static final String CFG_VALUE_CLASSES = "value_classes";

    private static final Map<String, Class<? extends DataCell>> CELL_CLASSES =
        Stream.of(DoubleCell.class, IntCell.class, LongCell.class, StringCell.class, BooleanCell.class,
            MissingCell.class).collect(Collectors.toUnmodifiableMap(Class::getName, Function.identity()));

    private static final Map<String, Class<? extends DataValue>> VALUE_CLASSES =
        Stream.of(DataValue.class, DoubleValue.class, IntValue.class, LongValue.class, StringValue.class,
            BooleanValue.class, NominalValue.class, BoundedValue.class, MissingValue.class)
            .collect(Collectors.toUnmodifiableMap(Class::getName, Function.identity()));

    private static final Map<Class<? extends DataValue>, String> NAMES = Map.of(
        DoubleValue.class, "Number (Float)",
        IntValue.class, "Number (Integer)",
        LongValue.class, "Number (Long Integer)",
        StringValue.class, "String",
        BooleanValue.class, "Boolean");

    private static final Map<Class<? extends DataCell>, DataType> NATIVE_TYPES = new ConcurrentHashMap<>();

    private final Class<? extends DataCell> cellClass;
    private final List<Class<? extends DataValue>> valueClasses;

    private DataType(final Class<? extends DataCell> cellClass,
        final Collection<Class<? extends DataValue>> valueClasses) {
        this.cellClass = cellClass;
        this.valueClasses = List.copyOf(valueClasses);
    }

    public static DataType getType(final Class<? extends DataCell> cell) {
        if (cell == null) {
            throw new NullPointerException("The cell class is null.");
        }
        return NATIVE_TYPES.computeIfAbsent(cell, c -> new DataType(c, valueClassesOf(c)));
    }

    private static Set<Class<? extends DataValue>> valueClassesOf(final Class<? extends DataCell> cell) {
        final var found = new LinkedHashSet<Class<? extends DataValue>>();
        collectValueClasses(cell, found);
        return found;
    }

    private static void collectValueClasses(final Class<?> type, final Set<Class<? extends DataValue>> found) {
        for (final var i : type.getInterfaces()) {
            if (DataValue.class.isAssignableFrom(i)) {
                found.add(i.asSubclass(DataValue.class));
            }
            collectValueClasses(i, found);
        }
        if (type.getSuperclass() != null) {
            collectValueClasses(type.getSuperclass(), found);
        }
    }

    public static DataCell getMissingCell() {
        return MissingCell.INSTANCE;
    }

    /** The narrowest type of which both are sub types: one of the two, a cell class's, or one without a cell class. */
    public static DataType getCommonSuperType(final DataType type1, final DataType type2) {
        if (type1 == null || type2 == null) {
            throw new NullPointerException("A null type has no super type.");
        }
        if (type1.isMissingValueType()) {
            return type2;
        }
        if (type2.isMissingValueType()) {
            return type1;
        }
        if (type1.isASuperTypeOf(type2)) {
            return type1;
        }
        if (type2.isASuperTypeOf(type1)) {
            return type2;
        }
        final var common = new LinkedHashSet<>(type1.valueClasses);
        common.retainAll(type2.valueClasses);
        final var shared = new DataType(null, common);
        return CELL_CLASSES.values().stream().map(DataType::getType)
            .filter(t -> t.hasSameValueClasses(shared)).findFirst().orElse(shared);
    }

    public boolean isMissingValueType() {
        return valueClasses.contains(MissingValue.class);
    }

    public boolean isCollectionType() {
        return false;
    }

    /** Whether the cells of this type can be read as the value; a missing cell can be read as anything. */
    public boolean isCompatible(final Class<? extends DataValue> valueClass) {
        return isMissingValueType() || valueClasses.stream().anyMatch(valueClass::isAssignableFrom);
    }

    /** Whether a column of this type may hold cells of the other type. */
    public boolean isASuperTypeOf(final DataType type) {
        if (type == null) {
            throw new NullPointerException("The type is null.");
        }
        return type == this || type.isMissingValueType() || valueClasses.stream().allMatch(type::isCompatible);
    }

    public Class<? extends DataValue> getPreferredValueClass() {
        return valueClasses.get(0);
    }

    public List<Class<? extends DataValue>> getValueClasses() {
        return valueClasses;
    }

    /** The cell class of a native type, else null. */
    public Class<? extends DataCell> getCellClass() {
        return cellClass;
    }

    /** Order of the cells by the first of the value classes that has one, else by their text. */
    public DataValueComparator getComparator() {
        return CellOrder.of(valueClasses);
    }

    public String getIdentifier() {
        return cellClass != null ? cellClass.getName() : Arrays.toString(valueClasses.toArray());
    }

    public String getName() {
        return cellClass == null ? "?" : nativeName();
    }

    public String toPrettyString() {
        if (cellClass != null) {
            return nativeName();
        }
        return valueClasses.stream().limit(3).map(DataType::prettyName)
            .collect(Collectors.joining(", ", "Non-Native [", valueClasses.size() > 3 ? ", ...]" : "]"));
    }

    private static String prettyName(final Class<?> valueClass) {
        final var name = valueClass.getSimpleName();
        return name.equals("DataValue") ? name : name.replaceAll("(Data)?Value$", "");
    }

    @Override
    public String toString() {
        return cellClass == null ? "Non-Native " + valueClasses : nativeName();
    }

    private String nativeName() {
        return NAMES.getOrDefault(getPreferredValueClass(), cellClass.getSimpleName());
    }

    public void save(final ConfigWO config) {
        if (cellClass != null) {
            config.addString(CFG_CELL_CLASS, cellClass.getName());
        } else {
            config.addString(CFG_CELL_CLASS, null);
            config.addBoolean(CFG_HAS_PREFERRED_VALUE, true);
            config.addStringArray(CFG_VALUE_CLASSES, valueClasses.stream().map(Class::getName).toArray(String[]::new));
        }
    }

    public static DataType load(final ConfigRO config) throws InvalidSettingsException {
        final var name = config.getString(CFG_CELL_CLASS);
        if (name != null) {
            final var known = CELL_CLASSES.get(name);
            if (known == null) {
                throw new InvalidSettingsException("Data cell class \"" + name + "\" is not available.");
            }
            return getType(known);
        }
        final var values = new ArrayList<Class<? extends DataValue>>();
        for (final var value : config.getStringArray(CFG_VALUE_CLASSES)) {
            final var known = VALUE_CLASSES.get(value);
            if (known == null) {
                throw new InvalidSettingsException("Data value class \"" + value + "\" is not available.");
            }
            values.add(known);
        }
        return new DataType(null, values);
    }

    @Override
    public boolean equals(final Object o) {
        return o == this || o instanceof DataType other && hasSameValueClasses(other)
            && getPreferredValueClass() == other.getPreferredValueClass();
    }

    private boolean hasSameValueClasses(final DataType other) {
        return Set.copyOf(valueClasses).equals(Set.copyOf(other.valueClasses));
    }

    @Override
    public int hashCode() {
        return Set.copyOf(valueClasses).hashCode();
    }
}
