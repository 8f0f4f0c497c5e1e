package org.glmm.knime.learner;

import java.util.ArrayList;
import java.util.List;

import org.glmm.engine.diagnose.Diagnostics;
import org.glmm.engine.diagnose.Influence;
import org.glmm.engine.diagnose.Residuals;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.frame.Frame;
import org.glmm.knime.learner.Choices.RowDiagnostics;
import org.glmm.knime.table.Cells;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.AbstractCellFactory;
import org.knime.core.data.container.ColumnRearranger;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.util.UniqueNameGenerator;

/** The table of the rows with what is diagnosed of each; rows that were omitted from the fit have missing values. */
final class DiagnosticsTable {

    private static final List<String> RESIDUALS = List.of("Fitted value", "Fitted value (marginal)", "Raw residual",
        "Raw residual (marginal)", "Pearson residual", "Deviance residual", "Studentised residual",
        "Studentised residual (marginal)", "Quantile residual", "Leverage");

    private DiagnosticsTable() {
    }

    /** The input table with the columns that are appended. */
    static DataTableSpec spec(DataTableSpec table, Formula formula, RowDiagnostics choice) {
        return new DataTableSpec(table, new DataTableSpec(columns(table, formula, choice)));
    }

    private static DataColumnSpec[] columns(DataTableSpec table, Formula formula, RowDiagnostics choice) {
        var names = new ArrayList<String>();
        if (choice != RowDiagnostics.NONE) {
            names.addAll(RESIDUALS);
        }
        if (choice == RowDiagnostics.INFLUENCE) {
            names.add("Cook's distance");
            Influence.groupings(formula).forEach(group -> names.add("Cook's distance (" + group + ")"));
        }
        var unique = new UniqueNameGenerator(table);
        return names.stream().map(name -> unique.newColumn(name, DoubleCell.TYPE)).toArray(DataColumnSpec[]::new);
    }

    static BufferedDataTable of(BufferedDataTable table, Frame frame, Formula formula, Diagnostics diagnostics,
        RowDiagnostics choice, ExecutionContext exec) throws CanceledExecutionException {
        var spec = table.getDataTableSpec();
        var rearranger = new ColumnRearranger(spec);
        rearranger.append(new DiagnosticCells(columns(spec, formula, choice), frame, values(diagnostics, choice)));
        return exec.createColumnRearrangeTable(table, rearranger, exec);
    }

    private static List<double[]> values(Diagnostics diagnostics, RowDiagnostics choice) {
        var values = new ArrayList<double[]>();
        if (choice != RowDiagnostics.NONE) {
            Residuals r = diagnostics.residuals();
            values.addAll(List.of(r.fitted(), r.marginalFitted(), r.raw(), r.marginalRaw(), r.pearson(), r.deviance(),
                r.studentised(), r.marginalStudentised(), r.quantile(), r.leverage()));
        }
        diagnostics.influence().ifPresent(influence -> {
            values.add(influence.rows());
            values.addAll(influence.groups());
        });
        return values;
    }

    /** Goes through all rows of the table in order; those of the frame are some of them, in the same order. */
    private static final class DiagnosticCells extends AbstractCellFactory {

        private final Frame frame;
        private final List<double[]> values;
        private int position;
        private int used;

        DiagnosticCells(DataColumnSpec[] columns, Frame frame, List<double[]> values) {
            super(false, columns);
            this.frame = frame;
            this.values = values;
        }

        @Override
        public DataCell[] getCells(DataRow row) {
            boolean isUsed = used < frame.rows() && frame.ordinal(used) == position++;
            int index = isUsed ? used++ : -1;
            return values.stream().map(column -> isUsed ? Cells.number(column[index], "Not defined for this row")
                : Cells.missing("The row was omitted because of missing values")).toArray(DataCell[]::new);
        }
    }
}
