package org.glmm.engine.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.glmm.engine.covariance.CovarianceStructure.Element;
import org.glmm.engine.design.RandomDesign;
import org.glmm.engine.model.CovarianceParameter;
import org.glmm.engine.model.CovarianceParameter.Kind;
import org.glmm.engine.model.CovarianceParameter.State;

/**
 * The covariance parameters on the scale on which they are reported, the elements of G, with standard
 * errors by the delta method, and what is to be said about those on the boundary.
 */
final class CovarianceReport {

    /** A variance smaller than this part of its typical size is zero, a squared correlation nearer to one than this is one. */
    private static final double NEGLIGIBLE = 1e-9;

    private final CovarianceModel covariance;
    private final double[] theta;
    private final double scale;
    private final boolean relative;
    private final boolean scaleEstimated;
    private final double[][] factors;
    private final List<String> boundaries = new ArrayList<>();

    /**
     * @param scale the residual scale phi
     * @param relative whether theta makes G relative to phi; otherwise G = Lambda Lambda'
     */
    CovarianceReport(CovarianceModel covariance, double[] theta, double scale, boolean relative,
        boolean scaleEstimated) {
        this.covariance = covariance;
        this.theta = theta;
        this.scale = scale;
        this.relative = relative;
        this.scaleEstimated = scaleEstimated;
        this.factors = covariance.factors(theta);
    }

    /** G of one level of term {@code t}, k x k, row-major. */
    double[] matrix(int t) {
        int k = covariance.effects(t);
        double[] g = new double[k * k];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                for (int c = 0; c <= Math.min(i, j); c++) {
                    g[i * k + j] += multiplier() * factors[t][i * k + c] * factors[t][j * k + c];
                }
            }
        }
        return g;
    }

    private double multiplier() {
        return relative ? scale : 1;
    }

    /** Which of theta and phi, in this order, are estimated in the interior of their range. */
    boolean[] free() {
        int m = covariance.parameters();
        boolean[] free = new boolean[m + 1];
        double[] typical = covariance.typical();
        for (int i = 0; i < m; i++) {
            free[i] = !covariance.isDeviation(i) || theta[i] > Math.sqrt(NEGLIGIBLE) * typical[i];
        }
        free[m] = scaleEstimated;
        return free;
    }

    /**
     * The covariance parameters, the residual scale last.
     *
     * @param information the asymptotic covariance matrix of (theta, phi), if there is one
     */
    List<CovarianceParameter> parameters(Optional<double[]> information) {
        List<CovarianceParameter> parameters = new ArrayList<>();
        for (int t = 0; t < covariance.terms(); t++) {
            double[] g = matrix(t);
            for (Element element : covariance.structure(t).reported(covariance.effects(t))) {
                parameters.add(parameter(t, element, g, information));
            }
        }
        double error = scaleEstimated ? information.map(v -> Math.sqrt(v[v.length - 1])).orElse(Double.NaN) : Double.NaN;
        parameters.add(new CovarianceParameter(CovarianceParameter.RESIDUAL, Kind.VARIANCE, "", "", scale,
            error, Math.sqrt(scale), scaleEstimated ? State.ESTIMATED : State.FIXED));
        return parameters;
    }

    private CovarianceParameter parameter(int t, Element element, double[] g, Optional<double[]> information) {
        RandomDesign term = covariance.term(t);
        int k = term.effects();
        int i = element.row();
        int j = element.column();
        double value = g[i * k + j];
        boolean boundary = isZero(t, i, g) || isZero(t, j, g) || !element.isVariance() && isOne(g, i, j, k);
        double error = boundary ? Double.NaN
            : information.map(v -> standardError(t, element, v)).orElse(Double.NaN);
        double standardised = element.isVariance() ? Math.sqrt(value) : correlation(g, i, j, k);
        if (isZero(t, i, g) && element.isVariance()) {
            boundaries.add("the variance of " + term.effectNames().get(i) + " for " + term.term().groupName()
                + " is estimated as zero");
        } else if (boundary && !isZero(t, i, g) && !isZero(t, j, g)) {
            boundaries.add("the correlation of " + term.effectNames().get(i) + " and " + term.effectNames().get(j)
                + " for " + term.term().groupName() + " is estimated as " + Math.round(standardised));
        }
        return new CovarianceParameter(term.term().groupName(), element.isVariance() ? Kind.VARIANCE : Kind.COVARIANCE,
            term.effectNames().get(i), element.isVariance() ? "" : term.effectNames().get(j), value, error, standardised,
            boundary ? State.BOUNDARY : State.ESTIMATED);
    }

    private boolean isZero(int t, int effect, double[] g) {
        double size = covariance.typicalDeviation(t, effect);
        return g[effect * covariance.effects(t) + effect] <= NEGLIGIBLE * size * size * multiplier();
    }

    private static boolean isOne(double[] g, int i, int j, int k) {
        double correlation = correlation(g, i, j, k);
        return 1 - correlation * correlation <= NEGLIGIBLE;
    }

    private static double correlation(double[] g, int i, int j, int k) {
        double product = g[i * k + i] * g[j * k + j];
        return product > 0 ? Math.max(-1, Math.min(1, g[i * k + j] / Math.sqrt(product))) : Double.NaN;
    }

    /** What is on the boundary, in words; known after {@link #parameters}. */
    List<String> boundaries() {
        return boundaries;
    }

    /** The delta method: the derivatives of G_ij = phi sum_c L_ic L_jc with respect to theta and phi. */
    private double standardError(int t, Element element, double[] information) {
        int k = covariance.effects(t);
        double[] derivatives = new double[k * k];
        double sum = 0;
        for (int c = 0; c < k; c++) {
            derivatives[element.row() * k + c] += multiplier() * factors[t][element.column() * k + c];
            derivatives[element.column() * k + c] += multiplier() * factors[t][element.row() * k + c];
            sum += factors[t][element.row() * k + c] * factors[t][element.column() * k + c];
        }
        int m = covariance.parameters();
        double[] jacobian = new double[m + 1];
        covariance.structure(t).addGradient(theta, covariance.offset(t), k, derivatives, jacobian);
        jacobian[m] = relative ? sum : 0;
        return Math.sqrt(IntStream.rangeClosed(0, m).mapToDouble(a -> IntStream.rangeClosed(0, m)
            .mapToDouble(b -> jacobian[a] * information[a * (m + 1) + b] * jacobian[b]).sum()).sum());
    }
}
