package org.glmm.engine.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.glmm.engine.error.ModelException;
import org.glmm.engine.formula.FactorCoding;

/**
 * The columns that stand for the L levels of a factor: for every level a row of numbers, of which the non-zero ones are
 * kept. Indicators have L columns; contrasts have L - 1, which together with a column of ones span the indicators.
 */
public final class LevelColumns {

    /** As in R, polynomials of a higher degree have no correct digits. */
    private static final int MOST_POLYNOMIAL_LEVELS = 95;
    private static final double ROUNDING = 1e-13;

    private final List<String> suffixes;
    private final int[][] columns;
    private final double[][] values;
    private final int reference;
    private DMatrixRMaj inverse;

    private LevelColumns(List<String> suffixes, int[][] columns, double[][] values, int reference) {
        this.suffixes = suffixes;
        this.columns = columns;
        this.values = values;
        this.reference = reference;
    }

    /** A 0/1 column for every level. */
    static LevelColumns indicators(List<String> levels) {
        var columns = new int[levels.size()][];
        var values = new double[levels.size()][];
        for (int level = 0; level < columns.length; level++) {
            columns[level] = new int[] {level};
            values[level] = new double[] {1};
        }
        return new LevelColumns(equal(levels), columns, values, -1);
    }

    /**
     * Contrasts between the levels.
     *
     * @param name the factor, for messages
     * @throws ModelException if the reference is not a level, or there are too many levels
     */
    static LevelColumns contrasts(FactorCoding coding, List<String> levels, String name) {
        int size = levels.size();
        int reference = reference(coding, levels, name);
        return switch (coding.contrasts()) {
            case TREATMENT -> treatment(levels, reference);
            case SUM -> of(equal(without(levels, reference)), size,
                level -> IntStream.range(0, size).filter(other -> other != reference)
                    .mapToDouble(other -> level == reference ? -1 : level == other ? 1 : 0).toArray());
            case HELMERT -> of(levels.stream().skip(1).map(level -> "=" + level + " vs before").toList(), size,
                level -> IntStream.range(1, size)
                    .mapToDouble(later -> level == later ? later : level < later ? -1 : 0).toArray());
            case POLYNOMIAL -> polynomial(size, name);
        };
    }

    private static int reference(FactorCoding coding, List<String> levels, String name) {
        if (coding.reference().isEmpty()) {
            return coding.contrasts() == FactorCoding.Contrasts.SUM ? levels.size() - 1 : 0;
        }
        int reference = levels.indexOf(coding.reference());
        if (reference < 0) {
            throw new ModelException("The reference level \"" + coding.reference() + "\" of the factor \"" + name
                + "\" does not occur in the rows used; choose one of its levels, such as \"" + levels.get(0) + "\".");
        }
        return reference;
    }

    private static List<String> without(List<String> levels, int reference) {
        List<String> others = new ArrayList<>(levels);
        others.remove(reference);
        return others;
    }

    private static List<String> equal(List<String> levels) {
        List<String> suffixes = new ArrayList<>();
        for (String level : levels) {
            suffixes.add("=" + level);
        }
        return suffixes;
    }

    private static LevelColumns treatment(List<String> levels, int reference) {
        int size = levels.size();
        var columns = new int[size][];
        var values = new double[size][];
        for (int level = 0; level < size; level++) {
            columns[level] = level == reference ? new int[0] : new int[] {level < reference ? level : level - 1};
            values[level] = level == reference ? new double[0] : new double[] {1};
        }
        return new LevelColumns(equal(without(levels, reference)), columns, values, reference);
    }

    /** From the rows of a contrast matrix. */
    private static LevelColumns of(List<String> suffixes, int size, IntFunction<double[]> row) {
        var columns = new int[size][];
        var values = new double[size][];
        for (int level = 0; level < size; level++) {
            double[] dense = row.apply(level);
            columns[level] = IntStream.range(0, dense.length).filter(j -> dense[j] != 0).toArray();
            values[level] = Arrays.stream(columns[level]).mapToDouble(j -> dense[j]).toArray();
        }
        var result = new LevelColumns(suffixes, columns, values, -1);
        result.inverse = result.inverse();
        return result;
    }

    /** The polynomials by their three-term recurrence, orthogonalised against all before. */
    private static LevelColumns polynomial(int size, String name) {
        if (size > MOST_POLYNOMIAL_LEVELS) {
            throw new ModelException("The factor \"" + name + "\" has " + size + " levels, too many for polynomial "
                + "contrasts, which allow " + MOST_POLYNOMIAL_LEVELS + "; choose other contrasts or use it as a "
                + "number.");
        }
        double[][] basis = new double[size][size];
        Arrays.fill(basis[0], 1 / Math.sqrt(size));
        for (int degree = 1; degree < size; degree++) {
            for (int level = 0; level < size; level++) {
                basis[degree][level] = (level - (size - 1) / 2.0) * basis[degree - 1][level];
            }
            orthonormalise(basis, degree);
        }
        var suffixes = IntStream.range(1, size).mapToObj(LevelColumns::degree).toList();
        return of(suffixes, size, level -> IntStream.range(1, size).mapToDouble(d -> basis[d][level]).toArray());
    }

    private static void orthonormalise(double[][] basis, int degree) {
        double[] vector = basis[degree];
        for (int pass = 0; pass < 2; pass++) {
            for (int lower = 0; lower < degree; lower++) {
                double product = dot(basis[lower], vector);
                for (int i = 0; i < vector.length; i++) {
                    vector[i] -= product * basis[lower][i];
                }
            }
        }
        double length = Math.sqrt(dot(vector, vector));
        for (int i = 0; i < vector.length; i++) {
            vector[i] = Math.abs(vector[i]) <= ROUNDING * length ? 0 : vector[i] / length;
        }
    }

    private static double dot(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
    }

    private static String degree(int degree) {
        return switch (degree) {
            case 1 -> ".L";
            case 2 -> ".Q";
            case 3 -> ".C";
            default -> "^" + degree;
        };
    }

    /** The number of columns. */
    public int size() {
        return suffixes.size();
    }

    /** What the name of a column has after that of the factor: {@code =level}, {@code .L}. */
    String suffix(int column) {
        return suffixes.get(column);
    }

    /** The columns that are not zero for a level; shared. */
    int[] columns(int level) {
        return columns[level];
    }

    /** The values of {@link #columns(int)}; shared. */
    double[] values(int level) {
        return values[level];
    }

    /** The values of a column for each level. */
    public double[] column(int column) {
        double[] result = new double[columns.length];
        for (int level = 0; level < result.length; level++) {
            for (int i = 0; i < columns[level].length; i++) {
                result[level] += columns[level][i] == column ? values[level][i] : 0;
            }
        }
        return result;
    }

    /**
     * A function of the level as a combination of a column of ones and the contrasts.
     *
     * @param function its L values
     * @return L coefficients, that of the ones first
     */
    public double[] coefficients(double[] function) {
        double[] result = new double[function.length];
        if (reference >= 0) {
            result[0] = function[reference];
            for (int level = 0; level < function.length; level++) {
                if (level != reference) {
                    result[1 + columns[level][0]] = function[level] - function[reference];
                }
            }
            return result;
        }
        CommonOps_DDRM.mult(inverse, DMatrixRMaj.wrap(result.length, 1, function),
            DMatrixRMaj.wrap(result.length, 1, result));
        return Arrays.stream(result).map(value -> Math.abs(value) <= ROUNDING ? 0 : value).toArray();
    }

    private DMatrixRMaj inverse() {
        int size = columns.length;
        var matrix = new DMatrixRMaj(size, size);
        for (int level = 0; level < size; level++) {
            matrix.set(level, 0, 1);
            for (int i = 0; i < columns[level].length; i++) {
                matrix.set(level, 1 + columns[level][i], values[level][i]);
            }
        }
        CommonOps_DDRM.invert(matrix);
        return matrix;
    }
}
