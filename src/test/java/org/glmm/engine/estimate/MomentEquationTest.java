package org.glmm.engine.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.simple.SimpleMatrix;
import org.glmm.engine.design.Design;
import org.glmm.engine.family.Distribution;
import org.glmm.engine.family.Distributions;
import org.glmm.engine.family.Link;
import org.glmm.engine.family.Links;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.frame.TestFrames;
import org.glmm.engine.model.Convergence.Verdict;
import org.glmm.engine.model.CovarianceParameter;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Pseudo-likelihood with a dispersion parameter inside the variance function: the estimates against the equations they
 * solve, written down here with dense matrices, V = W^-1 + ZGZ', and the variance functions in full. Simulated data;
 * one random intercept.
 */
class MomentEquationTest {

    private interface Variance {
        double at(double mu, double psi, double size);
    }

    private static Variance variance(String distribution) {
        return switch (distribution) {
            case "nb2" -> (mu, theta, n) -> mu + mu * mu / theta;
            case "nb1" -> (mu, phi, n) -> mu + phi * mu;
            case "beta" -> (mu, phi, n) -> mu * (1 - mu) / (1 + phi);
            default -> (mu, phi, n) -> mu * (1 - mu) / n * (phi + n) / (1 + phi);
        };
    }

    /** The linearised model at an estimate, in dense matrices. */
    private static final class Linearised {

        final FittedModel model;
        final Variance variance;
        final SimpleMatrix x;
        final SimpleMatrix z;
        final SimpleMatrix offset;
        final double[] size;
        final double[] mu;
        final double[] d;
        final SimpleMatrix response;
        final double psi;

        Linearised(FittedModel model, String dataset, String distribution) {
            this.model = model;
            this.variance = MomentEquationTest.variance(distribution);
            var frame = TestFrames.read(dataset, model.spec().columns());
            Design design = Design.of(model.spec().formula(), frame, model.spec().categorical());
            Observations observations = Observations.of(design.response(), frame, model.spec());
            int n = design.rows();
            x = new SimpleMatrix(n, design.fixed().size(), true, design.fixed().values());
            var term = design.random().get(0);
            z = new SimpleMatrix(n, term.levels());
            offset = new SimpleMatrix(n, 1);
            for (int r = 0; r < n; r++) {
                z.set(r, term.level()[r], 1);
                offset.set(r, design.offset() == null ? 0 : design.offset()[r]);
            }
            size = observations.size();
            psi = model.statistics().shape();
            SimpleMatrix eta = x.mult(column(model.fixedEffects().estimates())).plus(offset);
            if (!model.spec().method().marginal()) {
                eta = eta.plus(z.mult(u()));
            }
            mu = new double[n];
            d = new double[n];
            response = new SimpleMatrix(n, 1);
            Link link = model.spec().link();
            for (int r = 0; r < n; r++) {
                mu[r] = link.inverse(eta.get(r));
                d[r] = link.derivative(eta.get(r));
                response.set(r, eta.get(r) - offset.get(r) + (observations.y()[r] - mu[r]) / d[r]);
            }
        }

        SimpleMatrix u() {
            return column(model.randomEffects().get(0).values());
        }

        double groupVariance() {
            return model.covarianceParameters().get(0).estimate();
        }

        double v(int row, double shape) {
            return variance.at(mu[row], shape, size[row]);
        }

        SimpleMatrix weights() {
            SimpleMatrix w = new SimpleMatrix(mu.length, mu.length);
            for (int r = 0; r < mu.length; r++) {
                w.set(r, r, d[r] * d[r] / v(r, psi));
            }
            return w;
        }

        /** sum e'Qe - tr[Q (v - PEV)], over the sum of the absolute values of its terms. */
        double moment() {
            SimpleMatrix w = weights();
            SimpleMatrix both = x.concatColumns(z);
            SimpleMatrix left = both.transpose().mult(w).mult(both);
            for (int i = 0; i < z.getNumCols(); i++) {
                int k = x.getNumCols() + i;
                left.set(k, k, left.get(k, k) + 1 / groupVariance());
            }
            SimpleMatrix inverse = left.invert();
            SimpleMatrix residual = response.minus(x.mult(column(model.fixedEffects().estimates()))).minus(z.mult(u()));
            double sum = 0;
            double size = 0;
            for (int r = 0; r < mu.length; r++) {
                SimpleMatrix row = both.extractVector(true, r);
                double errorVariance = d[r] * d[r] * row.mult(inverse).mult(row.transpose()).get(0);
                double e = d[r] * residual.get(r);
                double slope = (v(r, psi * (1 + 1e-6)) - v(r, psi * (1 - 1e-6))) / (2e-6 * psi);
                double q = slope / (v(r, psi) * v(r, psi));
                sum += e * q * e - q * (v(r, psi) - errorVariance);
                size += Math.abs(e * q * e) + Math.abs(q * v(r, psi));
            }
            return sum / size;
        }

        /** Minus two times the (restricted) log-likelihood of the linearised model. */
        double deviance(double variance) {
            SimpleMatrix v = weights().invert().plus(z.mult(z.transpose()).scale(variance));
            SimpleMatrix inverse = v.invert();
            SimpleMatrix information = x.transpose().mult(inverse).mult(x);
            SimpleMatrix beta = information.solve(x.transpose().mult(inverse).mult(response));
            SimpleMatrix r = response.minus(x.mult(beta));
            double logDeterminant = 0;
            for (double diagonal : cholesky(v)) {
                logDeterminant += 2 * Math.log(diagonal);
            }
            boolean restricted = model.spec().method().restricted();
            return logDeterminant + (restricted ? Math.log(information.determinant()) : 0)
                + r.transpose().mult(inverse).mult(r).get(0);
        }

        private static double[] cholesky(SimpleMatrix v) {
            var decomposition = org.ejml.dense.row.factory.DecompositionFactory_DDRM.chol(v.getNumRows(), true);
            assertTrue(decomposition.decompose(v.getDDRM().copy()));
            var factor = decomposition.getT(null);
            double[] diagonal = new double[v.getNumRows()];
            for (int i = 0; i < diagonal.length; i++) {
                diagonal[i] = factor.get(i, i);
            }
            return diagonal;
        }

        private static SimpleMatrix column(double[] values) {
            return new SimpleMatrix(values.length, 1, true, values);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "y_nb2 ~ x + trt + offset(log(exposure)) + (1 | g), nb2, log, RSPL",
        "y_nb2 ~ x + trt + offset(log(exposure)) + (1 | g), nb2, log, MMPL",
        "y_nb1 ~ x + trt + offset(log(exposure)) + (1 | g), nb1, log, MSPL",
        "y_nb1 ~ x + trt + (1 | g), nb1, sqrt, RSPL",
        "y_beta ~ x + trt + (1 | g), beta, logit, RSPL",
        "y_beta ~ x + trt + (1 | g), beta, cloglog, RMPL",
        "y_bb/trials ~ x + trt + (1 | g), beta-binomial, logit, RSPL"})
    void theEstimatesSolveTheirEquations(String formula, String distribution, String link, Method method) {
        FittedModel model = fit("families", formula, Distributions.named(distribution), Links.named(link), method);
        assertEquals(Verdict.CONVERGED, model.convergence().verdict(), model.convergence().message());
        Linearised linearised = new Linearised(model, "families", distribution);
        assertEquals(0, linearised.moment(), 1e-8, "moment equation");
        double variance = linearised.groupVariance();
        double h = 1e-3 * variance;
        double slope = (linearised.deviance(variance + h) - linearised.deviance(variance - h)) / (2 * h);
        assertEquals(0, slope * variance, 1e-4, "slope of the deviance in the log variance");
    }

    /** Counts that vary less than Poisson counts leave nothing for theta, which runs to the end of its range. */
    @ParameterizedTest
    @EnumSource(names = {"RSPL", "LAPLACE"})
    void withoutOverdispersionThetaIsAtItsEnd(Method method) {
        FittedModel model = fit("families", "I(trials + 20) ~ x + (1 | g)", Distributions.NEGATIVE_BINOMIAL,
            Links.LOG, method);
        CovarianceParameter theta = model.covarianceParameters().get(1);
        assertEquals(CovarianceParameter.Kind.DISPERSION, theta.kind());
        assertEquals(CovarianceParameter.State.BOUNDARY, theta.state());
        assertEquals(Verdict.BOUNDARY, model.convergence().verdict());
        assertTrue(model.convergence().message().contains("poisson"), model.convergence().message());
    }

    private static FittedModel fit(String dataset, String formula, Distribution distribution, Link link,
        Method method) {
        ModelSpec spec = Fits.spec(formula, distribution, link, method, false);
        assertEquals(Formula.parse(formula), spec.formula());
        return Fits.fit(dataset, spec);
    }
}
