package org.glmm.engine.estimate;

import java.util.stream.IntStream;

import org.ejml.simple.SimpleMatrix;

/**
 * The adjusted covariance matrices of Kenward and Roger by the formulas of their papers with dense n x n matrices, in
 * the reported parameters (variances and correlations), with numerical derivatives of V.
 */
final class DenseKenwardRoger {

    private static final double STEP = 1e-3;

    private final DenseLikelihood dense;
    private final double[] at;
    private final SimpleMatrix inverse;
    private final SimpleMatrix c;

    /** @param at the reported parameters */
    DenseKenwardRoger(DenseLikelihood dense, double[] at) {
        this.dense = dense;
        this.at = at;
        this.inverse = dense.covariance(at).invert();
        this.c = dense.fixedCovariance(at);
    }

    private SimpleMatrix slope(int i) {
        return moved(i, 1).minus(moved(i, -1)).scale(4.0 / 3 / (2 * STEP * at[i]))
            .minus(moved(i, 2).minus(moved(i, -2)).scale(1.0 / 3 / (4 * STEP * at[i])));
    }

    private SimpleMatrix moved(int i, int steps) {
        double[] point = at.clone();
        point[i] += steps * STEP * at[i];
        return dense.covariance(point);
    }

    private SimpleMatrix bend(int i, int j) {
        var sum = new SimpleMatrix(inverse.numRows(), inverse.numRows());
        for (int sign = 0; sign < 4; sign++) {
            double[] point = at.clone();
            point[i] += (sign < 2 ? 1 : -1) * STEP * at[i];
            point[j] += (sign % 2 == 0 ? 1 : -1) * STEP * at[j];
            sum = sum.plus(dense.covariance(point).scale(sign == 0 || sign == 3 ? 1 : -1));
        }
        return sum.scale(1 / (4 * STEP * STEP * at[i] * at[j]));
    }

    /** X'V^-1 M V^-1 X. */
    private SimpleMatrix form(SimpleMatrix middle) {
        return dense.x().transpose().mult(inverse).mult(middle).mult(inverse).mult(dense.x());
    }

    private SimpleMatrix projection() {
        var vx = inverse.mult(dense.x());
        return inverse.minus(vx.mult(c).mult(vx.transpose()));
    }

    /** 1/2 tr(P V_i P V_j). */
    SimpleMatrix expectedInformation() {
        var p = projection();
        var information = new SimpleMatrix(at.length, at.length);
        for (int i = 0; i < at.length; i++) {
            for (int j = 0; j < at.length; j++) {
                information.set(i, j, p.mult(slope(i)).mult(p).mult(slope(j)).trace() / 2);
            }
        }
        return information;
    }

    /** Kenward and Roger (1997), without second derivatives, for the covariance matrix u of the parameters. */
    SimpleMatrix firstOrder(SimpleMatrix u) {
        var sum = new SimpleMatrix(c.numRows(), c.numRows());
        for (int i = 0; i < at.length; i++) {
            for (int j = 0; j < at.length; j++) {
                var q = form(slope(i).mult(inverse).mult(slope(j)));
                sum = sum.plus(q.minus(form(slope(i)).mult(c).mult(form(slope(j)))).scale(u.get(i, j)));
            }
        }
        return c.plus(c.mult(sum).mult(c).scale(2));
    }

    /** Kenward and Roger (2009). */
    SimpleMatrix secondOrder(SimpleMatrix u) {
        var result = firstOrder(u);
        var p = projection();
        double[] sums = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            for (int j = 0; j < at.length; j++) {
                var bend = bend(i, j);
                result = result.minus(c.mult(form(bend)).mult(c).scale(u.get(i, j) / 2));
                for (int r = 0; r < at.length; r++) {
                    sums[r] += u.get(i, j) * p.mult(bend).mult(p).mult(slope(r)).trace();
                }
            }
        }
        for (int s = 0; s < at.length; s++) {
            int row = s;
            double bias = -IntStream.range(0, at.length).mapToDouble(r -> u.get(row, r) * sums[r]).sum() / 4;
            result = result.minus(c.mult(form(slope(s))).mult(c).scale(bias));
        }
        return result;
    }
}
