package org.glmm.engine.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Gamma;
import org.glmm.engine.design.Design;
import org.glmm.engine.family.Dispersion;
import org.glmm.engine.family.Distributions;
import org.glmm.engine.family.Links;
import org.glmm.engine.frame.TestFrames;
import org.glmm.engine.model.Convergence.Verdict;
import org.glmm.engine.model.CovarianceParameter;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Laplace fits of distributions and links for which R has no reference, against the likelihood written down here:
 * textbook densities, one random intercept, modes by Newton's method, derivatives by differences. The reported
 * likelihood must be that of the estimates, and flat there in every parameter. Simulated data, 200 rows in 20 groups.
 */
class LaplaceByHandTest {

    private static final double STEP = 1e-3;

    private interface LogDensity {
        double at(double y, double n, double mu, double psi);
    }

    private static final Map<String, LogDensity> DENSITIES = Map.ofEntries(
        Map.entry("lognormal", (y, n, mu, phi) -> -Math.log(y) - 0.5 * Math.log(2 * Math.PI * phi)
            - Math.pow(Math.log(y) - mu, 2) / (2 * phi)),
        Map.entry("t(4)", (y, n, mu, phi) -> Gamma.logGamma(2.5) - Gamma.logGamma(2) - 0.5 * Math.log(4 * Math.PI * phi)
            - 2.5 * Math.log1p(Math.pow(y - mu, 2) / (4 * phi))),
        Map.entry("gamma", (y, n, mu, phi) -> -Math.log(phi * mu) / phi + (1 / phi - 1) * Math.log(y) - y / (phi * mu)
            - Gamma.logGamma(1 / phi)),
        Map.entry("exponential", (y, n, mu, one) -> -Math.log(mu) - y / mu),
        Map.entry("inverse gaussian", (y, n, mu, phi) -> -0.5 * Math.log(2 * Math.PI * phi * y * y * y)
            - Math.pow(y - mu, 2) / (2 * phi * y * mu * mu)),
        Map.entry("binomial", (y, n, mu, one) -> choose(n, y * n) + y * n * Math.log(mu)
            + (1 - y) * n * Math.log1p(-mu)),
        Map.entry("beta-binomial", (y, n, mu, phi) -> choose(n, y * n)
            + Beta.logBeta(y * n + mu * phi, (1 - y) * n + (1 - mu) * phi) - Beta.logBeta(mu * phi, (1 - mu) * phi)),
        Map.entry("beta", (y, n, mu, phi) -> (mu * phi - 1) * Math.log(y) + ((1 - mu) * phi - 1) * Math.log1p(-y)
            - Beta.logBeta(mu * phi, (1 - mu) * phi)),
        Map.entry("poisson", (y, n, mu, one) -> y * Math.log(mu) - mu - Gamma.logGamma(y + 1)),
        Map.entry("nb2", (y, n, mu, theta) -> negativeBinomial(y, mu, theta)),
        Map.entry("nb2(3)", (y, n, mu, one) -> negativeBinomial(y, mu, 3)),
        Map.entry("geometric", (y, n, mu, one) -> y * Math.log(mu / (1 + mu)) - Math.log1p(mu)),
        Map.entry("nb1", (y, n, mu, phi) -> negativeBinomial(y, mu, mu / phi)));

    private static double negativeBinomial(double y, double mu, double theta) {
        return Gamma.logGamma(y + theta) - Gamma.logGamma(theta) - Gamma.logGamma(y + 1)
            + theta * Math.log(theta / (theta + mu)) + y * Math.log(mu / (theta + mu));
    }

    private static double choose(double n, double k) {
        return Gamma.logGamma(n + 1) - Gamma.logGamma(k + 1) - Gamma.logGamma(n - k + 1);
    }

    private static final Map<String, DoubleUnaryOperator> MEANS = Map.ofEntries(
        Map.entry("identity", eta -> eta),
        Map.entry("log", Math::exp),
        Map.entry("logit", eta -> 1 / (1 + Math.exp(-eta))),
        Map.entry("loglog", eta -> Math.exp(-Math.exp(-eta))),
        Map.entry("cauchit", eta -> 0.5 + Math.atan(eta) / Math.PI),
        Map.entry("inverse", eta -> 1 / eta),
        Map.entry("sqrt", eta -> eta * eta),
        Map.entry("power(0.3)", eta -> Math.pow(eta, 1 / 0.3)));

    /** The data, and minus two times the Laplace approximation as a function of all parameters. */
    private static final class ByHand {

        final double[] x;
        final int p;
        final int[] group;
        final int groups;
        final double[] y;
        final double[] n;
        final LogDensity density;
        final DoubleUnaryOperator mean;

        ByHand(ModelSpec spec) {
            var frame = TestFrames.read("families", spec.columns());
            Design design = Design.of(spec.formula(), frame, spec.categorical());
            Observations observations = Observations.of(design.response(), frame, spec);
            x = design.fixed().values();
            p = design.fixed().size();
            group = design.random().get(0).level();
            groups = design.random().get(0).levels();
            n = observations.size();
            y = observations.y().clone();
            if (spec.distribution().name().equals("lognormal")) {
                for (int r = 0; r < y.length; r++) {
                    y[r] = Math.exp(y[r]);
                }
            }
            density = DENSITIES.get(spec.distribution().name());
            mean = MEANS.get(spec.link().name());
        }

        /** @param parameters beta, the variance of the intercepts, psi */
        double minus2LogLikelihood(double[] parameters) {
            double variance = parameters[p];
            double sum = 0;
            for (int g = 0; g < groups; g++) {
                int own = g;
                DoubleUnaryOperator joint = u -> logDensity(own, u, parameters) - u * u / (2 * variance)
                    - 0.5 * Math.log(2 * Math.PI * variance);
                double mode = mode(joint, Math.sqrt(variance));
                double curvature = -second(joint, mode, 0.02 * Math.sqrt(variance));
                sum += joint.applyAsDouble(mode) + 0.5 * Math.log(2 * Math.PI / curvature);
            }
            return -2 * sum;
        }

        private double logDensity(int g, double u, double[] parameters) {
            double sum = 0;
            for (int r = 0; r < y.length; r++) {
                if (group[r] == g) {
                    double eta = u;
                    for (int j = 0; j < p; j++) {
                        eta += x[r * p + j] * parameters[j];
                    }
                    sum += density.at(y[r], n[r], mean.applyAsDouble(eta), parameters[p + 1]);
                }
            }
            return sum;
        }

        /** Newton's method with derivatives by differences, shortened where the mean does not exist. */
        private static double mode(DoubleUnaryOperator f, double deviation) {
            double u = 0;
            for (int iteration = 0; iteration < 60; iteration++) {
                double h = 0.01 * deviation;
                double step = -first(f, u, h) / second(f, u, 0.02 * deviation);
                double move = Math.max(-deviation, Math.min(deviation, step));
                while (Double.isNaN(f.applyAsDouble(u + move + Math.signum(move) * 4 * h))) {
                    move /= 2;
                }
                u += move;
                if (Math.abs(step) < 1e-10 * deviation) {
                    break;
                }
            }
            return u;
        }

        private static double first(DoubleUnaryOperator f, double x, double h) {
            double near = (f.applyAsDouble(x + h) - f.applyAsDouble(x - h)) / (2 * h);
            double far = (f.applyAsDouble(x + 2 * h) - f.applyAsDouble(x - 2 * h)) / (4 * h);
            return (4 * near - far) / 3;
        }

        private static double second(DoubleUnaryOperator f, double x, double h) {
            double middle = f.applyAsDouble(x);
            double near = (f.applyAsDouble(x + h) - 2 * middle + f.applyAsDouble(x - h)) / (h * h);
            double far = (f.applyAsDouble(x + 2 * h) - 2 * middle + f.applyAsDouble(x - 2 * h)) / (4 * h * h);
            return (4 * near - far) / 3;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "y_gamma ~ x + trt + (1 | g), lognormal, log",
        "y_gamma ~ x + trt + (1 | g), t(4), identity",
        "y_gamma ~ x + trt + (1 | g), gamma, log",
        "y_gamma ~ trt + (1 | g), gamma, inverse",
        "y_gamma ~ trt + (1 | g), gamma, power(0.3)",
        "y_gamma ~ x + trt + (1 | g), exponential, log",
        "y_invgauss ~ x + trt + (1 | g), inverse gaussian, log",
        "y_bb/trials ~ x + trt + (1 | g), binomial, loglog",
        "y_bb/trials ~ x + trt + (1 | g), binomial, cauchit",
        "y_bb/trials ~ x + trt + (1 | g), beta-binomial, loglog",
        "y_beta ~ x + trt + (1 | g), beta, logit",
        "y_beta ~ x + trt + (1 | g), beta, cauchit",
        "y_pois ~ x + trt + (1 | g), poisson, sqrt",
        "y_nb2 ~ x + trt + (1 | g), nb2, log",
        "y_nb2 ~ x + trt + (1 | g), nb2, sqrt",
        "y_nb2 ~ x + trt + (1 | g), nb2(3), log",
        "y_nb2 ~ x + trt + (1 | g), geometric, log",
        "y_nb1 ~ x + trt + (1 | g), nb1, log",
        "y_nb1 ~ x + trt + (1 | g), nb1, sqrt"})
    void theLikelihoodIsThatOfTheEstimatesAndFlatThere(String formula, String distribution, String link) {
        ModelSpec spec = Fits.spec(formula, Distributions.named(distribution), Links.named(link),
            Method.LAPLACE, false);
        FittedModel model = Fits.fit("families", spec);
        assertEquals(Verdict.CONVERGED, model.convergence().verdict(), model.convergence().message());
        ByHand byHand = new ByHand(spec);
        double[] parameters = parameters(model);
        double expected = byHand.minus2LogLikelihood(parameters);
        assertEquals(expected, model.statistics().minus2LogLikelihood(), 1e-6);
        int open = parameters.length - (spec.distribution().dispersion() == Dispersion.NONE ? 1 : 0);
        for (int i = 0; i < open; i++) {
            double size = i < byHand.p ? model.fixedEffects().standardError(i) : parameters[i];
            double slope = slope(byHand, parameters, i, STEP * size) * size;
            assertEquals(0, slope, 1e-3, "slope in parameter " + i + " per standard error or relative change");
        }
    }

    private static double slope(ByHand byHand, double[] parameters, int index, double step) {
        double[] up = parameters.clone();
        double[] down = parameters.clone();
        up[index] += step;
        down[index] -= step;
        return (byHand.minus2LogLikelihood(up) - byHand.minus2LogLikelihood(down)) / (2 * step);
    }

    private static double[] parameters(FittedModel model) {
        double[] beta = model.fixedEffects().estimates();
        double[] parameters = Arrays.copyOf(beta, beta.length + 2);
        CovarianceParameter intercepts = model.covarianceParameters().get(0);
        parameters[beta.length] = intercepts.estimate();
        parameters[beta.length + 1] = model.covarianceParameters().get(1).estimate();
        return parameters;
    }
}
