package org.glmm.knime.tester;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

import org.glmm.engine.error.ModelException;
import org.glmm.engine.error.Suggestions;
import org.glmm.engine.inference.contrast.Alternative;
import org.glmm.engine.inference.contrast.Contrast;
import org.glmm.knime.tester.TesterChoices.Hypothesis;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataValue;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.StringValue;
import org.knime.core.node.BufferedDataTable;

/** Reads contrasts from a table with one row for each line of a contrast. */
final class ContrastTable {

    private static final int NONE = -1;

    private final int label;
    private final int combination;
    private final int alternative;
    private final int margin;

    /** What is read of the rows with the same label. */
    private record Lines(Alternative alternative, double margin, List<String> combinations) { }

    /** @throws ModelException if the table has not got the columns */
    ContrastTable(GlmmTesterNodeParameters parameters, DataTableSpec table) {
        var texts = table.stream().filter(column -> column.getType().isCompatible(StringValue.class))
            .map(DataColumnSpec::getName).filter(name -> !name.equals(parameters.alternativeColumn)).toList();
        boolean automatic = parameters.labelColumn.isEmpty() || parameters.combinationColumn.isEmpty();
        if (automatic && texts.size() < 2) {
            throw new ModelException("The table of contrasts needs two text columns, one with labels and one with "
                + "combinations; it has " + texts.size() + ".");
        }
        label = column(parameters.labelColumn.isEmpty() ? texts.get(0) : parameters.labelColumn, "text",
            StringValue.class, table);
        combination = column(parameters.combinationColumn.isEmpty() ? texts.get(1) : parameters.combinationColumn,
            "text", StringValue.class, table);
        alternative = parameters.alternativeColumn.isEmpty() ? NONE
            : column(parameters.alternativeColumn, "text", StringValue.class, table);
        margin = parameters.marginColumn.isEmpty() ? NONE
            : column(parameters.marginColumn, "numeric", DoubleValue.class, table);
    }

    private static int column(String name, String kind, Class<? extends DataValue> type, DataTableSpec table) {
        var names = table.stream().filter(column -> column.getType().isCompatible(type)).map(DataColumnSpec::getName)
            .toList();
        if (!names.contains(name)) {
            throw new ModelException("The table of contrasts has no " + kind + " column \"" + name + "\"; "
                + Suggestions.forName(name, names));
        }
        return table.findColumnIndex(name);
    }

    /**
     * The contrasts in the order of their first lines.
     *
     * @throws ModelException if there are none, or a row lacks its label or combination, has an unknown alternative, or
     *             one other than the lines before it
     */
    List<Contrast> read(BufferedDataTable table) {
        var contrasts = new LinkedHashMap<String, Lines>();
        try (var rows = table.iterator()) {
            while (rows.hasNext()) {
                add(rows.next(), contrasts);
            }
        }
        if (contrasts.isEmpty()) {
            throw new ModelException("The table of contrasts has no rows; add contrasts or remove the port.");
        }
        return contrasts.entrySet().stream().map(entry -> new Contrast(entry.getKey(), entry.getValue().combinations,
            entry.getValue().alternative, entry.getValue().margin)).toList();
    }

    private void add(DataRow row, LinkedHashMap<String, Lines> contrasts) {
        var id = row.getKey().getString();
        for (int column : List.of(label, combination)) {
            if (row.getCell(column).isMissing()) {
                throw new ModelException("The row \"" + id + "\" of the table of contrasts has no "
                    + (column == label ? "label" : "combination") + "; fill it in or leave the row out.");
            }
        }
        var wanted = present(row, alternative).map(cell -> Hypothesis.named(cell.toString(), id)).findFirst()
            .orElse(Alternative.TWO_SIDED);
        double value = present(row, margin).mapToDouble(cell -> ((DoubleValue)cell).getDoubleValue()).findFirst()
            .orElse(0);
        var name = row.getCell(label).toString();
        var lines = contrasts.computeIfAbsent(name, key -> new Lines(wanted, value, new ArrayList<>()));
        if (lines.alternative != wanted || lines.margin != value) {
            throw new ModelException("The lines of the contrast \"" + name
                + "\" differ in their alternative or value, in row \"" + id
                + "\" of the table of contrasts; give them the same, or labels of their own.");
        }
        lines.combinations.add(row.getCell(combination).toString());
    }

    private static Stream<DataCell> present(DataRow row, int column) {
        return column == NONE || row.getCell(column).isMissing() ? Stream.empty() : Stream.of(row.getCell(column));
    }
}
