package org.glmm.knime.predictor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.glmm.engine.predict.Scope;
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

/** The columns that are appended, and where their cells come from. */
final class OutputColumns {

    private static final String NO_OBSERVATION =
        "A new observation has no interval: its trials or weight are missing, a mean"
        + " that the distribution cannot have is possible, or the variance has an over-dispersion scale, which leaves "
        + "no distribution";

    /** One appended column. */
    private record Output(DataColumnSpec spec, Function<PredictedRow, DataCell> cell) {
    }

    private final GlmmPortObjectSpec model;
    private final GlmmPredictorNodeParameters parameters;
    private final UniqueNameGenerator names;
    private final List<Output> outputs = new ArrayList<>();

    private OutputColumns(GlmmPortObjectSpec model, GlmmPredictorNodeParameters parameters, DataTableSpec table) {
        this.model = model;
        this.parameters = parameters;
        this.names = new UniqueNameGenerator(table);
    }

    /** The columns for a model and a table; empty as long as the two levels of a nominal response are not known. */
    static Optional<OutputColumns> of(GlmmPortObjectSpec model, GlmmPredictorNodeParameters parameters,
        DataTableSpec table) {
        if (parameters.scale != Scale.LINK && model.isNominal() && model.classes().isEmpty()) {
            return Optional.empty();
        }
        var columns = new OutputColumns(model, parameters, table);
        parameters.scopes().forEach(columns::add);
        if (parameters.contributions && parameters.conditional) {
            columns.addContributions();
        }
        return Optional.of(columns);
    }

    private void add(Scope scope) {
        if (parameters.scale != Scale.LINK) {
            if (model.isNominal()) {
                addClass(scope);
            } else {
                addNumber(predictionName(scope, false), scope, row -> row.estimate(scope, false).value());
            }
            addUncertainty(scope, false);
            addObservations(scope);
        }
        if (parameters.scale != Scale.RESPONSE) {
            addNumber(predictionName(scope, true), scope, row -> row.estimate(scope, true).value());
            addUncertainty(scope, true);
        }
    }

    /** The more likely one of two levels, after their probabilities if these are wanted. */
    private void addClass(Scope scope) {
        var classes = model.classes();
        if (parameters.appendProbabilities) {
            var unit = new DataColumnDomainCreator(new DoubleCell(0), new DoubleCell(1)).createDomain();
            addNumber("P (" + label(response() + "=" + classes.get(0), scope, false) + ")", unit, scope,
                row -> row.estimate(scope, false).value());
            addNumber("P (" + label(response() + "=" + classes.get(1), scope, false) + ")", unit, scope,
                row -> 1 - row.estimate(scope, false).value());
        }
        var levels = classes.stream().map(StringCell::new).toArray(StringCell[]::new);
        var domain = new DataColumnDomainCreator(levels).createDomain();
        double threshold = parameters.threshold;
        add(predictionName(scope, false), StringCell.TYPE, domain, row -> row.isPresent(scope)
            ? levels[row.estimate(scope, false).value() >= threshold ? 0 : 1] : Cells.missing(row.reason(scope)));
    }

    private void addUncertainty(Scope scope, boolean link) {
        var label = label(model.isNominal() && !link ? response() + "=" + model.classes().get(0) : response(),
            scope, link);
        if (parameters.standardErrors) {
            addNumber("Std. Err. (" + label + ")", scope, row -> row.estimate(scope, link).standardError());
        }
        if (parameters.confidenceIntervals) {
            addNumber("Lower bound (" + label + ")", scope, row -> row.estimate(scope, link).interval().lower());
            addNumber("Upper bound (" + label + ")", scope, row -> row.estimate(scope, link).interval().upper());
        }
    }

    private void addObservations(Scope scope) {
        if (parameters.predictionIntervals && !model.isNominal()) {
            var label = label(response(), scope, false);
            addObservation("Lower prediction bound (" + label + ")", scope, row -> row.observation(scope).lower());
            addObservation("Upper prediction bound (" + label + ")", scope, row -> row.observation(scope).upper());
        }
    }

    private void addObservation(String name, Scope scope, ToDoubleFunction<PredictedRow> value) {
        add(name, DoubleCell.TYPE, null, row -> Cells.number(value.applyAsDouble(row),
            row.isPresent(scope) ? NO_OBSERVATION : row.reason(scope)));
    }

    private void addContributions() {
        var terms = model.formula().random();
        for (int t = 0; t < terms.size(); t++) {
            int term = t;
            addNumber("Contribution " + terms.get(t), Scope.CONDITIONAL, row -> row.contribution(term));
        }
    }

    private void addNumber(String name, Scope scope, ToDoubleFunction<PredictedRow> value) {
        addNumber(name, null, scope, value);
    }

    private void addNumber(String name, DataColumnDomain domain, Scope scope, ToDoubleFunction<PredictedRow> value) {
        add(name, DoubleCell.TYPE, domain,
            row -> Cells.number(row.isPresent(scope) ? value.applyAsDouble(row) : Double.NaN, row.reason(scope)));
    }

    private void add(String name, DataType type, DataColumnDomain domain, Function<PredictedRow, DataCell> cell) {
        var creator = new DataColumnSpecCreator(names.newName(name + parameters.suffix), type);
        if (domain != null) {
            creator.setDomain(domain);
        }
        outputs.add(new Output(creator.createSpec(), cell));
    }

    private String predictionName(Scope scope, boolean link) {
        var custom = parameters.predictionColumnName;
        if (custom.isEmpty()) {
            return "Prediction (" + label(response(), scope, link) + ")";
        }
        var qualifiers = qualifiers(scope, link).collect(Collectors.joining(", "));
        return qualifiers.isEmpty() ? custom.get() : custom.get() + " (" + qualifiers + ")";
    }

    private String response() {
        return model.formula().response().label();
    }

    /** What a column is about: the response, and what tells the column from others of its kind. */
    private String label(String response, Scope scope, boolean link) {
        return Stream.concat(Stream.of(response), qualifiers(scope, link)).collect(Collectors.joining(", "));
    }

    private Stream<String> qualifiers(Scope scope, boolean link) {
        Stream<String> group = switch (scope) {
            case CONDITIONAL -> Stream.empty();
            case TYPICAL -> Stream.of("typical");
            case POPULATION -> Stream.of("population");
        };
        return Stream.concat(parameters.scopes().size() == 1 ? Stream.empty() : group,
            link && parameters.scale == Scale.BOTH ? Stream.of("link") : Stream.empty());
    }

    /** The appended columns. */
    DataColumnSpec[] specs() {
        return outputs.stream().map(Output::spec).toArray(DataColumnSpec[]::new);
    }

    /** The appended cells of one row. */
    DataCell[] cells(PredictedRow row) {
        return outputs.stream().map(output -> output.cell.apply(row)).toArray(DataCell[]::new);
    }
}
