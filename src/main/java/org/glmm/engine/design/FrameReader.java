package org.glmm.engine.design;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.glmm.engine.error.ModelException;
import org.glmm.engine.formula.Expression;
import org.glmm.engine.frame.Column;
import org.glmm.engine.frame.FactorColumn;
import org.glmm.engine.frame.Frame;
import org.glmm.engine.frame.NumericColumn;

/** Evaluates expressions on a frame, column by column. */
final class FrameReader {

    private final Frame frame;
    private final Set<String> categorical;
    private final Map<String, FactorColumn> factors = new HashMap<>();

    FrameReader(Frame frame, Set<String> categorical) {
        this.frame = frame;
        this.categorical = categorical;
    }

    /** Whether the variable, standing alone in a term, is a factor. */
    boolean isFactor(Expression variable) {
        return variable instanceof Expression.Categorical || variable instanceof Expression.Column column
            && (categorical.contains(column.name()) || frame.column(column.name()) instanceof FactorColumn);
    }

    /** A column as it is in the data. */
    Column column(String name) {
        return frame.column(name);
    }

    /** The single column of an expression as a factor. */
    FactorColumn factor(Expression variable) {
        String name = variable.columns().get(0);
        FactorColumn factor = factors.get(name);
        if (factor == null) {
            factor = frame.column(name).asFactor();
            factors.put(name, factor);
        }
        return factor;
    }

    /**
     * The values of a numeric expression, the frame's own array for a plain column.
     *
     * @throws ModelException if a column is not numeric or a value is not finite
     */
    double[] numbers(Expression expression) {
        for (var name : expression.columns()) {
            if (frame.column(name) instanceof FactorColumn) {
                throw new ModelException("The column \"" + name + "\" holds text and cannot be used as a number"
                    + (expression instanceof Expression.Column ? "" : " in " + expression)
                    + "; choose a numeric column.");
            }
        }
        return column(expression) instanceof NumericColumn plain ? plain.values() : evaluate(expression);
    }

    /** A numeric column, or ones without one. */
    double[] numbers(Optional<String> name, int rows) {
        if (name.isPresent() && frame.column(name.get()) instanceof NumericColumn column) {
            return column.values();
        }
        double[] ones = new double[rows];
        Arrays.fill(ones, 1);
        return ones;
    }

    private Column column(Expression expression) {
        return expression instanceof Expression.Column column ? frame.column(column.name()) : null;
    }

    private double[] evaluate(Expression expression) {
        var names = expression.columns();
        var function = Evaluator.compile(expression, names::indexOf);
        var row = new FrameRow(frame, names);
        double[] values = new double[frame.rows()];
        for (int i = 0; i < values.length; i++) {
            row.moveTo(i);
            values[i] = function.applyAsDouble(row);
            if (!(Math.abs(values[i]) <= NumericColumn.LARGEST)) {
                throw notUsable(expression, values[i], names, i);
            }
        }
        return values;
    }

    private ModelException notUsable(Expression expression, double value, List<String> names, int row) {
        var where = names.stream()
            .map(name -> "\"" + name + "\" = "
                + NumericColumn.label(((NumericColumn) frame.column(name)).values()[row]))
            .collect(Collectors.joining(", "));
        return new ModelException("The expression " + expression
            + (Double.isFinite(value) ? " is too large to compute with in row " : " has no finite value in row ")
            + (row + 1) + " of the rows used, where " + where + "; change the expression or leave the row out.");
    }
}
