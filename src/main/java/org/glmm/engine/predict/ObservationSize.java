package org.glmm.engine.predict;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import org.glmm.engine.design.Evaluator;
import org.glmm.engine.formula.Expression;
import org.glmm.engine.formula.Operator;
import org.glmm.engine.formula.Response;
import org.glmm.engine.frame.ColumnRequest;
import org.glmm.engine.frame.Kind;
import org.glmm.engine.frame.RowValues;
import org.glmm.engine.model.ModelSpec;

/** The number of trials and the prior weight of a new observation, from columns that no effect of the model needs. */
final class ObservationSize {

    private final Map<String, Integer> columns = new LinkedHashMap<>();
    private final int first;
    private final ToDoubleFunction<RowValues> trials;
    private final ToDoubleFunction<RowValues> weight;

    /**
     * @param first the index that the first column has in the rows
     */
    ObservationSize(ModelSpec spec, int first) {
        this.first = first;
        this.trials = compile(trials(spec.formula().response()));
        this.weight = compile(
            spec.weights().<Expression>map(Expression.Column::new).orElse(new Expression.Constant(1)));
    }

    private static Expression trials(Response response) {
        if (response instanceof Response.Proportion proportion) {
            return proportion.trials();
        }
        if (response instanceof Response.Counts counts) {
            return new Expression.Arithmetic(Operator.ADD, counts.events(), counts.failures());
        }
        return new Expression.Constant(1);
    }

    private ToDoubleFunction<RowValues> compile(Expression expression) {
        int[] read = expression.columns().stream()
            .mapToInt(column -> columns.computeIfAbsent(column, name -> first + columns.size())).toArray();
        var value = Evaluator.compile(expression, columns::get);
        return row -> {
            for (int input : read) {
                if (row.missing(input)) {
                    return Double.NaN;
                }
            }
            double number = value.applyAsDouble(row);
            return number > 0 && number < Double.POSITIVE_INFINITY ? number : Double.NaN;
        };
    }

    List<ColumnRequest> inputs() {
        return columns.keySet().stream().map(name -> new ColumnRequest(name, Kind.NUMERIC)).toList();
    }

    /** The number of trials, 1 without any; NaN if it is missing or not positive. */
    double trials(RowValues row) {
        return trials.applyAsDouble(row);
    }

    /** The prior weight, 1 without any; NaN if it is missing or not positive. */
    double weight(RowValues row) {
        return weight.applyAsDouble(row);
    }
}
