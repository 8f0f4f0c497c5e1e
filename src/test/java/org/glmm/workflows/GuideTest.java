package org.glmm.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.univocity.parsers.common.record.Record;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The tables of numbers in the README and the user guide are what the workflows write: a comment before each names the
 * file, {@code table: workflow/file.csv; Column=value}, and its headers are columns of that file. A comment
 * {@code check: number = workflow/file.csv; Column=value; Column} does the same for a number in the text before it.
 */
class GuideTest {

    private static final List<String> DOCUMENTS = List.of("README.md", "docs/user-guide.md");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final Pattern SOURCE = Pattern.compile("<!-- table: (\\S+?)(;.*)? -->");
    private static final Pattern CHECK = Pattern.compile("<!-- check: (\\S+) = (\\S+?);(.*);([^;]*) -->");

    @TempDir
    private static Path finished;

    private static final Map<String, CsvTable> FILES = new HashMap<>();

    /** A table in a document, with the comment before it. */
    record Table(String document, String comment, List<String> header, List<List<String>> rows) {

        boolean hasNumbers() {
            return rows.stream().flatMap(List::stream).anyMatch(cell -> NUMBER.matcher(cell).matches());
        }
    }

    @BeforeAll
    static void run() throws IOException {
        for (var name : List.of("clinical-trial", "range-split-plot")) {
            WorkflowFolders.run(WorkflowFolders.copy(WorkflowFolders.folder(name), finished.resolve(name)), "-reset",
                "-nosave");
        }
    }

    private static CsvTable file(String path) {
        return FILES.computeIfAbsent(path, key -> CsvTable.read(finished.resolve(key.replaceFirst("/", "/data/"))));
    }

    static List<Table> tables() throws IOException {
        var tables = new ArrayList<Table>();
        for (var document : DOCUMENTS) {
            var lines = Files.readAllLines(Path.of(document));
            for (int i = 1; i < lines.size(); i++) {
                if (lines.get(i).matches("\\|(-+\\|)+")) {
                    var rows = lines.stream().skip(i + 1).takeWhile(line -> line.startsWith("|")).map(GuideTest::cells);
                    tables.add(new Table(document, i > 1 ? lines.get(i - 2) : "", cells(lines.get(i - 1)),
                        rows.toList()));
                }
            }
        }
        return tables.stream().filter(Table::hasNumbers).toList();
    }

    private static List<String> cells(String line) {
        return Stream.of(line.substring(1).split("(?<!\\\\)\\|")).map(cell -> cell.strip().replace("\\|", "|"))
            .toList();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void aTableShowsRowsOfTheFile(Table table) {
        var source = SOURCE.matcher(table.comment);
        assertTrue(source.matches(), "no file is named before " + table.header + " in " + table.document);
        var candidates = where(file(source.group(1)), source.group(2));
        for (var row : table.rows.stream().filter(cells -> !cells.get(0).equals("...")).toList()) {
            assertTrue(candidates.stream().anyMatch(record -> shows(table.header, row, record)), row + " is not in "
                + table.comment);
        }
    }

    private static List<Record> where(CsvTable table, String conditions) {
        var parts = conditions == null ? Stream.<String>empty() : Stream.of(conditions.split(";")).map(String::strip);
        var pairs = parts.filter(part -> !part.isEmpty()).map(part -> part.split("=", 2)).toList();
        return table.rows().stream().filter(row -> pairs.stream().allMatch(pair -> pair[1].equals(text(row, pair[0]))))
            .toList();
    }

    private static String text(Record row, String column) {
        return Objects.toString(row.getString(column), "");
    }

    private static boolean shows(List<String> header, List<String> row, Record record) {
        return IntStream.range(0, header.size())
            .allMatch(i -> isRounded(i < row.size() ? row.get(i) : "", text(record, header.get(i))));
    }

    /** Whether a text is shown, a number with the decimals that are there. */
    private static boolean isRounded(String shown, String value) {
        if (!NUMBER.matcher(shown).matches() || !value.matches("[-+.\\dE]+")) {
            return shown.equals(value);
        }
        int decimals = shown.contains(".") ? shown.length() - shown.indexOf('.') - 1 : 0;
        return Math.abs(Double.parseDouble(shown) - Double.parseDouble(value)) <= 0.5000001 * Math.pow(10, -decimals);
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/user-guide.md"})
    void numbersInTheTextAreThoseOfTheFile(String document) throws IOException {
        var text = Files.readString(Path.of(document));
        var checks = CHECK.matcher(text);
        while (checks.find()) {
            var before = text.substring(Math.max(0, text.lastIndexOf("\n\n", checks.start())), checks.start());
            assertTrue(before.replaceAll("<!--.*", "").contains(checks.group(1)), checks.group()
                + " is not in the text");
            var rows = where(file(checks.group(2)), checks.group(3));
            assertEquals(1, rows.size(), checks.group());
            assertTrue(isRounded(checks.group(1), text(rows.get(0), checks.group(4).strip())), checks.group());
        }
    }

    static List<Path> documents() throws IOException {
        try (var files = Files.list(Path.of("docs"))) {
            return Stream.concat(Stream.of(Path.of("README.md")), files.filter(file -> file.toString().endsWith(".md"))
                .sorted()).toList();
        }
    }

    /** Files that are linked or shown exist, and so do the headings that links lead to. */
    @ParameterizedTest
    @MethodSource("documents")
    void linksLeadSomewhere(Path document) throws IOException {
        var links = Pattern.compile("\\]\\(([^)#:]*)(#[^)]*)?\\)").matcher(Files.readString(document));
        while (links.find()) {
            var target = links.group(1).isEmpty() ? document : document.resolveSibling(links.group(1));
            assertTrue(Files.exists(target), document + ": " + links.group());
            if (links.group(2) != null) {
                assertTrue(anchors(target).contains(links.group(2)), document + ": " + links.group());
            }
        }
    }

    private static List<String> anchors(Path document) throws IOException {
        var anchors = new ArrayList<String>();
        for (var line : Files.readAllLines(document)) {
            if (line.matches("#+ .*")) {
                var anchor = "#" + line.replaceFirst("#+ ", "").toLowerCase().replaceAll("[^\\w\\- ]", "").replace(' ',
                    '-');
                anchors.add(anchors.contains(anchor) ? anchor + "-1" : anchor);
            }
        }
        return anchors;
    }

    @Test
    void everyFolderIsNamedInTheReadme() throws IOException {
        var readme = Files.readString(Path.of("README.md"));
        var missing = WorkflowFolders.all().map(folder -> folder.getFileName().toString())
            .filter(name -> !readme.contains("`" + name + "`")).toList();
        assertEquals(List.of(), missing);
    }
}
