package org.glmm.engine.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.glmm.engine.model.Finding;

/**
 * From which covariance parameters a likelihood is to be searched again after a search has ended. It may have several
 * maxima where a standard deviation is zero, which can be a maximum beside another one, and for zeros and ones where
 * the random effects are large, as then the Laplace approximation changes its shape with the variance. Elsewhere one
 * search is enough.
 */
final class FurtherStarts {

    /** Standard deviations that move the linear predictor of zeros and ones so much are large. */
    private static final double LARGE = 2;
    private static final double FACTOR = 2.5;

    private final CovarianceModel covariance;
    private final boolean binary;
    private final boolean separated;

    /**
     * @param separated whether some estimates are infinite, so that there is no maximum
     * @param binary whether the likelihood is a Laplace approximation and the response zero or one in every row
     */
    FurtherStarts(CovarianceModel covariance, boolean separated, boolean binary) {
        this.covariance = covariance;
        this.separated = separated;
        this.binary = binary;
    }

    /** Whether some estimates are infinite. */
    boolean isSeparated() {
        return separated;
    }

    /**
     * The thetas to start from.
     *
     * @param theta where the search has ended
     * @param converged whether it has found a maximum
     */
    List<double[]> after(double[] theta, boolean converged) {
        if (separated) {
            return List.of();
        }
        List<double[]> starts = new ArrayList<>();
        double[] typical = covariance.typical();
        double[] away = theta.clone();
        boolean large = false;
        for (int i = 0; i < theta.length; i++) {
            if (covariance.isDeviation(i)) {
                away[i] = theta[i] == 0 ? (binary ? LARGE * FACTOR : 1) * typical[i] : theta[i];
                large |= theta[i] > LARGE * typical[i];
            }
        }
        if (!Arrays.equals(away, theta)) {
            starts.add(away);
        }
        if (binary && large) {
            starts.add(covariance.scaled(theta, 1 / FACTOR));
            starts.add(covariance.scaled(theta, FACTOR));
        }
        if (!converged && starts.isEmpty()) {
            starts.add(covariance.start(1));
        }
        return starts;
    }

    /**
     * A point to start from: other covariance parameters, and coefficients given the random effects that grow with
     * these.
     *
     * @param parameters p coefficients, theta, and possibly more
     */
    double[] with(double[] theta, double[] parameters, int p) {
        double[] start = parameters.clone();
        double growth = size(theta) / size(Arrays.copyOfRange(parameters, p, p + theta.length));
        for (int j = 0; j < p; j++) {
            start[j] *= growth;
        }
        System.arraycopy(theta, 0, start, p, theta.length);
        return start;
    }

    /** The order of magnitude of the linear predictor, with fixed effects of size one. */
    private double size(double[] theta) {
        double[] typical = covariance.typical();
        return Math.sqrt(1 + IntStream.range(0, theta.length).filter(covariance::isDeviation)
            .mapToDouble(i -> Math.pow(theta[i] / typical[i], 2)).sum());
    }

    /** What is to be said about several searches, which have ended at these deviances; empty if there was one. */
    static Optional<Finding> finding(List<Double> deviances) {
        if (deviances.size() == 1) {
            return Optional.empty();
        }
        double best = Collections.min(deviances);
        String others = deviances.stream().filter(deviance -> deviance > best + Peak.DIFFERENT)
            .map(deviance -> String.format(Locale.ROOT, "%.4f", -deviance / 2)).distinct()
            .collect(Collectors.joining(" and "));
        return Optional.of(new Finding(Finding.Kind.SEVERAL_STARTS,
            "The likelihood may have several maxima for such data, so it was searched from " + deviances.size()
                + " starts" + (others.isEmpty() ? ", which led to the same maximum."
                    : ". The highest maximum is reported; other searches ended at a log-likelihood of " + others + ".")));
    }
}
