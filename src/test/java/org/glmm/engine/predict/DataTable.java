package org.glmm.engine.predict;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.glmm.engine.frame.ColumnRequest;
import org.glmm.engine.frame.Frame;
import org.glmm.engine.frame.FrameBuilder;
import org.glmm.engine.frame.Kind;
import org.glmm.engine.frame.MissingPolicy;
import org.glmm.engine.frame.RowValues;
import org.glmm.engine.frame.TestFrames;

/** A data set as rows of text by column name; empty text is a missing value. */
record DataTable(List<String> factors, List<Map<String, String>> rows) {

    static DataTable read(String dataset) {
        var lines = TestFrames.lines("/data/" + dataset + ".csv");
        var header = Stream.of(lines.get(0).replace("\"", "").split(",")).toList();
        var factors = new ArrayList<String>();
        var rows = new ArrayList<Map<String, String>>();
        for (var line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            var row = new HashMap<String, String>();
            for (int column = 0; column < fields.length; column++) {
                row.put(header.get(column), fields[column].replace("\"", ""));
                if (fields[column].startsWith("\"") && !factors.contains(header.get(column))) {
                    factors.add(header.get(column));
                }
            }
            rows.add(row);
        }
        return new DataTable(factors, rows);
    }

    DataTable where(Predicate<Map<String, String>> condition) {
        return new DataTable(factors, rows.stream().filter(condition).toList());
    }

    Frame frame(Collection<String> columns) {
        var requests = columns.stream()
            .map(name -> new ColumnRequest(name, factors.contains(name) ? Kind.FACTOR : Kind.NUMERIC)).toList();
        var builder = new FrameBuilder(requests, MissingPolicy.OMIT);
        for (var row : rows) {
            for (int column = 0; column < requests.size(); column++) {
                set(builder, column, requests.get(column), row.get(requests.get(column).name()));
            }
            builder.endRow("row");
        }
        return builder.build();
    }

    private static void set(FrameBuilder builder, int column, ColumnRequest request, String text) {
        if (!text.isEmpty() && request.kind() == Kind.NUMERIC) {
            builder.number(column, Double.parseDouble(text));
        } else if (!text.isEmpty()) {
            builder.level(column, text);
        }
    }

    /** A row as input of a predictor; a column that it does not have fails the test that asks for it. */
    static RowValues values(Predictor predictor, Map<String, String> row) {
        var inputs = predictor.inputs();
        return new RowValues() {
            @Override
            public boolean missing(int input) {
                return row.get(inputs.get(input).name()).isEmpty();
            }

            @Override
            public double number(int input) {
                return Double.parseDouble(row.get(inputs.get(input).name()));
            }

            @Override
            public String level(int input) {
                return row.get(inputs.get(input).name());
            }
        };
    }
}
