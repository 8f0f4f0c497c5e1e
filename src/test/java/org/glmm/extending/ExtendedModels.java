package org.glmm.extending;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.ejml.dense.row.CommonOps_DDRM;
import org.glmm.engine.Glmm;
import org.glmm.engine.family.Distribution;
import org.glmm.engine.family.Distributions;
import org.glmm.engine.family.Link;
import org.glmm.engine.family.Links;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.frame.TestFrames;
import org.glmm.engine.inference.DenominatorDf;
import org.glmm.engine.inference.FixedEffectInference;
import org.glmm.engine.inference.multiplicity.Adjustments;
import org.glmm.engine.inference.multiplicity.Family;
import org.glmm.engine.inference.multiplicity.Tail;
import org.glmm.engine.model.Convergence.Verdict;
import org.glmm.engine.model.CovarianceParameter;
import org.glmm.engine.model.FitMonitor;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec;
import org.junit.jupiter.api.Test;

/**
 * Fits with the examples of docs/extending.md, run by {@link ExtendingTest} in the engine that contains them. The
 * expected values are printed by the resource {@code extending/reference.R}, in R with glmmTMB 1.1.5.
 */
class ExtendedModels {

    private static FittedModel fit(String data, String formula, Distribution distribution, Link link, Method method) {
        var spec = new ModelSpec(Formula.parse(formula), distribution, link, method, distribution.hasScale(),
            Optional.empty(), Optional.empty(), Set.of(), ModelSpec.Control.DEFAULT);
        var model = Glmm.fit(TestFrames.read(data, spec.columns()), spec, FitMonitor.SILENT);
        assertEquals(Verdict.CONVERGED, model.convergence().verdict(), model.convergence().message());
        return model;
    }

    private static double[] standardised(FittedModel model) {
        return model.covarianceParameters().stream().filter(p -> !p.group().equals(CovarianceParameter.RESIDUAL))
            .mapToDouble(CovarianceParameter::standardised).toArray();
    }

    private static double[] estimates(FittedModel model) {
        return model.fixedEffects().estimates();
    }

    private static double[] standardErrors(FittedModel model) {
        var effects = model.fixedEffects();
        return IntStream.range(0, effects.count()).mapToDouble(effects::standardError).toArray();
    }

    /** Gamma distributed times of 40 groups; glmmTMB fits their squares by an exponential distribution. */
    @Test
    void rayleigh() {
        var rayleigh = Distributions.named("rayleigh");
        var model = fit("families", "y_gamma ~ x + trt + (1 | g)", rayleigh, rayleigh.defaultLink(), Method.LAPLACE);
        assertEquals(2 * 371.825176742, model.statistics().minus2LogLikelihood(), 1e-7);
        assertArrayEquals(new double[] {0.609723099184, 0.619440809799, -0.324405323847}, estimates(model), 1e-5);
        assertArrayEquals(new double[] {0.1202021199656, 0.0639279825517, 0.1401531875259}, standardErrors(model),
            1e-5);
        assertArrayEquals(new double[] {0.376219107487}, standardised(model), 1e-5);
    }

    /** Gamma distributed times; the likelihood is integrated by the trapezoidal rule in R and maximised there. */
    @Test
    void softplus() {
        var model = fit("families", "y_gamma ~ x + trt + (1 | g)", Distributions.GAMMA, Links.named("softplus"),
            Method.QUADRATURE);
        assertEquals(750.979487092, model.statistics().minus2LogLikelihood(), 1e-6);
        assertArrayEquals(new double[] {1.880334979531, 1.871308238112, -0.911757191425}, estimates(model), 1e-4);
        assertArrayEquals(new double[] {0.363300168162, 0.193830546007, 0.438921623128}, standardErrors(model), 1e-4);
        assertArrayEquals(new double[] {1.175603425865}, standardised(model), 1e-4);
        assertEquals(0.242424066541, model.statistics().scale(), 1e-5);
    }

    /** Seizure counts of four periods; glmmTMB's Toeplitz structure, held to zero beyond lag 1. */
    @Test
    void movingAverage() {
        var model = fit("epil", "y ~ lbase * trt + lage + V4 + ma1(0 + factor(period) | subject)",
            Distributions.POISSON, Links.LOG, Method.LAPLACE);
        assertEquals(1263.68411955, model.statistics().minus2LogLikelihood(), 1e-7);
        assertArrayEquals(new double[] {1.760284012845, 0.896452974819, -0.332853571139, 0.575177916913,
            -0.068217631856, 0.369603836089}, estimates(model), 1e-5);
        assertArrayEquals(new double[] {0.559629172161, 0.469596583402}, standardised(model), 1e-5);
    }

    /** 59 subjects and 3 fixed effects; the p-value is that of t with 56 degrees of freedom. */
    @Test
    void fewestGroups() {
        var model = fit("epil", "y ~ lbase + trt + (1 | subject)", Distributions.POISSON, Links.LOG, Method.LAPLACE);
        var treatment = FixedEffectInference.of(model, DenominatorDf.valueOf("FEWEST_GROUPS")).coefficients().get(2);
        assertEquals(56, treatment.df());
        double t = estimates(model)[2] / model.fixedEffects().standardError(2);
        assertEquals(2 * new TDistribution(56).cumulativeProbability(-Math.abs(t)),
            Tail.TWO_SIDED.pValue(treatment.estimate() / treatment.standardError(), treatment.df()), 1e-12);
    }

    /** p.adjust(c(0.0004, 0.03, 0.011, 0.2, 0.0271), "BY") of R, for z statistics with these p-values. */
    @Test
    void benjaminiYekutieli() {
        double[] p = {0.0004, 0.03, 0.011, 0.2, 0.0271};
        var normal = new NormalDistribution();
        double[] z = Arrays.stream(p).map(value -> normal.inverseCumulativeProbability(1 - value / 2)).toArray();
        double[] df = new double[p.length];
        Arrays.fill(df, Double.POSITIVE_INFINITY);
        var family = new Family(Family.Kind.OTHER, Tail.TWO_SIDED, z, df, CommonOps_DDRM.identity(5), 5, 5);
        assertArrayEquals(new double[] {0.00456666666667, 0.085625, 0.06279166666667, 0.45666666666667, 0.085625},
            Adjustments.named("Benjamini-Yekutieli").pValues(family), 1e-9);
    }
}
