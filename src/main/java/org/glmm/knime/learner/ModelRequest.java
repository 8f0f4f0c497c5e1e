package org.glmm.knime.learner;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.glmm.engine.error.ModelException;
import org.glmm.engine.family.Distribution;
import org.glmm.engine.formula.Expression;
import org.glmm.engine.formula.FactorCoding;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.formula.MathFunction;
import org.glmm.engine.formula.Response;
import org.glmm.engine.frame.FactorColumn;
import org.glmm.engine.frame.Frame;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec;
import org.glmm.knime.learner.Choices.Specification;
import org.glmm.knime.learner.FixedEffectsParameters.ContrastCard;
import org.glmm.knime.port.GlmmPortObjectSpec;
import org.knime.core.data.DataColumnDomainCreator;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.StringCell;

/**
 * The model that the settings ask for, checked against a table.
 *
 * @param spec the model
 * @param columns the learning columns
 * @param response the two levels of a nominal response, if it is one
 * @param ignored settings that have no part in the model, one sentence each
 */
record ModelRequest(ModelSpec spec, DataTableSpec columns, Optional<NominalResponse> response, List<String> ignored) {

    /** KNIME lists the levels of a column up to this number. */
    private static final int MOST_DOMAIN_VALUES = 60;

    /**
     * @throws ModelException if the settings contradict each other, or the table lacks a column or has it with a type
     *             that does not fit
     */
    static ModelRequest of(GlmmLearnerNodeParameters parameters, DataTableSpec table) {
        var family = parameters.family();
        var link = parameters.response.link.link(family, parameters.response.power);
        var scale = parameters.residual.scale;
        var method = parameters.estimation.method.method(family, link, scale);
        var formula = checkedFormula(parameters, table);
        var categorical = new LinkedHashSet<>(List.of(parameters.fixedEffects.categoricalColumns));
        categorical.retainAll(formula.columns());
        var response = NominalResponse.of(formula.response(), family, categorical, table);
        var eventLevel = eventLevel(parameters.response.eventLevel, formula.response(), family, response.isPresent());
        var spec = new ModelSpec(formula, family, link, method, scale.isEstimated(family),
            parameters.data.weightsColumn, parameters.data.frequenciesColumn, eventLevel, categorical,
            codings(parameters, formula), parameters.estimation.control(), parameters.output.extras(method));
        return new ModelRequest(spec, learningColumns(spec, table), response, ignored(parameters, formula, method));
    }

    /**
     * The formula with the offsets of the dialog.
     *
     * @throws ModelException if the table lacks a column of the model, or has it with a type that does not fit
     */
    static Formula checkedFormula(GlmmLearnerNodeParameters parameters, DataTableSpec table) {
        var formula = formula(parameters, table);
        ColumnCheck.of(formula, parameters.family(), parameters.data.weightsColumn, parameters.data.frequenciesColumn,
            table);
        return formula;
    }

    /** The event level; it means nothing, and is not shown in the dialog, for events and trials. */
    private static Optional<String> eventLevel(String level, Response response, Distribution family, boolean nominal) {
        boolean asked = !level.isEmpty() && family.takesTrials() && response instanceof Response.Single;
        if (asked && !nominal) {
            throw new ModelException("The event level \"" + level + "\" is set, but the response " + response
                + " is numeric; clear the event level, or treat the column as categorical.");
        }
        return asked ? Optional.of(level) : Optional.empty();
    }

    /** The contrasts of the factors in the model. */
    private static Map<String, FactorCoding> codings(GlmmLearnerNodeParameters parameters, Formula formula) {
        return Stream.of(parameters.fixedEffects.codings).filter(card -> formula.columns().contains(card.column))
            .collect(Collectors.toMap(card -> card.column, ContrastCard::coding));
    }

    private static List<String> ignored(GlmmLearnerNodeParameters parameters, Formula formula, Method method) {
        var columns = formula.columns();
        return Stream.of(
            Stream.of(parameters.fixedEffects.categoricalColumns).filter(column -> !columns.contains(column))
                .map(column -> "The column \"" + column
                    + "\" is to be treated as categorical, but is not in the model."),
            Stream.of(parameters.fixedEffects.codings).map(card -> card.column)
                .filter(column -> !columns.contains(column))
                .map(column -> "There are contrasts for the column \"" + column + "\", but it is not in the model."),
            parameters.output.ignored(method)).flatMap(sentences -> sentences).toList();
    }

    private static Formula formula(GlmmLearnerNodeParameters parameters, DataTableSpec table) {
        var formula = parameters.specification == Specification.FORMULA
            ? Formula.parse(parameters.formula)
            : GuidedFormula.of(parameters, table);
        var offsets = new ArrayList<>(formula.offsets());
        parameters.data.offsetColumn.map(Expression.Column::new).ifPresent(offsets::add);
        parameters.data.exposureColumn.map(ModelRequest::logarithm).ifPresent(offsets::add);
        return new Formula(formula.response(), formula.intercept(), formula.fixed(), formula.random(), offsets);
    }

    private static Expression logarithm(String column) {
        return new Expression.Call(MathFunction.LOG, new Expression.Column(column));
    }

    private static DataTableSpec learningColumns(ModelSpec spec, DataTableSpec table) {
        return new DataTableSpec("Learning columns", spec.columns().stream()
            .map(table::getColumnSpec).map(ModelRequest::bare).toArray(DataColumnSpec[]::new));
    }

    /** The column without what a model has no use for: properties, colours, bounds. */
    private static DataColumnSpec bare(DataColumnSpec column) {
        var creator = new DataColumnSpecCreator(column.getName(), column.getType());
        if (column.getDomain().hasValues()) {
            creator.setDomain(new DataColumnDomainCreator(column.getDomain().getValues()).createDomain());
        }
        return creator.createSpec();
    }

    /** What is known of the model before the data are read. */
    GlmmPortObjectSpec portSpec() {
        return portSpec(columns, response.map(nominal -> nominal.classes(spec.eventLevel())).orElse(List.of()));
    }

    /** What is known of the model after the fit. */
    GlmmPortObjectSpec portSpec(Frame frame, FittedModel model) {
        var known = columns.stream().map(column -> withLevels(column, frame)).toArray(DataColumnSpec[]::new);
        return portSpec(new DataTableSpec(columns.getName(), known),
            response.map(nominal -> nominal.classes(model.spec().eventLevel(), frame)).orElse(List.of()));
    }

    private GlmmPortObjectSpec portSpec(DataTableSpec known, List<String> classes) {
        return new GlmmPortObjectSpec(spec.formula(), spec.distribution().name(), spec.link().name(), known,
            response.isPresent(), classes, spec.categorical());
    }

    private static DataColumnSpec withLevels(DataColumnSpec column, Frame frame) {
        if (!column.getType().equals(StringCell.TYPE)
            || !(frame.column(column.getName()) instanceof FactorColumn factor)) {
            return column;
        }
        var creator = new DataColumnSpecCreator(column.getName(), column.getType());
        if (factor.levels().size() <= MOST_DOMAIN_VALUES) {
            var cells = factor.levels().stream().map(StringCell::new).toArray(StringCell[]::new);
            creator.setDomain(new DataColumnDomainCreator(cells).createDomain());
        }
        return creator.createSpec();
    }
}
