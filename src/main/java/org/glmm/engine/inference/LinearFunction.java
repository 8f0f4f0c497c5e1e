package org.glmm.engine.inference;

import java.util.Arrays;
import java.util.List;

/**
 * A linear function of the linear predictor: a' b plus a known offset. Functions that are not estimable may have
 * differences that are, so the coefficients stand for the columns of X before rank detection.
 *
 * @param label what the function is, in words
 * @param coefficients a, for all columns of the recipe
 * @param offset the known part
 */
public record LinearFunction(String label, double[] coefficients, double offset) {

    /**
     * The sum of multiples of functions.
     *
     * @param multiples one for each function
     */
    public static LinearFunction combination(String label, double[] multiples, List<LinearFunction> functions) {
        double[] sum = new double[functions.get(0).coefficients.length];
        double offset = 0;
        for (int i = 0; i < multiples.length; i++) {
            if (multiples[i] != 0) {
                double[] other = functions.get(i).coefficients;
                for (int j = 0; j < sum.length; j++) {
                    sum[j] += multiples[i] * other[j];
                }
                offset += multiples[i] * functions.get(i).offset;
            }
        }
        return new LinearFunction(label, sum, offset);
    }

    /** The same function with another label. */
    public LinearFunction labelled(String other) {
        return new LinearFunction(other, coefficients, offset);
    }

    /** Whether it has no coefficient that is not zero. */
    public boolean isZero() {
        return Arrays.stream(coefficients).allMatch(value -> value == 0);
    }
}
