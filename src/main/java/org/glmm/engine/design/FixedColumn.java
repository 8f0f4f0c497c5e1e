package org.glmm.engine.design;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.glmm.engine.formula.Expression;

/**
 * A column of a design matrix.
 *
 * @param name for example {@code (Intercept)}, {@code x}, {@code management=M2:mix=S2}
 * @param term index of the term it belongs to; {@link #INTERCEPT} for the intercept
 * @param positions for every factor of the term the index of its column; the term's numeric variables are not in the
 *            map
 */
public record FixedColumn(String name, int term, Map<Expression, Integer> positions) {

    /** The term index of the intercept. */
    public static final int INTERCEPT = -1;

    static FixedColumn intercept() {
        return new FixedColumn("(Intercept)", INTERCEPT, Map.of());
    }

    static List<String> names(List<FixedColumn> columns) {
        List<String> names = new ArrayList<>();
        for (var column : columns) {
            names.add(column.name());
        }
        return names;
    }

    /** {@code column} gives the column of each variable. */
    static FixedColumn of(int term, List<CodedVariable> variables, int[] column) {
        var parts = new ArrayList<String>();
        var positions = new LinkedHashMap<Expression, Integer>();
        for (int v = 0; v < column.length; v++) {
            var variable = variables.get(v);
            if (variable.isFactor()) {
                positions.put(variable.variable(), column[v]);
                parts.add(variable.variable().label() + variable.code().suffix(column[v]));
            } else {
                parts.add(variable.variable().label());
            }
        }
        return new FixedColumn(String.join(":", parts), term, Collections.unmodifiableMap(positions));
    }
}
