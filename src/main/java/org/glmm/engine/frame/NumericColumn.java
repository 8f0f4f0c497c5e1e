package org.glmm.engine.frame;

import java.util.Arrays;
import java.util.List;

/** A column of finite numbers. The array is shared, not copied; nobody may write to it. */
public record NumericColumn(String name, double[] values) implements Column {

    /** The largest magnitude that a model can use: squares of products of a few columns must not overflow. */
    public static final double LARGEST = 1e50;

    private static final double EXACT_INTEGERS = 1e15;

    @Override
    public int rows() {
        return values.length;
    }

    /** One level for each distinct value, in ascending order. */
    @Override
    public FactorColumn asFactor() {
        double[] distinct = Arrays.stream(values).map(NumericColumn::withoutNegativeZero).sorted().distinct().toArray();
        int[] codes = new int[values.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = Arrays.binarySearch(distinct, withoutNegativeZero(values[i]));
        }
        List<String> levels = Arrays.stream(distinct).mapToObj(NumericColumn::label).toList();
        return new FactorColumn(name, codes, levels);
    }

    /** The level name of a number: "2" for 2.0, "0.5" for 0.5. */
    public static String label(double value) {
        boolean integer = value == Math.rint(value) && Math.abs(value) < EXACT_INTEGERS;
        return integer ? Long.toString((long) value) : Double.toString(value);
    }

    private static double withoutNegativeZero(double value) {
        return value + 0.0;
    }
}
