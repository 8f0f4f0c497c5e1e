package org.glmm.engine.estimate;

import java.util.List;
import java.util.Optional;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.ejml.dense.row.decomposition.chol.CholeskyDecompositionInner_DDRM;
import org.ejml.dense.row.linsol.chol.LinearSolverChol_DDRM;
import org.glmm.engine.mme.VarianceDirection;
import org.glmm.engine.mme.VarianceProducts;

/**
 * How the covariance matrix C = (X'V^-1 X)^-1 of the fixed effects varies with the m covariance parameters sigma, and
 * its adjustments for their estimation (Kenward and Roger 1997, Biometrics 53, 983-997; 2009, Comput. Statist. Data
 * Anal. 53, 2583-2595). With V_i = dV/dsigma_i, V_ij the second derivatives and U the covariance matrix of sigma,
 *
 * <pre>
 * dC/dsigma_i  = -C P_i C                              P_i  = -X'V^-1 V_i V^-1 X
 * information  = 1/2 [tr(V^-1 V_i V^-1 V_j) - 2 tr(C Q_ij) + tr(C P_i C P_j)]    Q_ij = X'V^-1 V_i V^-1 V_j V^-1 X
 * first order  = C + 2 Lambda,                         Lambda = C [sum U_ij (Q_ij - P_i C P_j)] C
 * second order = C + 2 Lambda - 1/2 C [sum U_ij R_ij] C - sum b_s dC/dsigma_s,   R_ij = X'V^-1 V_ij V^-1 X
 * b_s          = -1/4 sum_r U_sr tr(P B P V_r),  B = sum U_ij V_ij,               P = V^-1 - V^-1 X C X'V^-1
 * </pre>
 *
 * with the information of the restricted likelihood and the first-order bias b of its maximiser. Both adjustments do
 * not depend on the choice of sigma. Everything is for the centred and scaled columns of X.
 */
final class SmallSampleVariability {

    private static final double SINGULAR = 1e-10;

    private final VarianceParameters parameters;
    private final VarianceProducts products;
    private final List<VarianceDirection> directions;
    private final int m;
    private final double scale;
    private final DMatrixRMaj inverse;
    private final DMatrixRMaj[] first;
    private DMatrixRMaj[][] second;

    SmallSampleVariability(VarianceParameters parameters, VarianceProducts products) {
        this.parameters = parameters;
        this.products = products;
        this.directions = parameters.directions();
        this.m = directions.size();
        this.scale = parameters.scale();
        this.inverse = new DMatrixRMaj(products.fixed().numRows, products.fixed().numRows);
        if (inverse.numRows > 0) {
            CommonOps_DDRM.invert(products.fixed(), inverse);
        }
        this.first = new DMatrixRMaj[m];
        for (int i = 0; i < m; i++) {
            first[i] = products.first(directions.get(i));
        }
    }

    /** dC/dsigma_i, p x p, row-major. */
    double[] derivative(int i) {
        return sandwich(first[i]).data;
    }

    /** S^-1 M S^-1. */
    private DMatrixRMaj sandwich(DMatrixRMaj middle) {
        return product(product(inverse, middle), inverse);
    }

    private static DMatrixRMaj product(DMatrixRMaj a, DMatrixRMaj b) {
        DMatrixRMaj result = new DMatrixRMaj(a.numRows, b.numCols);
        CommonOps_DDRM.mult(a, b, result);
        return result;
    }

    private DMatrixRMaj[][] second() {
        if (second == null) {
            second = products.second(directions);
        }
        return second;
    }

    /** C + 2 Lambda for the covariance matrix U of sigma, p x p, row-major. */
    double[] firstOrder(double[] u) {
        DMatrixRMaj sum = new DMatrixRMaj(inverse.numRows, inverse.numCols);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < m; j++) {
                CommonOps_DDRM.addEquals(sum, u[i * m + j], second()[i][j]);
                CommonOps_DDRM.addEquals(sum, -u[i * m + j], product(product(first[i], inverse), first[j]));
            }
        }
        DMatrixRMaj result = sandwich(sum);
        CommonOps_DDRM.scale(2 / scale, result);
        CommonOps_DDRM.addEquals(result, scale, inverse);
        return result.data;
    }

    /** What the expected information and the second-order adjustment need of the n x n matrices. */
    Expected expected() {
        return new Expected();
    }

    /** About how many multiplications {@link #firstOrder} takes. */
    double adjustmentWork() {
        return products.secondWork(m);
    }

    /** About how many multiplications {@link #expected} takes. */
    double expectedWork() {
        return adjustmentWork() + products.traceWork();
    }

    /** Quantities from the traces of products of the n x n derivatives of V. */
    final class Expected {

        private final VarianceProducts.Traces traces = products.traces();

        /**
         * tr(P V_i P V_r) for a direction V_i and each parameter.
         *
         * @param firstOfI X'V^-1 V_i V^-1 X
         * @param secondOfBoth X'V^-1 V_r V^-1 V_i V^-1 X of each parameter
         */
        private double[] traces(VarianceDirection direction, DMatrixRMaj firstOfI, DMatrixRMaj[] secondOfBoth) {
            double[] result = traces.of(direction, directions);
            for (int r = 0; r < m; r++) {
                result[r] = (result[r] - 2 * CommonOps_DDRM.trace(product(inverse, secondOfBoth[r]))
                    + CommonOps_DDRM.trace(product(product(inverse, firstOfI), product(inverse, first[r]))))
                    / (scale * scale);
            }
            return result;
        }

        /** The inverse of the expected information, m x m, row-major; empty if it is singular. */
        Optional<double[]> covariance() {
            double[] information = new double[m * m];
            for (int i = 0; i < m; i++) {
                double[] row = traces(directions.get(i), first[i], second()[i]);
                for (int j = 0; j < m; j++) {
                    information[i * m + j] = row[j] / 2;
                }
            }
            return inverse(information);
        }

        /** By way of the matrix with a unit diagonal. */
        private Optional<double[]> inverse(double[] information) {
            double[] size = new double[m];
            DMatrixRMaj standardised = new DMatrixRMaj(m, m);
            for (int i = 0; i < m; i++) {
                size[i] = Math.sqrt(information[i * m + i]);
                for (int j = 0; j <= i; j++) {
                    standardised.set(i, j, information[i * m + j] / (size[i] * size[j]));
                    standardised.set(j, i, standardised.get(i, j));
                }
            }
            LinearSolverChol_DDRM solver = new LinearSolverChol_DDRM(new CholeskyDecompositionInner_DDRM(true));
            if (MatrixFeatures_DDRM.hasUncountable(standardised) || !solver.setA(standardised)
                || solver.quality() < SINGULAR) {
                return Optional.empty();
            }
            double[] result = new double[m * m];
            DMatrixRMaj inverted = new DMatrixRMaj(m, m);
            solver.invert(inverted);
            for (int i = 0; i < m * m; i++) {
                result[i] = inverted.data[i] / (size[i / m] * size[i % m]);
            }
            return Optional.of(result);
        }

        /** The second-order adjustment for the covariance matrix U of sigma, p x p, row-major. */
        double[] secondOrder(double[] u) {
            DMatrixRMaj result = DMatrixRMaj.wrap(inverse.numRows, inverse.numCols, firstOrder(u));
            VarianceDirection bend = parameters.bend(u);
            DMatrixRMaj bent = products.first(bend);
            CommonOps_DDRM.addEquals(result, -0.5, sandwich(bent));
            double[] traces = traces(bend, bent, products.second(directions, bend));
            for (int s = 0; s < m; s++) {
                double bias = 0;
                for (int r = 0; r < m; r++) {
                    bias -= u[s * m + r] * traces[r] / 4;
                }
                CommonOps_DDRM.addEquals(result, -bias, sandwich(first[s]));
            }
            return result.data;
        }
    }
}
