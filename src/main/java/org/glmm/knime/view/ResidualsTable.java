package org.glmm.knime.view;

import org.glmm.engine.diagnose.Residuals;
import org.glmm.engine.report.ResidualPoints;
import org.glmm.knime.table.ResultTable;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;

/** The points of the view's residual plots as a table, which KNIME saves with the workflow. */
public final class ResidualsTable {

    private static final DataTableSpec SPEC = new DataTableSpecCreator().setName("Residual plots").addColumns(
        new DataColumnSpecCreator("Fitted value", DoubleCell.TYPE).createSpec(),
        new DataColumnSpecCreator("Quantile residual", DoubleCell.TYPE).createSpec(),
        new DataColumnSpecCreator("Normal quantile", DoubleCell.TYPE).createSpec(),
        new DataColumnSpecCreator("Ordered residual", DoubleCell.TYPE).createSpec()).createSpec();

    private static final int MOST_POINTS = 2000;

    private ResidualsTable() {
    }

    /**
     * Writes the points.
     *
     * @throws CanceledExecutionException if the user cancels
     */
    public static BufferedDataTable of(Residuals residuals, ExecutionContext exec) throws CanceledExecutionException {
        var points = ResidualPoints.of(residuals, MOST_POINTS);
        return ResultTable.write(SPEC, exec, table -> {
            for (int i = 0; i < points.count(); i++) {
                table.add("Row" + i, new DoubleCell(points.fitted()[i]), new DoubleCell(points.residuals()[i]),
                    new DoubleCell(points.normal()[i]), new DoubleCell(points.ordered()[i]));
            }
        });
    }

    /** Reads the points. */
    static ResidualPoints read(BufferedDataTable table) {
        double[][] columns = new double[SPEC.getNumColumns()][(int) table.size()];
        int row = 0;
        try (var rows = table.iterator()) {
            for (; rows.hasNext(); row++) {
                var cells = rows.next();
                for (int j = 0; j < columns.length; j++) {
                    columns[j][row] = ((DoubleValue) cells.getCell(j)).getDoubleValue();
                }
            }
        }
        return new ResidualPoints(columns[0], columns[1], columns[2], columns[3]);
    }
}
