package org.glmm.engine.estimate;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.glmm.engine.mme.MixedModelEquations;
import org.glmm.engine.model.Sandwich;

/**
 * The robust covariance matrix of the fixed effects of a linear or linearised mixed model; see {@link Sandwich} for the
 * formulas. The corrections with matrices I - H_i of the rows of a subject are taken to p x p matrices: with
 * H_i = X_i C X_i'V_i^-1, X_i'V_i^-1 f(I - H_i) = f(I - Q_i) X_i'V_i^-1. Inside, coefficients are in units of their
 * model-based standard errors, so that C is a correlation matrix.
 */
final class SandwichCovariance {

    /** The largest leverage in a coefficient that FIROEEQ corrects for. */
    private static final double MOST_LEVERAGE = 0.75;
    private static final double SINGULAR = 1e-10;
    private static final double MOST_SHARE = 0.5;

    private final double[] errors;
    private final double rows;
    private final int p;
    private final DMatrixRMaj inverse;
    private final double[][] scores;
    private final DMatrixRMaj[] products;

    /**
     * @param equations factored at the estimate, for phi = 1
     * @param x X, n x p, row-major
     * @param w the weights of the rows
     * @param residuals y - X b - Z u of the rows
     * @param subject the subject of each row, outside of which no random effect reaches
     * @param rows the number n of rows, each counted as often as it occurs
     */
    SandwichCovariance(MixedModelEquations equations, double[] x, double[] w, double[] residuals, int[] subject,
        double rows) {
        this.p = equations.fixedEffects();
        this.rows = rows;
        double[] covariance = equations.variances().fixedCovariance();
        this.errors = new double[p];
        Arrays.setAll(errors, j -> Math.sqrt(covariance[j * (p + 1)]));
        this.inverse = new DMatrixRMaj(p, p);
        Arrays.setAll(inverse.data, e -> covariance[e] / (errors[e / p] * errors[e % p]));
        int subjects = Arrays.stream(subject).max().orElse(-1) + 1;
        this.scores = new double[subjects][p];
        this.products = new DMatrixRMaj[subjects];
        Arrays.setAll(products, i -> new DMatrixRMaj(p, p));
        double[][] vx = equations.variances().inverseTimesFixed(w);
        for (int r = 0; r < subject.length; r++) {
            for (int a = 0; a < p; a++) {
                double xa = x[r * p + a] * errors[a];
                scores[subject[r]][a] += xa * w[r] * residuals[r];
                for (int b = 0; b < p; b++) {
                    products[subject[r]].data[a * p + b] += xa * vx[b][r] * errors[b];
                }
            }
        }
    }

    /** The matrix, p x p, row-major, for the residual scale phi. */
    double[] matrix(Sandwich correction, double phi) {
        int m = scores.length;
        DMatrixRMaj meat = new DMatrixRMaj(p, p);
        for (int i = 0; i < m; i++) {
            double[] t = corrected(i, correction);
            for (int e = 0; e < p * p; e++) {
                meat.data[e] += t[e / p] * t[e % p];
            }
        }
        DMatrixRMaj result = product(product(inverse, meat), inverse);
        if (correction == Sandwich.DF && m > p) {
            CommonOps_DDRM.scale(m / (double) (m - p), result);
        }
        if (correction == Sandwich.MBN) {
            inflate(result, meat, phi);
        }
        Arrays.setAll(result.data, e -> result.data[e] * errors[e / p] * errors[e % p]);
        return result.data;
    }

    private double[] corrected(int i, Sandwich correction) {
        return switch (correction) {
            case ROOT -> times(function(products[i], x -> 1 / Math.sqrt(x)), scores[i]);
            case FIRORES -> times(function(products[i], x -> 1 / x), scores[i]);
            case FIROEEQ -> scaled(i);
            default -> scores[i];
        };
    }

    private double[] scaled(int i) {
        DMatrixRMaj q = product(products[i], inverse);
        double[] result = scores[i].clone();
        for (int j = 0; j < p; j++) {
            result[j] /= Math.sqrt(1 - Math.min(MOST_LEVERAGE, q.get(j, j)));
        }
        return result;
    }

    /** f(I - S_i C) by the eigenvalues of the symmetric C^1/2 S_i C^1/2; zero where I - S_i C is singular. */
    private DMatrixRMaj function(DMatrixRMaj s, DoubleUnaryOperator f) {
        DMatrixRMaj root = symmetric(inverse, Math::sqrt);
        DMatrixRMaj back = symmetric(inverse, x -> 1 / Math.sqrt(x));
        DMatrixRMaj middle = symmetric(product(product(root, s), root),
            x -> 1 - x > SINGULAR ? f.applyAsDouble(1 - x) : 0);
        return product(product(back, middle), root);
    }

    private static DMatrixRMaj symmetric(DMatrixRMaj matrix, DoubleUnaryOperator f) {
        int n = matrix.numRows;
        var eigen = DecompositionFactory_DDRM.eig(n, true, true);
        var symmetrised = new DMatrixRMaj(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                symmetrised.set(i, j, (matrix.get(i, j) + matrix.get(j, i)) / 2);
            }
        }
        eigen.decompose(symmetrised);
        var result = new DMatrixRMaj(n, n);
        for (int k = 0; k < n; k++) {
            DMatrixRMaj vector = eigen.getEigenVector(k);
            double value = f.applyAsDouble(eigen.getEigenvalue(k).getReal());
            CommonOps_DDRM.multAddTransB(value, vector, vector, result);
        }
        return result;
    }

    private void inflate(DMatrixRMaj sandwich, DMatrixRMaj meat, double phi) {
        double m = scores.length;
        CommonOps_DDRM.scale((rows - 1) * m / ((rows - p) * (m - 1)), sandwich);
        double share = m > (1 + 1 / MOST_SHARE) * p ? p / (m - p) : MOST_SHARE;
        double size = CommonOps_DDRM.trace(product(inverse, meat)) / (phi * Math.min(m, p));
        CommonOps_DDRM.addEquals(sandwich, share * Math.max(1, size) * phi, inverse);
    }

    private static DMatrixRMaj product(DMatrixRMaj a, DMatrixRMaj b) {
        DMatrixRMaj result = new DMatrixRMaj(a.numRows, b.numCols);
        CommonOps_DDRM.mult(a, b, result);
        return result;
    }

    private static double[] times(DMatrixRMaj matrix, double[] v) {
        return product(matrix, DMatrixRMaj.wrap(v.length, 1, v)).data;
    }
}
