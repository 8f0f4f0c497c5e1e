package org.glmm.knime.predictor;

import java.util.concurrent.atomic.AtomicReference;

import org.glmm.engine.error.ModelException;
import org.glmm.engine.frame.RowValues;
import org.glmm.engine.predict.Predictor;
import org.glmm.knime.table.CellValues;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.AbstractCellFactory;

/** Predicts row by row; rows are independent and may be taken by several threads at once. */
final class PredictionCells extends AbstractCellFactory {

    private final Predictor predictor;
    private final PredictedRow.Scales scales;
    private final OutputColumns columns;
    private final String[] names;
    private final int[] indices;
    private final AtomicReference<ModelException> failure = new AtomicReference<>();

    PredictionCells(Predictor predictor, PredictedRow.Scales scales, OutputColumns columns, DataTableSpec table) {
        super(true, columns.specs());
        this.predictor = predictor;
        this.scales = scales;
        this.columns = columns;
        names = predictor.inputs().stream().map(input -> input.name()).toArray(String[]::new);
        indices = table.columnsToIndices(names);
    }

    @Override
    public DataCell[] getCells(DataRow row) {
        try {
            return columns.cells(new PredictedRow(predictor.predict(new Values(row)), scales));
        } catch (ModelException e) {
            failure.compareAndSet(null, e);
            throw e;
        }
    }

    /** Throws the exception that ended the prediction, if one did; KNIME wraps it on the way out of its threads. */
    void rethrowFailure() {
        if (failure.get() != null) {
            throw failure.get();
        }
    }

    /** A row as the engine sees it. */
    private final class Values implements RowValues {

        private final DataRow row;

        Values(DataRow row) {
            this.row = row;
        }

        @Override
        public boolean missing(int input) {
            return row.getCell(indices[input]).isMissing();
        }

        @Override
        public double number(int input) {
            return CellValues.number(row.getCell(indices[input]), names[input]);
        }

        @Override
        public String level(int input) {
            return CellValues.level(row.getCell(indices[input]));
        }
    }
}
