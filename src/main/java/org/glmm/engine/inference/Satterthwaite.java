package org.glmm.engine.inference;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/**
 * Satterthwaite's method (Giesbrecht and Burns 1985, Biometrics 41, 477-486; Fai and Cornelius 1996, J. Statist.
 * Comput. Simul. 54, 363-378). A function l'b has
 *
 * <pre>
 * df = 2 (l'C l)^2 / g'U g,   g_i = l'(dC/dsigma_i) l
 * </pre>
 *
 * degrees of freedom, with U the covariance matrix of the covariance parameters sigma. For r functions the Wald
 * statistic is a sum of r independent squared t; if all its df are above 2, the F with their mean E has 2E / (E - r), E
 * the sum of df / (df - 2), otherwise 2, as in lmerTest.
 *
 * @param derivatives of C with respect to sigma, p x p each
 * @param variability U, m x m
 */
record Satterthwaite(double[] covariance, double[][] derivatives, double[] variability) implements TestMethod {

    private static final double SAME = 1e-8;

    @Override
    public Reference reference(DMatrixRMaj hypothesis) {
        int r = hypothesis.numRows;
        if (r == 1) {
            return Reference.unscaled(df(hypothesis.data));
        }
        double[] each = new double[r];
        DMatrixRMaj directions = independent(hypothesis);
        for (int i = 0; i < r; i++) {
            each[i] = df(CommonOps_DDRM.extractRow(directions, i, null).data);
        }
        return Reference.unscaled(joint(each));
    }

    /** Of one function. */
    private double df(double[] l) {
        int m = derivatives.length;
        double[] gradient = new double[m];
        for (int i = 0; i < m; i++) {
            gradient[i] = QuadraticForms.of(derivatives[i], l);
        }
        double variance = QuadraticForms.of(covariance, l);
        double variability = QuadraticForms.of(this.variability, gradient);
        return variability > 0 ? 2 * variance * variance / variability : Double.POSITIVE_INFINITY;
    }

    private static double joint(double[] each) {
        double first = each[0];
        boolean same = true;
        double expectation = 0;
        for (double df : each) {
            if (!(df > 2)) {
                return 2;
            }
            same &= Double.isInfinite(first) ? df == first : Math.abs(df - first) <= SAME * first;
            expectation += Double.isInfinite(df) ? 1 : df / (df - 2);
        }
        return same ? first : 2 * expectation / (expectation - each.length);
    }

    /** Rows with the same span whose estimates are uncorrelated. */
    private DMatrixRMaj independent(DMatrixRMaj hypothesis) {
        int r = hypothesis.numRows;
        var eigen = DecompositionFactory_DDRM.eig(r, true, true);
        eigen.decompose(QuadraticForms.of(covariance, hypothesis));
        var result = new DMatrixRMaj(r, hypothesis.numCols);
        for (int i = 0; i < r; i++) {
            var row = new DMatrixRMaj(1, hypothesis.numCols);
            CommonOps_DDRM.multTransA(eigen.getEigenVector(i), hypothesis, row);
            CommonOps_DDRM.insert(row, result, i, 0);
        }
        return result;
    }
}
