package org.glmm.engine.design;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.glmm.engine.frame.RowValues;

/** The variables of one row: numbers and level codes by variable, and what is wrong with those that have none. */
final class RowReading {

    private static final int NONE = -1;

    final double[] numbers;
    final int[] codes;
    private final VariableTable variables;
    private final RowValues row;
    private final RowIssue[] issues;

    RowReading(VariableTable variables, RowValues row) {
        this.variables = variables;
        this.row = row;
        numbers = new double[variables.size()];
        codes = new int[variables.size()];
        issues = new RowIssue[variables.size()];
        for (int v = 0; v < issues.length; v++) {
            issues[v] = read(v, variables.get(v));
        }
    }

    private RowIssue read(int v, Variable variable) {
        for (int input : variable.inputs()) {
            if (row.missing(input)) {
                return new RowIssue(RowIssue.Reason.MISSING, variables.inputs().get(input).name(), "");
            }
        }
        if (variable instanceof Variable.Numeric numeric) {
            numbers[v] = numeric.function().applyAsDouble(row);
            return Double.isFinite(numbers[v]) ? null : new RowIssue(RowIssue.Reason.NOT_FINITE,
                variable.expression().label(), Double.toString(numbers[v]));
        }
        var factor = (Variable.Factor) variable;
        var level = factor.level(row);
        codes[v] = factor.codes().getOrDefault(level, NONE);
        return codes[v] != NONE ? null
            : new RowIssue(RowIssue.Reason.NEW_LEVEL, variables.inputs().get(factor.inputs()[0]).name(), level);
    }

    /** The first issue among the given variables; null if there is none. */
    RowIssue firstIssue(int[] among) {
        for (int v : among) {
            if (issues[v] != null) {
                return issues[v];
            }
        }
        return null;
    }

    /** The first issue of the given kind; null if there is none. */
    RowIssue firstIssue(int[] among, RowIssue.Reason reason) {
        return Arrays.stream(among).mapToObj(v -> issues[v])
            .filter(issue -> issue != null && issue.reason() == reason)
            .findFirst().orElse(null);
    }

    int[] codesOf(int[] factors) {
        return Arrays.stream(factors).map(v -> codes[v]).toArray();
    }

    /** The levels of factors, joined by ":". */
    String levelNames(int[] factors) {
        return Arrays.stream(factors).mapToObj(v -> ((Variable.Factor) variables.get(v)).level(row))
            .collect(Collectors.joining(":"));
    }
}
