package org.glmm.knime.learner;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;

import org.glmm.engine.diagnose.Diagnostics;
import org.glmm.engine.diagnose.Influence;
import org.glmm.engine.diagnose.InfluenceRequest;
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

    private static final String TAKES_LONG =
        "Cook's distances of crossed groups take long here; they are computed if all"
        + " influence is chosen under diagnostics of rows";

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
        if (choice.influence() != InfluenceRequest.NONE) {
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
        rearranger.append(new DiagnosticCells(columns(spec, formula, choice), frame, cells(diagnostics, choice)));
        return exec.createColumnRearrangeTable(table, rearranger, exec);
    }

    /** What gives the cells of the columns by the index of the row in the frame. */
    private static List<IntFunction<DataCell>> cells(Diagnostics diagnostics, RowDiagnostics choice) {
        var columns = new ArrayList<IntFunction<DataCell>>();
        if (choice != RowDiagnostics.NONE) {
            Residuals r = diagnostics.residuals();
            Stream.of(r.fitted(), r.marginalFitted(), r.raw(), r.marginalRaw(), r.pearson(), r.deviance(),
                r.studentised(), r.marginalStudentised(), r.quantile(), r.leverage()).map(DiagnosticsTable::defined)
                .forEach(columns::add);
        }
        diagnostics.influence().ifPresent(influence -> {
            columns.add(defined(influence.rows()));
            influence.groups().forEach(groups -> columns.add(groups.takesLong() ? row -> Cells.missing(TAKES_LONG)
                : defined(groups.distances())));
        });
        return columns;
    }

    private static IntFunction<DataCell> defined(double[] values) {
        return row -> Cells.number(values[row], "Not defined for this row");
    }

    /** Goes through all rows of the table in order; those of the frame are some of them, in the same order. */
    private static final class DiagnosticCells extends AbstractCellFactory {

        private final Frame frame;
        private final List<IntFunction<DataCell>> cells;
        private int position;
        private int used;

        DiagnosticCells(DataColumnSpec[] columns, Frame frame, List<IntFunction<DataCell>> cells) {
            super(false, columns);
            this.frame = frame;
            this.cells = cells;
        }

        @Override
        public DataCell[] getCells(DataRow row) {
            boolean isUsed = used < frame.rows() && frame.ordinal(used) == position++;
            int index = isUsed ? used++ : -1;
            return cells.stream().map(column -> isUsed ? column.apply(index)
                : Cells.missing("The row was omitted because of missing values")).toArray(DataCell[]::new);
        }
    }
}
