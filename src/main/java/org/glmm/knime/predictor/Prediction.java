package org.glmm.knime.predictor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.glmm.knime.port.GlmmPortObjectSpec;
import org.glmm.knime.predictor.GlmmPredictorNodeParameters.Scale;
import org.glmm.knime.table.Cells;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnDomain;
import org.knime.core.data.DataColumnDomainCreator;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.util.UniqueNameGenerator;

/** The columns that are appended, and their cells. */
sealed interface Prediction {

    /** A row is given the event level if its probability is at least this. */
    double THRESHOLD = 0.5;

    /** The appended columns. */
    DataColumnSpec[] columns();

    /**
     * The cells of one row.
     *
     * @param value the prediction on the chosen scale
     */
    DataCell[] cells(double value);

    /**
     * The columns for a model and a table; empty as long as the two levels of a nominal response are not known.
     */
    static Optional<Prediction> of(GlmmPortObjectSpec model, GlmmPredictorNodeParameters parameters,
        DataTableSpec table) {
        var names = new UniqueNameGenerator(table);
        var name = parameters.predictionColumnName.orElse(GlmmPredictorNodeParameters.defaultName(model));
        if (parameters.scale == Scale.LINK || !model.isNominal()) {
            return Optional.of(new Number(names.newColumn(name, DoubleCell.TYPE)));
        }
        if (model.classes().isEmpty()) {
            return Optional.empty();
        }
        var probabilities = new ArrayList<DataColumnSpec>();
        if (parameters.appendProbabilities) {
            var response = model.formula().response().label();
            for (var level : model.classes()) {
                var wanted = "P (" + response + "=" + level + ")" + parameters.probabilitySuffix;
                probabilities.add(column(names.newName(wanted), DoubleCell.TYPE,
                    new DataColumnDomainCreator(new DoubleCell(0), new DoubleCell(1)).createDomain()));
            }
        }
        var levels = model.classes().stream().map(StringCell::new).toArray(StringCell[]::new);
        var predicted = column(names.newName(name), StringCell.TYPE,
            new DataColumnDomainCreator(levels).createDomain());
        return Optional.of(new Level(probabilities, predicted, List.of(levels)));
    }

    private static DataColumnSpec column(String name, DataType type, DataColumnDomain domain) {
        var creator = new DataColumnSpecCreator(name, type);
        creator.setDomain(domain);
        return creator.createSpec();
    }

    /** The cells of a row without a prediction. */
    default DataCell[] missing(String reason) {
        var cells = new DataCell[columns().length];
        Arrays.fill(cells, Cells.missing(reason));
        return cells;
    }

    /** A number: a mean or a linear predictor. */
    record Number(DataColumnSpec column) implements Prediction {

        @Override
        public DataColumnSpec[] columns() {
            return new DataColumnSpec[] {column};
        }

        @Override
        public DataCell[] cells(double value) {
            return new DataCell[] {new DoubleCell(value)};
        }
    }

    /** The more likely one of two levels, after their probabilities if these are wanted. */
    record Level(List<DataColumnSpec> probabilities, DataColumnSpec predicted, List<StringCell> levels)
        implements Prediction {

        @Override
        public DataColumnSpec[] columns() {
            var columns = new ArrayList<>(probabilities);
            columns.add(predicted);
            return columns.toArray(DataColumnSpec[]::new);
        }

        @Override
        public DataCell[] cells(double value) {
            var level = levels.get(value >= THRESHOLD ? 0 : 1);
            return probabilities.isEmpty() ? new DataCell[] {level}
                : new DataCell[] {new DoubleCell(value), new DoubleCell(1 - value), level};
        }
    }
}
