package org.glmm.engine.inference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.glmm.engine.design.Alias;
import org.glmm.engine.design.DesignRecipe;
import org.glmm.engine.design.FixedColumn;

/**
 * The type III hypotheses of SAS as hypotheses on the p coefficients of X.
 *
 * <p>Let C, p x P, hold the columns of the overparametrised design as multiples of the columns of X. The estimable
 * functions of its P parameters are a' C, and a' b estimates them. The hypothesis of a term takes those that are zero
 * on every term that does not contain it and, of these, the ones orthogonal to all that involve only terms that do
 * contain it (Goodnight 1980, Communications in Statistics A 9, 167-180). It does not depend on the coding of factors;
 * in a factorial without empty cells it says that the unweighted marginal means are equal.
 *
 * <p>In the first condition the parameters of columns that rank detection dropped from other terms are zero, as in the
 * table of coefficients. So of two terms with the same columns the first is tested and the second is not estimable,
 * where SAS tests neither.
 */
final class TypeThreeHypotheses implements Hypotheses {

    private final IndicatorColumns indicators;
    private final int size;
    private final int terms;
    private final int[] termOf;
    private final int[] position;
    private final List<FixedColumn> columns;
    private final Map<Integer, Alias> aliases = new HashMap<>();
    private final List<List<Map<Integer, Double>>> parameters = new ArrayList<>();
    private final DMatrixRMaj products;
    private final double[] scale;

    TypeThreeHypotheses(DesignRecipe recipe) {
        indicators = new IndicatorColumns(recipe);
        int[] kept = recipe.keptIndices();
        size = kept.length;
        columns = recipe.columns();
        terms = recipe.terms().size();
        termOf = recipe.keptColumns().stream().mapToInt(FixedColumn::term).toArray();
        position = new int[columns.size()];
        IntStream.range(0, size).forEach(j -> position[kept[j]] = j);
        recipe.aliases().forEach(alias -> aliases.put(alias.column(), alias));
        products = new DMatrixRMaj(size, size);
        if (recipe.formula().intercept()) {
            addProducts(Map.of(0, 1.0));
        }
        for (int term = 0; term < terms; term++) {
            var own = new ArrayList<Map<Integer, Double>>();
            indicators.forEach(term, column -> {
                addProducts(keptColumns(column, dropped -> true));
                own.add(column);
            });
            parameters.add(own);
        }
        scale = IntStream.range(0, size).mapToDouble(j -> Math.sqrt(products.get(j, j))).toArray();
    }

    /**
     * A combination of columns before rank detection as one of the columns kept; dropped ones of other terms are zero.
     */
    private Map<Integer, Double> keptColumns(Map<Integer, Double> combination, IntPredicate ofTerm) {
        var sum = new TreeMap<Integer, Double>();
        combination.forEach((column, multiple) -> {
            var alias = aliases.get(column);
            if (alias == null) {
                sum.merge(position[column], multiple, Double::sum);
            } else if (ofTerm.test(columns.get(column).term())) {
                for (int i = 0; i < alias.sources().length; i++) {
                    sum.merge(position[alias.sources()[i]], multiple * alias.coefficients()[i], Double::sum);
                }
            }
        });
        return sum;
    }

    /** C C' grows by one column of C. */
    private void addProducts(Map<Integer, Double> column) {
        column.forEach((i, left) -> column.forEach((j, right) -> products.add(i, j, left * right)));
    }

    /** The rows a' of a term's hypothesis in echelon form, r x p with r the number of its estimable functions. */
    @Override
    public DMatrixRMaj of(int term) {
        IntPredicate isAbove = other -> indicators.contains(other, term);
        IntPredicate isWithin = other -> other == term || isAbove.test(other);
        int[] above = coefficients(isAbove);
        int[] within = coefficients(isWithin);
        var containing = NullSpace.of(zeroOutside(isAbove, above), above.length);
        var equations = zeroOutside(isWithin, within);
        equations.addAll(orthogonality(containing, above, within));
        return onAllColumns(NullSpace.of(equations, within.length), within);
    }

    private int[] coefficients(IntPredicate ofTerm) {
        return IntStream.range(0, size)
            .filter(j -> termOf[j] != FixedColumn.INTERCEPT && ofTerm.test(termOf[j])).toArray();
    }

    /**
     * The equations that make functions of the coefficients of some terms zero on the parameters of all other terms.
     */
    private List<double[]> zeroOutside(IntPredicate ofTerm, int[] coefficients) {
        var equations = new ArrayList<double[]>();
        IntStream.range(0, terms).filter(ofTerm.negate()).forEach(term -> {
            for (var column : parameters.get(term)) {
                var parameter = keptColumns(column, ofTerm);
                double[] equation = IntStream.of(coefficients)
                    .mapToDouble(j -> parameter.getOrDefault(j, 0.0) / scale[j]).toArray();
                if (IntStream.range(0, equation.length).anyMatch(i -> equation[i] != 0)) {
                    equations.add(equation);
                }
            }
        });
        return equations;
    }

    private List<double[]> orthogonality(DMatrixRMaj functions, int[] used, int[] coefficients) {
        var between = new DMatrixRMaj(used.length, coefficients.length);
        for (int i = 0; i < used.length; i++) {
            for (int j = 0; j < coefficients.length; j++) {
                between.set(i, j, products.get(used[i], coefficients[j]) / (scale[used[i]] * scale[coefficients[j]]));
            }
        }
        var equations = new DMatrixRMaj(functions.numRows, coefficients.length);
        CommonOps_DDRM.mult(functions, between, equations);
        return IntStream.range(0, equations.numRows)
            .mapToObj(i -> CommonOps_DDRM.extractRow(equations, i, null).data).toList();
    }

    private DMatrixRMaj onAllColumns(DMatrixRMaj functions, int[] coefficients) {
        var hypothesis = new DMatrixRMaj(functions.numRows, size);
        for (int i = 0; i < functions.numRows; i++) {
            for (int j = 0; j < coefficients.length; j++) {
                hypothesis.set(i, coefficients[j], functions.get(i, j) / scale[coefficients[j]]);
            }
        }
        return Echelon.reduce(hypothesis);
    }
}
