package org.glmm.engine.inference;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;

import org.ejml.data.DMatrixRMaj;
import org.glmm.engine.design.FixedColumn;
import org.glmm.engine.model.FittedModel;

/**
 * The type I and type II hypotheses of SAS: a term's columns of X after those of some other terms have been swept out,
 * by the forward Doolittle factorisation X'X = U'D U with a unit upper triangular U, in the order of the other terms'
 * columns, the term's columns, and the rest. The term's rows of U are its hypothesis (Goodnight 1979, Amer. Statist.
 * 33, 149-158).
 */
final class SequentialHypotheses implements Hypotheses {

    private final int[] termOf;
    private final double[] products;
    private final Order order;

    /** Which terms come before a term. */
    interface Order {
        boolean isBefore(int other, int term);
    }

    SequentialHypotheses(FittedModel model, Order order) {
        this.termOf = model.recipe().keptColumns().stream().mapToInt(FixedColumn::term).toArray();
        this.products = model.testBasis().crossProducts();
        this.order = order;
    }

    @Override
    public DMatrixRMaj of(int term) {
        int p = termOf.length;
        int[] before = columns(other -> other == FixedColumn.INTERCEPT || order.isBefore(other, term), term);
        int[] own = IntStream.range(0, p).filter(j -> termOf[j] == term).toArray();
        int[] after = columns(other -> other != FixedColumn.INTERCEPT && !order.isBefore(other, term), term);
        int[] sequence = IntStream.concat(IntStream.concat(IntStream.of(before), IntStream.of(own)),
            IntStream.of(after))
            .toArray();
        double[][] swept = new double[p][p];
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < p; j++) {
                swept[i][j] = products[sequence[i] * p + sequence[j]];
            }
        }
        var result = new DMatrixRMaj(own.length, p);
        for (int k = 0; k < before.length + own.length; k++) {
            eliminate(swept, k);
            for (int j = k; k >= before.length && j < p; j++) {
                result.set(k - before.length, sequence[j], swept[k][j] / swept[k][k]);
            }
        }
        return result;
    }

    private int[] columns(IntPredicate ofTerm, int term) {
        return IntStream.range(0, termOf.length).filter(j -> termOf[j] != term && ofTerm.test(termOf[j])).toArray();
    }

    /** Gaussian elimination of the rows below a pivot. */
    private static void eliminate(double[][] rows, int pivot) {
        for (int i = pivot + 1; i < rows.length; i++) {
            double factor = rows[i][pivot] / rows[pivot][pivot];
            for (int j = pivot; j < rows.length; j++) {
                rows[i][j] -= factor * rows[pivot][j];
            }
        }
    }
}
