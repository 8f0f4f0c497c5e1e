package org.glmm.workflows;

import java.nio.file.Path;
import java.util.List;

import com.univocity.parsers.common.record.Record;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;

/** A table as a CSV Writer wrote it; empty fields are missing. */
record CsvTable(List<Record> rows) {

    static CsvTable read(Path file) {
        var settings = new CsvParserSettings();
        settings.setHeaderExtractionEnabled(true);
        return new CsvTable(new CsvParser(settings).parseAllRecords(file.toFile()));
    }

    /** The rows with a text in a column. */
    CsvTable where(String column, String text) {
        return new CsvTable(rows.stream().filter(row -> text.equals(row.getString(column))).toList());
    }

    List<String> texts(String column) {
        return rows.stream().map(row -> row.getString(column)).toList();
    }

    /** The numbers of a column; missing ones are NaN. */
    double[] numbers(String column) {
        return rows.stream().map(row -> row.getDouble(column)).mapToDouble(value -> value == null ? Double.NaN : value)
            .toArray();
    }

    /** The number in a column of the only row. */
    double number(String column) {
        return rows.size() == 1 ? numbers(column)[0] : Double.NaN;
    }
}
