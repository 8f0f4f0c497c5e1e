package org.glmm.engine.inference.contrast;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.apache.commons.math3.util.ArithmeticUtils;
import org.glmm.engine.inference.multiplicity.Adjustment;
import org.glmm.engine.inference.multiplicity.Adjustments;
import org.glmm.engine.inference.multiplicity.Family;

/** Which comparisons are made among means. */
public enum ComparisonKind {

    /** Each mean minus each later one. */
    PAIRS(Family.Kind.PAIRS, Adjustments.TUKEY_KRAMER) {
        @Override
        List<Row> rows(List<String> labels, int control) {
            var rows = new ArrayList<Row>();
            for (int i = 0; i < labels.size(); i++) {
                for (int j = i + 1; j < labels.size(); j++) {
                    rows.add(difference(labels, i, j));
                }
            }
            return rows;
        }
    },

    /** Each mean minus that of the control. */
    CONTROL(Family.Kind.CONTROL, Adjustments.DUNNETT) {
        @Override
        List<Row> rows(List<String> labels, int control) {
            return IntStream.range(0, labels.size()).filter(i -> i != control)
                .mapToObj(i -> difference(labels, i, control)).toList();
        }
    },

    /** Each mean minus the average of all. */
    AVERAGE(Family.Kind.AVERAGE, Adjustments.NELSON) {
        @Override
        List<Row> rows(List<String> labels, int control) {
            int n = labels.size();
            return IntStream.range(0, n).mapToObj(i -> new Row(labels.get(i) + " - average",
                IntStream.range(0, n).mapToDouble(j -> (i == j ? 1 : 0) - 1.0 / n).toArray())).toList();
        }
    },

    /** Each mean after the first minus the one before it. */
    CONSECUTIVE(Family.Kind.OTHER, Adjustments.MULTIVARIATE_T) {
        @Override
        List<Row> rows(List<String> labels, int control) {
            return IntStream.range(1, labels.size()).mapToObj(i -> difference(labels, i, i - 1)).toList();
        }
    },

    /**
     * Orthogonal polynomials over equally spaced levels, with the smallest whole coefficients, up to the sixth degree.
     */
    POLYNOMIAL(Family.Kind.OTHER, Adjustments.NONE) {
        @Override
        List<Row> rows(List<String> labels, int control) {
            int degrees = Math.min(DEGREES.size(), labels.size() - 1);
            return IntStream.rangeClosed(1, degrees)
                .mapToObj(degree -> new Row(DEGREES.get(degree - 1), polynomial(labels.size(), degree))).toList();
        }
    };

    private static final List<String> DEGREES = List.of("linear", "quadratic", "cubic", "quartic", "degree 5",
        "degree 6");

    private final Family.Kind family;
    private final Adjustment adjustment;

    /** A comparison: its name and the multiples of the means. */
    record Row(String label, double[] multiples) { }

    ComparisonKind(Family.Kind family, Adjustment adjustment) {
        this.family = family;
        this.adjustment = adjustment;
    }

    /** The comparisons of means with given labels. */
    abstract List<Row> rows(List<String> labels, int control);

    /** What the comparisons are to an adjustment for multiplicity. */
    public Family.Kind family() {
        return family;
    }

    /** The adjustment that is made for them. */
    public Adjustment usualAdjustment() {
        return adjustment;
    }

    private static Row difference(List<String> labels, int i, int j) {
        double[] multiples = new double[labels.size()];
        multiples[i] = 1;
        multiples[j] = -1;
        return new Row(labels.get(i) + " - " + labels.get(j), multiples);
    }

    /**
     * The orthogonal polynomial of a degree at 0, ..., n - 1, by the three-term recurrence of the discrete Chebyshev
     * polynomials, whose values are whole numbers, divided by their greatest common divisor.
     */
    private static double[] polynomial(int n, int degree) {
        double[] values = IntStream.range(0, n).mapToDouble(x -> chebyshev(degree, x, n)).toArray();
        long divisor = 0;
        for (double value : values) {
            divisor = ArithmeticUtils.gcd(divisor, Math.round(value));
        }
        for (int x = 0; x < n; x++) {
            values[x] = Math.rint(values[x] / divisor);
        }
        return values;
    }

    /**
     * sum over k of (-1)^(m - k) C(m + k, k) C(n - 1 - k, n - 1 - m) C(x, k), of degree m (Szego 1975, section 2.8).
     */
    private static double chebyshev(int m, int x, int n) {
        double sum = 0;
        for (int k = 0; k <= Math.min(m, x); k++) {
            sum += ((m - k) % 2 == 0 ? 1 : -1) * ArithmeticUtils.binomialCoefficientDouble(m + k, k)
                * ArithmeticUtils.binomialCoefficientDouble(n - 1 - k, n - 1 - m)
                * ArithmeticUtils.binomialCoefficientDouble(x, k);
        }
        return sum;
    }
}
