package org.glmm.headless.parameters;

import java.lang.invoke.MethodType;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.knime.core.data.DataType;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.webui.node.dialog.defaultdialog.setting.singleselection.StringOrEnum;

/**
 * The form of a single value under one key.
 *
 * @param <T> the value
 * @param reader reads it
 * @param writer writes it
 * @param absent what is written for an optional value that is not there
 */
record LeafFormat<T>(Reader<T> reader, Writer<T> writer, T absent) {

    private static final String PRESENT_SUFFIX = "_is_present";

    private static final Map<Class<?>, LeafFormat<?>> FORMATS = new HashMap<>();

    static {
        register(Boolean.class, NodeSettingsRO::getBoolean, (s, k, v) -> s.addBoolean(k, v), false);
        register(Byte.class, NodeSettingsRO::getByte, (s, k, v) -> s.addByte(k, v), (byte)0);
        register(Character.class, NodeSettingsRO::getChar, (s, k, v) -> s.addChar(k, v), ' ');
        register(Integer.class, NodeSettingsRO::getInt, (s, k, v) -> s.addInt(k, v), 0);
        register(Long.class, NodeSettingsRO::getLong, (s, k, v) -> s.addLong(k, v), 0L);
        register(Float.class, NodeSettingsRO::getFloat, (s, k, v) -> s.addFloat(k, v), 0f);
        register(Double.class, NodeSettingsRO::getDouble, (s, k, v) -> s.addDouble(k, v), 0d);
        register(String.class, NodeSettingsRO::getString, NodeSettingsWO::addString, null);
        register(boolean[].class, NodeSettingsRO::getBooleanArray, NodeSettingsWO::addBooleanArray, new boolean[0]);
        register(byte[].class, NodeSettingsRO::getByteArray, NodeSettingsWO::addByteArray, new byte[0]);
        register(char[].class, NodeSettingsRO::getCharArray, NodeSettingsWO::addCharArray, new char[0]);
        register(int[].class, NodeSettingsRO::getIntArray, NodeSettingsWO::addIntArray, new int[0]);
        register(long[].class, NodeSettingsRO::getLongArray, NodeSettingsWO::addLongArray, new long[0]);
        register(float[].class, NodeSettingsRO::getFloatArray, NodeSettingsWO::addFloatArray, new float[0]);
        register(double[].class, NodeSettingsRO::getDoubleArray, NodeSettingsWO::addDoubleArray, new double[0]);
        register(String[].class, NodeSettingsRO::getStringArray, NodeSettingsWO::addStringArray, new String[0]);
        register(DataType.class, NodeSettingsRO::getDataType, NodeSettingsWO::addDataType, StringCell.TYPE);
        register(Void.class, (s, k) -> null, (s, k, v) -> { }, null);
        registerText(LocalDate.class, LocalDate::parse, LocalDate::toString);
        registerText(LocalTime.class, LocalTime::parse, DateTimeFormatter.ISO_LOCAL_TIME::format);
        registerText(LocalDateTime.class, LocalDateTime::parse, DateTimeFormatter.ISO_LOCAL_DATE_TIME::format);
        registerText(ZonedDateTime.class, ZonedDateTime::parse, ZonedDateTime::toString);
        registerText(ZoneId.class, ZoneId::of, ZoneId::getId);
    }

    /** Reads a value. */
    @FunctionalInterface
    interface Reader<T> {
        T read(NodeSettingsRO settings, String key) throws InvalidSettingsException;
    }

    /** Writes a value. */
    @FunctionalInterface
    interface Writer<T> {
        void write(NodeSettingsWO settings, String key, T value);
    }

    private static <T> void register(final Class<T> type, final Reader<T> reader, final Writer<T> writer,
        final T absent) {
        FORMATS.put(type, new LeafFormat<>(reader, writer, absent));
    }

    private static <T> void registerText(final Class<T> type, final Function<String, T> parse,
        final Function<T, String> print) {
        register(type, (settings, key) -> {
            final var text = settings.getString(key);
            try {
                return text == null ? null : parse.apply(text);
            } catch (DateTimeException e) {
                throw new InvalidSettingsException(
                    "String '" + text + "' could not be parsed as a " + type.getSimpleName() + ".", e);
            }
        }, (settings, key, value) -> settings.addString(key, value == null ? null : print.apply(value)), null);
    }

    /**
     * @param field a field that is not a group
     * @return its form
     * @throws IllegalArgumentException if its type has none
     */
    static LeafFormat<?> of(final ParameterField field) {
        final var type = field.rawClass();
        final var content =
            type.isEnum() ? ofEnum(type, field.owner() == StringOrEnum.class) : FORMATS.get(boxed(type));
        if (content == null) {
            throw new IllegalArgumentException("No default persistor available for type '" + type + "'.");
        }
        return field.isOptional() ? optional(content) : content;
    }

    private static Class<?> boxed(final Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static LeafFormat<Enum> ofEnum(final Class<?> type, final boolean nullable) {
        return new LeafFormat<>((settings, key) -> {
            final var name = settings.getString(key);
            if (name == null && nullable) {
                return null;
            }
            return (Enum)Stream.of(type.getEnumConstants()).filter(c -> ((Enum)c).name().equals(name)).findFirst()
                .orElseThrow(() -> new InvalidSettingsException("Invalid value '" + name + "'. Possible values: "
                    + Stream.of(type.getEnumConstants()).map(c -> ((Enum)c).name()).collect(Collectors.joining(", "))));
        }, (settings, key, value) -> settings.addString(key, value == null ? null : value.name()), null);
    }

    private static <T> LeafFormat<Optional<T>> optional(final LeafFormat<T> content) {
        return new LeafFormat<>(
            (settings, key) -> settings.getBoolean(key + PRESENT_SUFFIX, true)
                ? Optional.ofNullable(content.reader.read(settings, key)) : Optional.empty(),
            (settings, key, value) -> {
                content.writer.write(settings, key, value.orElse(content.absent));
                settings.addBoolean(key + PRESENT_SUFFIX, value.isPresent());
            }, Optional.empty());
    }
}
