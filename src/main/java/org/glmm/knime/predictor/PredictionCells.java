package org.glmm.knime.predictor;

import java.util.concurrent.atomic.AtomicReference;

import org.glmm.engine.error.ModelException;
import org.glmm.engine.frame.RowValues;
import org.glmm.engine.predict.Predictor;
import org.glmm.knime.predictor.GlmmPredictorNodeParameters.Scale;
import org.glmm.knime.table.CellValues;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.AbstractCellFactory;

/** Predicts row by row; rows are independent and may be taken by several threads at once. */
final class PredictionCells extends AbstractCellFactory {

    private final Predictor predictor;
    private final Prediction prediction;
    private final Scale scale;
    private final String[] names;
    private final int[] indices;
    private final AtomicReference<ModelException> failure = new AtomicReference<>();

    PredictionCells(Predictor predictor, Prediction prediction, Scale scale, DataTableSpec table) {
        super(true, prediction.columns());
        this.predictor = predictor;
        this.prediction = prediction;
        this.scale = scale;
        names = predictor.inputs().stream().map(input -> input.name()).toArray(String[]::new);
        indices = table.columnsToIndices(names);
    }

    @Override
    public DataCell[] getCells(DataRow row) {
        try {
            return cells(row);
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

    private DataCell[] cells(DataRow row) {
        double eta = predictor.linearPredictor(new Values(row));
        if (Double.isNaN(eta)) {
            return prediction.missing(reason(row));
        }
        return prediction.cells(scale == Scale.LINK ? eta : predictor.mean(eta));
    }

    private String reason(DataRow row) {
        for (int i = 0; i < indices.length; i++) {
            if (row.getCell(indices[i]).isMissing()) {
                return "The value of \"" + names[i] + "\" is missing";
            }
        }
        return "A level was not in the training data, or a number is not finite";
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
