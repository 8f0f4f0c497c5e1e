package org.glmm.engine.inference;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The method of Kenward and Roger (1997, Biometrics 53, 983-997): the Wald statistic F of r functions L takes an
 * adjusted covariance matrix, and lambda F is compared with an F distribution whose df and lambda make the first two
 * moments agree. With C the unadjusted covariance matrix, C_i its derivatives, U the covariance matrix of the
 * covariance parameters and T = (L C L')^-1,
 *
 * <pre>
 * A1 = sum U_ij tr(T L C_i L') tr(T L C_j L'),   A2 = sum U_ij tr(T L C_i L' T L C_j L'),   B = (A1 + 6 A2) / 2r
 * </pre>
 *
 * @param covariance adjusted, p x p
 * @param unadjusted C, p x p
 * @param derivatives C_i, p x p each
 * @param variability U, m x m
 */
record KenwardRoger(double[] covariance, double[] unadjusted, double[][] derivatives, double[] variability)
    implements TestMethod {

    private static final double NOTHING = 1e-10;
    /** An F with about so many denominator degrees of freedom or fewer has no mean that could be matched. */
    private static final double NO_MEAN = 2.01;

    @Override
    public Reference reference(DMatrixRMaj hypothesis) {
        int r = hypothesis.numRows;
        int m = derivatives.length;
        var inverse = new DMatrixRMaj(r, r);
        if (!CommonOps_DDRM.invert(QuadraticForms.of(unadjusted, hypothesis), inverse)) {
            return Reference.unscaled(Double.NaN);
        }
        var relative = new DMatrixRMaj[m];
        for (int i = 0; i < m; i++) {
            relative[i] = new DMatrixRMaj(r, r);
            CommonOps_DDRM.mult(inverse, QuadraticForms.of(derivatives[i], hypothesis), relative[i]);
        }
        double a1 = 0;
        double a2 = 0;
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < m; j++) {
                double u = variability[i * m + j];
                a1 += u * CommonOps_DDRM.trace(relative[i]) * CommonOps_DDRM.trace(relative[j]);
                a2 += u * traceOfProduct(relative[i], relative[j]);
            }
        }
        return moments(r, a1, a2);
    }

    private static double traceOfProduct(DMatrixRMaj a, DMatrixRMaj b) {
        double sum = 0;
        for (int i = 0; i < a.numRows; i++) {
            for (int j = 0; j < a.numRows; j++) {
                sum += a.get(i, j) * b.get(j, i);
            }
        }
        return sum;
    }

    private static Reference moments(int r, double a1, double a2) {
        if (!(a2 > NOTHING)) {
            return Reference.unscaled(Double.POSITIVE_INFINITY);
        }
        double b = (a1 + 6 * a2) / (2 * r);
        double g = ((r + 1) * a1 - (r + 4) * a2) / ((r + 2) * a2);
        double divisor = 3 * r + 2 * (1 - g);
        double c1 = g / divisor;
        double c2 = (r - g) / divisor;
        double c3 = (r + 2 - g) / divisor;
        double variance = clean(1 + c1 * b);
        double meanLoss = 1 - a2 / r;
        double ratio = meanLoss / clean(1 - c2 * b);
        double rho = ratio * ratio * variance / (r * clean(1 - c3 * b));
        double df = 4 + (r + 2) / (r * rho - 1);
        return Reference.scaled(df, df > NO_MEAN ? df * meanLoss / (df - 2) : 1);
    }

    /** Rounding errors instead of a zero, as a balanced design has them. */
    private static double clean(double value) {
        return Math.abs(value) < NOTHING ? 0 : value;
    }
}
