package org.glmm.engine.design;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import org.glmm.engine.formula.Expression;
import org.glmm.engine.frame.Kind;
import org.glmm.engine.frame.NumericColumn;
import org.glmm.engine.frame.RowValues;

/** A variable of the right-hand side, ready to be read from rows. */
sealed interface Variable {

    Expression expression();

    /** The indices of the inputs it reads. */
    int[] inputs();

    /** A variable whose value is a number. */
    record Numeric(Expression expression, int[] inputs, ToDoubleFunction<RowValues> function) implements Variable { }

    /** A variable whose value is the index of a level; a numeric input is looked up by its label. */
    record Factor(Expression expression, int[] inputs, Kind kind, List<String> levels, Map<String, Integer> codes)
            implements Variable {

        static Factor of(Expression expression, int input, Kind kind, List<String> levels) {
            var codes = new HashMap<String, Integer>(levels.size() * 2);
            for (int code = 0; code < levels.size(); code++) {
                codes.put(levels.get(code), code);
            }
            return new Factor(expression, new int[] {input}, kind, levels, codes);
        }

        String level(RowValues row) {
            return kind == Kind.NUMERIC ? NumericColumn.label(row.number(inputs[0]) + 0.0) : row.level(inputs[0]);
        }
    }
}
