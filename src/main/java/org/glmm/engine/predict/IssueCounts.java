package org.glmm.engine.predict;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

import org.glmm.engine.design.RowIssue;

/** Counts rows in trouble by the column, grouping or level concerned; for any number of threads at a time. */
public final class IssueCounts {

    private static final int MOST_NAMES = 100;
    private static final int MOST_SHOWN = 5;

    private final LongAdder rows = new LongAdder();
    private final Map<String, LongAdder> names = new ConcurrentHashMap<>();

    void add(String name) {
        rows.increment();
        if (names.size() < MOST_NAMES || names.containsKey(name)) {
            names.computeIfAbsent(name, key -> new LongAdder()).increment();
        }
    }

    /** Counts a level that the training data did not have. */
    void addLevel(RowIssue issue) {
        add("\"" + issue.value() + "\" of \"" + issue.name() + "\"");
    }

    /** The number of rows so far. */
    public long rows() {
        return rows.sum();
    }

    /** What is concerned, in alphabetical order, with numbers of rows; the first few if they are many. */
    public String text() {
        var first = names.entrySet().stream().sorted(Map.Entry.comparingByKey()).limit(MOST_SHOWN)
            .map(entry -> entry.getKey() + ": " + entry.getValue()).collect(Collectors.joining(", "));
        return names.size() > MOST_SHOWN ? first + ", ..." : first;
    }
}
