package org.glmm.engine.model;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The stream that the parts of a model are written to; {@link ModelInput} reads them back. What has a length starts
 * with it.
 */
final class ModelOutput extends DataOutputStream {

    /** Writes one item. */
    @FunctionalInterface
    interface Item<T> {
        void write(T item) throws IOException;
    }

    ModelOutput(OutputStream stream) {
        super(stream);
    }

    void writeText(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        writeInt(bytes.length);
        write(bytes);
    }

    void writeName(Enum<?> constant) throws IOException {
        writeText(constant.name());
    }

    void writeTexts(Collection<String> texts) throws IOException {
        writeAll(texts, this::writeText);
    }

    /** As a list of none or one. */
    void writeOptionalText(Optional<String> text) throws IOException {
        writeTexts(text.stream().toList());
    }

    void writeNumbers(double[] numbers) throws IOException {
        writeInt(numbers.length);
        for (double number : numbers) {
            writeDouble(number);
        }
    }

    void writeIntegers(int[] numbers) throws IOException {
        writeInt(numbers.length);
        for (int number : numbers) {
            writeInt(number);
        }
    }

    <T> void writeAll(Collection<T> items, Item<T> item) throws IOException {
        writeInt(items.size());
        for (T one : items) {
            item.write(one);
        }
    }

    /** In the order of the keys. */
    <T> void writeMap(Map<String, T> map, Item<T> item) throws IOException {
        writeInt(map.size());
        for (Map.Entry<String, T> entry : new TreeMap<>(map).entrySet()) {
            writeText(entry.getKey());
            item.write(entry.getValue());
        }
    }

    <T> void writeOptional(Optional<T> value, Item<T> item) throws IOException {
        writeBoolean(value.isPresent());
        if (value.isPresent()) {
            item.write(value.get());
        }
    }

    void writeOptionalNumbers(Optional<double[]> numbers) throws IOException {
        writeOptional(numbers, this::writeNumbers);
    }
}
