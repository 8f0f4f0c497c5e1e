package org.glmm.engine.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;

import org.glmm.engine.design.Design;
import org.glmm.engine.family.Distribution;
import org.glmm.engine.family.Distributions;
import org.glmm.engine.family.Link;
import org.glmm.engine.family.Links;
import org.glmm.engine.family.MeanRange;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.frame.TestFrames;
import org.glmm.engine.mme.ConditionalEquations;
import org.glmm.engine.mme.JointEquations;
import org.glmm.engine.mme.MixedModelEquations;
import org.glmm.engine.mme.ModeEquations;
import org.glmm.engine.mme.ModelStructure;
import org.glmm.engine.model.FitMonitor;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec;
import org.glmm.engine.parallel.Workers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The exact gradient against Richardson-extrapolated central differences, at points away from the maximum. */
class LaplaceGradientTest {

    private static final double STEP = 5e-4;

    @ParameterizedTest
    @CsvSource({
        "beitler_landis, favourable/total ~ treatment + (1 | clinic) + (1 | clinic:treatment), binomial, logit",
        "beitler_landis, favourable/total ~ treatment + (treatment | clinic), binomial, probit",
        "beitler_landis, favourable/total ~ treatment + (treatment || clinic), binomial, cloglog",
        "epil2, y ~ trt + Visit + (1 + Visit | subject), poisson, log",
        "range_splitplot, count ~ management + mix + (1 | block) + (1 | block:management), poisson, log",
        "families, y_gamma ~ x + trt + (1 + x | g), normal, log",
        "families, y_gamma ~ x + trt + (1 | g), gamma, log",
        "families, y_gamma ~ trt + (1 | g), gamma, inverse",
        "families, y_nb2 ~ x + trt + (1 + x | g), nb2, log",
        "families, y_nb1 ~ x + trt + (1 + x | g), nb1, log",
        "families, y_bb/trials ~ x + trt + (1 + x | g), beta-binomial, loglog",
        "families, y_beta ~ x + trt + (1 | g), beta, cauchit",
        "families, y_invgauss ~ x + trt + (1 | g), inverse gaussian, log",
        "families, y_gamma ~ x + trt + (1 | g), t(4), identity",
        "penicillin, diameter ~ 1 + (1 | plate) + (1 | sample), normal, log"})
    void isThatOfDifferences(String dataset, String formula, String family, String linkName) {
        Distribution distribution = Distributions.named(family);
        Link link = Links.named(linkName);
        double intercept = link.link(distribution.means() == MeanRange.UNIT ? 0.4 : dataset.equals("penicillin") ? 22
            : 3);
        for (Method method : new Method[] {Method.LAPLACE, Method.RLAPLACE}) {
            LaplaceLikelihood likelihood = likelihood(dataset, formula, distribution, link, method, intercept);
            double[] x = new Random(3).doubles(likelihood.parameters(), 0.2, 0.7).toArray();
            x[0] = likelihood.fixedEffects() > 0 ? intercept : x[0];
            assertGradient(likelihood, x);
        }
    }

    private static void assertGradient(LaplaceLikelihood likelihood, double[] x) {
        double[] gradient = new double[x.length];
        likelihood.evaluate(x, gradient);
        for (int i = 0; i < x.length; i++) {
            double fine = difference(likelihood, x, i, STEP / 2);
            double coarse = difference(likelihood, x, i, STEP);
            double extrapolated = (4 * fine - coarse) / 3;
            assertEquals(extrapolated, gradient[i], 1e-7 * Math.max(1, Math.abs(extrapolated)), "parameter " + i);
        }
    }

    private static double difference(LaplaceLikelihood likelihood, double[] x, int index, double step) {
        double[] up = x.clone();
        double[] down = x.clone();
        up[index] += step;
        down[index] -= step;
        double[] unused = new double[x.length];
        return (likelihood.evaluate(up, unused) - likelihood.evaluate(down, unused)) / (2 * step);
    }

    private static LaplaceLikelihood likelihood(String dataset, String formula, Distribution distribution, Link link,
        Method method, double intercept) {
        ModelSpec spec = Fits.spec(formula, distribution, link, method, false);
        var frame = TestFrames.read(dataset, spec.columns());
        Design design = Design.of(Formula.parse(formula), frame, spec.categorical());
        Observations observations = Observations.of(design.response(), frame, spec);
        ModelStructure structure = new ModelStructure(design.fixed(), design.random(), Workers.of(1));
        ModeEquations equations = method.restricted()
            ? new JointEquations(new MixedModelEquations(structure))
            : new ConditionalEquations(structure);
        LaplaceLikelihood likelihood = new LaplaceLikelihood(equations, new CovarianceModel(design.random()),
            new ObservationLikelihood(distribution, link, observations, structure.chunks()),
            design.offset() == null ? new double[design.rows()] : design.offset(),
            method.restricted() ? 0 : design.fixed().size(), new Evaluations(FitMonitor.SILENT));
        double[] beta = new double[design.fixed().size()];
        beta[0] = intercept;
        likelihood.startAt(beta, new double[equations.randomEffects()]);
        return likelihood;
    }
}
