package org.glmm.knime.view;

import java.util.ArrayList;
import java.util.List;

import org.glmm.engine.report.SearchTrace.Step;
import org.glmm.knime.table.Cells;
import org.glmm.knime.table.ResultTable;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.IntValue;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;

/** The trace of the search as a table, which KNIME saves with the workflow. */
public final class SearchTable {

    private static final DataTableSpec SPEC = new DataTableSpecCreator().setName("Search").addColumns(
        new DataColumnSpecCreator("Phase", StringCell.TYPE).createSpec(),
        new DataColumnSpecCreator("Iteration", IntCell.TYPE).createSpec(),
        new DataColumnSpecCreator("Objective", DoubleCell.TYPE).createSpec(),
        new DataColumnSpecCreator("Gradient", DoubleCell.TYPE).createSpec()).createSpec();

    private SearchTable() {
    }

    /**
     * Writes the trace.
     *
     * @throws CanceledExecutionException if the user cancels
     */
    public static BufferedDataTable of(List<Step> steps, ExecutionContext exec) throws CanceledExecutionException {
        return ResultTable.write(SPEC, exec, table -> {
            for (int i = 0; i < steps.size(); i++) {
                var step = steps.get(i);
                table.add("Row" + i, Cells.text(step.phase()), Cells.count(step.iteration()),
                    Cells.number(step.objective(), "Not a number"), Cells.number(step.gradient(), "Not a number"));
            }
        });
    }

    /** Reads the trace. */
    static List<Step> read(BufferedDataTable table) {
        var steps = new ArrayList<Step>();
        try (var rows = table.iterator()) {
            while (rows.hasNext()) {
                var row = rows.next();
                steps.add(new Step(row.getCell(0).toString(), ((IntValue) row.getCell(1)).getIntValue(),
                    number(row.getCell(2)), number(row.getCell(3))));
            }
        }
        return steps;
    }

    private static double number(DataCell cell) {
        return cell.isMissing() ? Double.NaN : ((DoubleValue) cell).getDoubleValue();
    }
}
