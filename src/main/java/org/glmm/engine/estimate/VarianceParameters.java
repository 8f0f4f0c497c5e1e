package org.glmm.engine.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.glmm.engine.covariance.CovarianceStructure;
import org.glmm.engine.covariance.CovarianceStructure.Element;
import org.glmm.engine.covariance.CovarianceStructure.Extent;
import org.glmm.engine.covariance.CovarianceStructure.Quantity;
import org.glmm.engine.covariance.CovarianceStructure.Role;
import org.glmm.engine.mme.VarianceDirection;

/**
 * The parameters sigma in which the variability of covariance estimates is carried to tests, as directions in which V
 * changes. Where G is linear in its reported elements they are the parameters, so that V has no second derivatives and
 * zero variances are ordinary points; otherwise it is the absolute parameters of the factor, G = Lambda(sigma)
 * Lambda(sigma)', as far as they are in the interior. The residual scale, if it is estimated, comes last.
 */
final class VarianceParameters {

    private static final double STEP = 1e-4;

    private final CovarianceModel covariance;
    private final double[] theta;
    private final boolean relative;
    private final double scale;
    private final double root;
    private final double[] absolute;
    private final List<VarianceDirection> directions = new ArrayList<>();
    private final List<double[]> jacobian = new ArrayList<>();
    private final List<Curvature> curvatures = new ArrayList<>();

    /**
     * A second derivative of V.
     *
     * @param first the index of a parameter
     * @param second the index of another parameter, not before the first
     */
    private record Curvature(int first, int second, VarianceDirection direction) {

        double weight(double[] u, int m) {
            return u[first * m + second] * (first == second ? 1 : 2);
        }
    }

    /**
     * @param theta the parameters of the factors
     * @param relative whether G is phi Lambda Lambda', not Lambda Lambda'
     * @param phi the residual scale
     * @param scaleEstimated whether the residual scale is a parameter
     */
    VarianceParameters(CovarianceModel covariance, double[] theta, boolean relative, double phi,
        boolean scaleEstimated) {
        this.covariance = covariance;
        this.theta = theta;
        this.relative = relative;
        this.scale = relative ? phi : 1;
        this.root = Math.sqrt(scale);
        this.absolute = covariance.scaled(theta, root);
        for (int t = 0; t < covariance.terms(); t++) {
            if (covariance.structure(t).isLinear(covariance.effects(t))) {
                addElements(t);
            } else {
                addInterior(t);
            }
        }
        if (scaleEstimated) {
            directions.add(VarianceDirection.ofResidual(scale / phi, covariance.factors(theta, scale)));
            double[] unit = new double[theta.length + 1];
            unit[theta.length] = 1;
            jacobian.add(unit);
        }
    }

    private void addElements(int t) {
        if (covariance.isKnown(t)) {
            return;
        }
        int k = covariance.effects(t);
        double[] factor = covariance.factors(theta, scale)[t];
        for (Element element : covariance.structure(t).reported(k)) {
            directions.add(VarianceDirection.ofTerm(t, indicator(element, k), covariance.terms()));
            double[] row = new double[theta.length + 1];
            int i = element.row();
            int j = element.column();
            covariance.structure(t).addGradient(theta, covariance.offset(t), k,
                ElementDerivatives.ofElement(factor, i, j, scale), row);
            row[theta.length] = relative ? dot(factor, i, j, k) : 0;
            jacobian.add(row);
        }
    }

    /** The elements of G that have the value of the given one. */
    private static double[] indicator(Element element, int k) {
        double[] result = new double[k * k];
        int lag = element.row() - element.column();
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                boolean same = switch (element.extent()) {
                    case SINGLE -> Math.max(i, j) == element.row() && Math.min(i, j) == element.column();
                    case LAG -> Math.abs(i - j) == lag;
                    case ALL -> (i == j) == (element.quantity() == Quantity.VARIANCE);
                };
                result[i * k + j] = same ? 1 : 0;
            }
        }
        return result;
    }

    private static double dot(double[] factor, int i, int j, int k) {
        return IntStream.range(0, k).mapToDouble(c -> factor[i * k + c] * factor[j * k + c]).sum();
    }

    private void addInterior(int t) {
        int first = covariance.offset(t);
        int[] interior = IntStream.range(first, first + covariance.structure(t).parameters(covariance.effects(t)))
            .filter(i -> covariance.isInterior(i, theta)).toArray();
        int start = directions.size();
        double[][] slopes = covariance.slopes(t, absolute);
        for (int i : interior) {
            directions.add(VarianceDirection.ofTerm(t, slopes[i - first], covariance.terms()));
            double[] row = new double[theta.length + 1];
            boolean scales = covariance.role(i) != Role.ANGLE;
            row[i] = scales ? root : 1;
            row[theta.length] = scales && relative ? theta[i] / (2 * root) : 0;
            jacobian.add(row);
        }
        for (int a = 0; a < interior.length; a++) {
            double[][] second = differences(t, interior[a]);
            for (int b = a; b < interior.length; b++) {
                curvatures.add(new Curvature(start + a, start + b,
                    VarianceDirection.ofTerm(t, second[interior[b] - first], covariance.terms())));
            }
        }
    }

    /** The second derivatives of G of a term with respect to parameter {@code index} and each of its parameters. */
    private double[][] differences(int t, int index) {
        double step = STEP * Math.max(Math.abs(absolute[index]), 0.1 * covariance.typical()[index]);
        double[][] above = covariance.slopes(t, moved(index, step));
        double[][] below = covariance.slopes(t, moved(index, -step));
        for (int a = 0; a < above.length; a++) {
            for (int e = 0; e < above[a].length; e++) {
                above[a][e] = (above[a][e] - below[a][e]) / (2 * step);
            }
        }
        return above;
    }

    private double[] moved(int index, double step) {
        double[] result = Arrays.copyOf(absolute, absolute.length);
        result[index] += step;
        return result;
    }

    /** phi if G is phi Lambda Lambda', otherwise 1: V is this multiple of W^-1 + Z Lambda Lambda'Z'. */
    double scale() {
        return scale;
    }

    List<VarianceDirection> directions() {
        return directions;
    }

    /** The sum of U_ij V_ij, V_ij the second derivatives of V, for a matrix U, m x m, row-major. */
    VarianceDirection bend(double[] u) {
        return VarianceDirection.sum(curvatures.stream().mapToDouble(c -> c.weight(u, directions.size())).toArray(),
            curvatures.stream().map(Curvature::direction).toList(), covariance.terms());
    }

    /** A covariance matrix of (theta, psi), (n + 1) x (n + 1), as one of sigma, m x m, both row-major. */
    double[] transformed(double[] information) {
        int m = jacobian.size();
        int n = theta.length + 1;
        double[] result = new double[m * m];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < m; j++) {
                for (int a = 0; a < n; a++) {
                    for (int b = 0; b < n; b++) {
                        result[i * m + j] += jacobian.get(i)[a] * information[a * n + b] * jacobian.get(j)[b];
                    }
                }
            }
        }
        return result;
    }
}
