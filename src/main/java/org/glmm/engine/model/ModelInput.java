package org.glmm.engine.model;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The stream that the parts of a model are read from, as {@link ModelOutput} wrote them. */
final class ModelInput extends DataInputStream {

    /** Reads one item. */
    @FunctionalInterface
    interface Item<T> {
        T read() throws IOException;
    }

    ModelInput(InputStream stream) {
        super(stream);
    }

    String readText() throws IOException {
        return new String(readNBytes(readInt()), StandardCharsets.UTF_8);
    }

    <E extends Enum<E>> E readName(Class<E> type) throws IOException {
        return Enum.valueOf(type, readText());
    }

    List<String> readTexts() throws IOException {
        return readAll(this::readText);
    }

    Optional<String> readOptionalText() throws IOException {
        return readTexts().stream().findFirst();
    }

    double[] readNumbers() throws IOException {
        double[] numbers = new double[readInt()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = readDouble();
        }
        return numbers;
    }

    int[] readIntegers() throws IOException {
        int[] numbers = new int[readInt()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = readInt();
        }
        return numbers;
    }

    <T> List<T> readAll(Item<T> item) throws IOException {
        List<T> items = new ArrayList<>();
        for (int i = readInt(); i > 0; i--) {
            items.add(item.read());
        }
        return items;
    }

    <T> Map<String, T> readMap(Item<T> item) throws IOException {
        Map<String, T> map = new LinkedHashMap<>();
        for (int i = readInt(); i > 0; i--) {
            map.put(readText(), item.read());
        }
        return map;
    }

    <T> Optional<T> readOptional(Item<T> item) throws IOException {
        return readBoolean() ? Optional.of(item.read()) : Optional.empty();
    }

    Optional<double[]> readOptionalNumbers() throws IOException {
        return readOptional(this::readNumbers);
    }
}
