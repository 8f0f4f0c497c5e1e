package org.glmm.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.univocity.parsers.common.record.Record;
import org.glmm.engine.frame.TestFrames;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Single cells of the tables that workflows write, against glmmTMB, lmerTest, pbkrtest and emmeans. The script
 * {@code tables.R} makes the resource {@code tables.tsv}.
 */
class WorkflowTablesTest {

    private static final double DIGITS = 2e-5;
    /** A small p-value changes this many times as much as its statistic. */
    private static final double TAIL = 20;
    /** One minus a probability is known up to this; R's ptukey to some hundred times as much. */
    private static final double ROUNDING = 1e-12;
    /** Numbers below this are compared absolutely. */
    private static final double SMALL = 1e-2;

    @TempDir
    private static Path finished;

    /** A line of the resource. */
    record Cell(String workflow, String file, Map<String, String> where, String column, double value) {

        static Cell of(String line) {
            var fields = line.split("\t");
            return new Cell(fields[0], fields[1], conditions(fields[2]), fields[3], Double.parseDouble(fields[4]));
        }

        private static Map<String, String> conditions(String text) {
            return Stream.of(text.split(";")).map(condition -> condition.split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
        }

        boolean isIn(Record row) {
            return where.entrySet().stream()
                .allMatch(entry -> entry.getValue().equals(Objects.toString(row.getString(entry.getKey()), "")));
        }

        double tolerance() {
            return column.startsWith("P>") || column.endsWith("p-value") ? TAIL * DIGITS * value + ROUNDING
                : DIGITS * Math.max(SMALL, Math.abs(value));
        }
    }

    static List<Cell> cells() {
        return TestFrames.lines("/org/glmm/workflows/tables.tsv").stream().skip(1).map(Cell::of).toList();
    }

    @BeforeAll
    static void run() throws IOException {
        for (var name : cells().stream().map(Cell::workflow).distinct().toList()) {
            WorkflowFolders.run(WorkflowFolders.copy(WorkflowFolders.folder(name), finished.resolve(name)), "-reset",
                "-nosave");
        }
    }

    @ParameterizedTest
    @MethodSource("cells")
    void theCellHoldsTheNumberOfR(Cell cell) {
        var table = CsvTable.read(finished.resolve(cell.workflow).resolve("data").resolve(cell.file + ".csv"));
        var rows = table.rows().stream().filter(cell::isIn).toList();
        assertEquals(1, rows.size(), "rows with " + cell.where);
        assertEquals(cell.value, rows.get(0).getDouble(cell.column), cell.tolerance());
    }

    /** The other workflows are those of {@link WorkflowResultsTest} as well. */
    @Test
    void everyTableIsCompared() throws IOException {
        var compared = cells().stream()
            .collect(Collectors.groupingBy(Cell::workflow, Collectors.mapping(Cell::file, Collectors.toSet())));
        for (var workflow : List.of("crossed-factors", "random-slopes", "negative-binomial-with-offset",
            "model-comparison")) {
            for (var file : WorkflowFolders.tables(WorkflowFolders.folder(workflow))) {
                assertTrue(compared.get(workflow).contains(file.replace(".csv", "")), workflow + ": " + file);
            }
        }
    }
}
