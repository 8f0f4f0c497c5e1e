package org.glmm.engine.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A linear function of the linear predictor: a' b plus a known offset. Functions that are not estimable may have
 * differences that are, so the coefficients stand for the columns of X before rank detection.
 *
 * @param label what the function is, in words
 * @param coefficients a, for all columns of the recipe
 * @param offset the known part
 * @param terms the terms of the model that it is about, by index: those whose means or slopes it is made of; empty for
 *            means that belong to no term
 */
public record LinearFunction(String label, double[] coefficients, double offset, Set<Integer> terms) {

    public LinearFunction {
        terms = Set.copyOf(terms);
    }

    /**
     * The sum of multiples of functions. It is about the terms of all of them, if they all have terms.
     *
     * @param multiples one for each function
     */
    public static LinearFunction combination(String label, double[] multiples, List<LinearFunction> functions) {
        double[] sum = new double[functions.get(0).coefficients.length];
        double offset = 0;
        var chosen = new ArrayList<LinearFunction>();
        for (int i = 0; i < multiples.length; i++) {
            if (multiples[i] != 0) {
                double[] other = functions.get(i).coefficients;
                for (int j = 0; j < sum.length; j++) {
                    sum[j] += multiples[i] * other[j];
                }
                offset += multiples[i] * functions.get(i).offset;
                chosen.add(functions.get(i));
            }
        }
        return new LinearFunction(label, sum, offset, terms(chosen));
    }

    /** The terms that functions are about together; none if one of them has none. */
    static Set<Integer> terms(List<LinearFunction> functions) {
        return functions.stream().anyMatch(function -> function.terms.isEmpty()) ? Set.of()
            : functions.stream().flatMap(function -> function.terms.stream()).collect(Collectors.toSet());
    }

    /** The same function with another label. */
    public LinearFunction labelled(String other) {
        return new LinearFunction(other, coefficients, offset, terms);
    }

    /** The same function, about other terms. */
    public LinearFunction about(Set<Integer> others) {
        return new LinearFunction(label, coefficients, offset, others);
    }
}
