package org.glmm.engine.frame;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Reads the data sets under {@code src/test/resources/data}. A column whose values are quoted is a factor, any other
 * is numeric; an empty field is missing.
 */
public final class TestFrames {

    private TestFrames() {
    }

    /** The given columns of a data set, rows with missing values in them omitted. */
    public static Frame read(String dataset, Collection<String> columns) {
        return read(dataset, columns, MissingPolicy.OMIT);
    }

    public static Frame read(String dataset, Collection<String> columns, MissingPolicy policy) {
        var lines = lines("/data/" + dataset + ".csv");
        var header = Stream.of(lines.get(0).split(",")).map(TestFrames::unquoted).toList();
        var rows = lines.stream().skip(1).map(line -> line.split(",", -1)).toList();
        int[] places = columns.stream().mapToInt(header::indexOf).toArray();
        var requests = Arrays.stream(places).mapToObj(place -> new ColumnRequest(header.get(place),
            rows.stream().anyMatch(row -> row[place].startsWith("\"")) ? Kind.FACTOR : Kind.NUMERIC)).toList();
        var builder = new FrameBuilder(requests, policy);
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < places.length; column++) {
                set(builder, requests.get(column).kind(), column, rows.get(row)[places[column]]);
            }
            builder.endRow("Row" + row);
        }
        return builder.build();
    }

    private static void set(FrameBuilder builder, Kind kind, int column, String field) {
        if (field.isEmpty()) {
            builder.missing(column);
        } else if (kind == Kind.NUMERIC) {
            builder.number(column, Double.parseDouble(field));
        } else {
            builder.level(column, unquoted(field));
        }
    }

    private static String unquoted(String field) {
        return field.replace("\"", "");
    }

    /** The lines of a resource. */
    public static List<String> lines(String resource) {
        var stream = Objects.requireNonNull(TestFrames.class.getResourceAsStream(resource), resource);
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return new ArrayList<>(reader.lines().toList());
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
