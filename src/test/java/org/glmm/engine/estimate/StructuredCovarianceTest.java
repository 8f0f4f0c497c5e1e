package org.glmm.engine.estimate;

import static org.glmm.engine.estimate.ReferenceAssertions.assertRelative;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;

import org.glmm.engine.error.ModelException;
import org.glmm.engine.family.Distributions;
import org.glmm.engine.model.Convergence.Verdict;
import org.glmm.engine.model.CovarianceParameter;
import org.glmm.engine.model.CovarianceParameter.Kind;
import org.glmm.engine.model.CovarianceParameter.State;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Models with structured covariance matrices: against glmmTMB 1.1.5 and lme4 on orthodont and machines (Pinheiro and Bates
 * 2000) and epil (Thall and Vail 1990), and against the likelihood of the response computed with dense matrices from the
 * reported parameters by the textbook formula of each structure.
 */
class StructuredCovarianceTest {

    private static final String GROWTH = "distance ~ age*Sex + ";

    private static double[] estimates(FittedModel fit) {
        return fit.covarianceParameters().stream().mapToDouble(CovarianceParameter::estimate).toArray();
    }

    private static double[] errors(FittedModel fit) {
        return fit.covarianceParameters().stream().mapToDouble(CovarianceParameter::standardError).toArray();
    }

    /**
     * glmmTMB 1.1.5 has -847.412215 without residual, where its search ends; a correlation of one at all lags, at -874.3, is a
     * stationary point of the angles.
     */
    @Test
    void aPerfectCorrelationIsLeftWhereTheLikelihoodRisesInwards() {
        FittedModel fit = Fits.normal("sleepstudy", "Reaction ~ Days + toeph(0 + factor(Days) | Subject)", Method.REML);
        assertEquals(-847.4122, -fit.statistics().minus2LogLikelihood() / 2, 0.01);
        assertTrue(fit.findings().stream().anyMatch(finding -> finding.text().contains("toeph(0 + factor(Days) | Subject) has 180"
            + " effects (18 levels) for 180 rows, at least as many effects as rows, so that its variance can hardly be told from"
            + " the residual variance")), fit.findings().toString());
    }

    /**
     * glmmTMB 1.1.5 with equal standard deviations by map, started at correlated days. From uncorrelated days the search ends at
     * 1731.231 with a singular matrix.
     */
    @Test
    void theHigherOfTwoMaximaIsReported() {
        FittedModel fit = Fits.normal("sleepstudy", "Reaction ~ Days + toep(0 + factor(Days) | Subject)", Method.REML);
        assertEquals(1730.837873, fit.statistics().minus2LogLikelihood(), 1e-5);
        assertEquals(Verdict.CONVERGED, fit.convergence().verdict());
    }

    /** Simulated; glmmTMB 1.1.5, toep(0 + f | g), REML, its search not quite converged. Equal variances are of lower likelihood. */
    @Test
    void aPerfectCorrelationAtTheSecondLagOnly() {
        FittedModel fit = Fits.normal("periodic", "y ~ f + toeph(0 + f | g)", Method.REML);
        assertEquals(-429.76118689, -fit.statistics().minus2LogLikelihood() / 2, 1e-5);
        assertEquals(Verdict.BOUNDARY, fit.convergence().verdict());
        double[] parameters = estimates(fit);
        assertEquals(1, parameters[4], 1e-8);
        assertTrue(parameters[3] < 0.98);
    }

    /** The reported likelihood is that of the reported parameters, and no neighbour inside the range has a higher one. */
    @ParameterizedTest
    @CsvSource({"machines, score ~ Machine + vc(0 + Machine | Worker)", "machines, score ~ Machine + diag(0 + Machine | Worker)",
        "machines, score ~ Machine + cs(0 + Machine | Worker)", "machines, score ~ Machine + csh(0 + Machine | Worker)",
        "machines, score ~ Machine + us(0 + Machine | Worker)", "machines, score ~ Machine + ar1(0 + Machine | Worker)",
        "machines, score ~ Machine + arh1(0 + Machine | Worker)", "machines, score ~ Machine + toep(0 + Machine | Worker)",
        "machines, score ~ Machine + toeph(0 + Machine | Worker)",
        "orthodont, distance ~ age*Sex + csh(0 + factor(age) | Subject)",
        "orthodont, distance ~ age*Sex + ar1(0 + factor(age) | Subject)",
        "orthodont, distance ~ age*Sex + vc(1 + age | Subject)",
        "orthodont, 'distance ~ age*Sex + diag(1 + age | Subject, by = Sex)'",
        "orthodont, 'distance ~ age*Sex + ar1(0 + factor(age) | Subject, by = Sex)'"})
    void theDenseLikelihoodIsHighestAtTheEstimates(String dataset, String formula) {
        for (Method method : List.of(Method.REML, Method.ML)) {
            FittedModel fit = Fits.normal(dataset, formula, method);
            assertTrue(fit.convergence().verdict() != Verdict.NOT_CONVERGED, fit.convergence().message());
            double[] parameters = estimates(fit);
            var dense = DenseLikelihood.of(dataset, fit);
            double deviance = dense.minus2LogLikelihood(parameters);
            assertEquals(deviance, fit.statistics().minus2LogLikelihood(), 1e-8 * deviance);
            for (int i = 0; i < parameters.length; i++) {
                boolean free = fit.covarianceParameters().get(i).state() == State.ESTIMATED;
                for (double step : free ? new double[] {1.001, 0.999} : new double[0]) {
                    double[] moved = parameters.clone();
                    moved[i] *= step;
                    double other = dense.minus2LogLikelihood(moved);
                    assertTrue(other >= deviance - 1e-7, method + " " + i + ": " + other + " < " + deviance);
                }
            }
        }
    }

    /** The standard errors are those of the Hessian of the dense likelihood in the reported parameters. */
    @ParameterizedTest
    @CsvSource({"machines, score ~ Machine + cs(0 + Machine | Worker)", "machines, score ~ Machine + csh(0 + Machine | Worker)",
        "machines, score ~ Machine + toeph(0 + Machine | Worker)",
        "orthodont, distance ~ age*Sex + ar1(0 + factor(age) | Subject)",
        "orthodont, 'distance ~ age*Sex + us(1 | Subject, by = Sex)'"})
    void theStandardErrorsComeFromTheObservedInformation(String dataset, String formula) {
        FittedModel fit = Fits.normal(dataset, formula, Method.REML);
        double[] at = estimates(fit);
        var covariance = DenseLikelihood.of(dataset, fit).information(at).invert();
        for (int i = 0; i < at.length; i++) {
            assertRelative(Math.sqrt(covariance.get(i, i)), errors(fit)[i], 1e-5);
        }
    }

    /**
     * glmmTMB's cs and toep are heterogeneous. Given are standard deviations, the first row of correlations, sigma^2 and
     * the standard errors of the fixed effects, which in glmmTMB come from the information in all parameters: they are those of
     * ours, C = (X'V^-1X)^-1, with the uncertainty of the covariance parameters added, C + J H^-1 J' with J the derivatives
     * of the generalized least squares estimates and H the information of the (restricted) profile likelihood.
     */
    @ParameterizedTest
    @CsvSource({
        "machines, score ~ Machine + csh(0 + Machine | Worker), REML, 209.220442314,"
            + "4.11448503 8.41974232 4.46180031, 0.735710117, 0.925729946, 1.69497117 2.49879743 1.31918246",
        "machines, score ~ Machine + csh(0 + Machine | Worker), ML, 217.498594928,"
            + "3.74816513 7.68635915 4.06530346, 0.738086494, 0.92622237, 1.54690458 2.28101496 1.20414804",
        "machines, score ~ Machine + toeph(0 + Machine | Worker), REML, 208.334856532,"
            + "4.04595639 8.62527687 4.42627523, 0.786805157 0.622279863, 0.924581404, 1.66723108 2.46530915 1.54325655",
        "orthodont, distance ~ age*Sex + ar1(0 + factor(age) | Subject), REML, 433.389673846,"
            + "1.87806961, 0.960664355, 1.69866961, 1.235841279 0.098907270 1.606181974 0.128501605",
        "orthodont, distance ~ age*Sex + ar1(0 + factor(age) | Subject), ML, 428.461026729,"
            + "1.78331446, 0.971386600, 1.72427964, 1.1965663878 0.0959401769 1.5550789731 0.1246443900",
        "orthodont, 'distance ~ age*Sex + us(1 | Subject, by = Sex)', REML, 433.51638728,"
            + "1.98750263 1.69241884, '', 1.92205542, 1.2082713360 0.0934698643 1.5478199310 0.1214209155",
        "orthodont, 'distance ~ age*Sex + us(1 | Subject, by = Sex)', ML, 428.432076753,"
            + "1.88659449 1.63312379, '', 1.87459721, 1.1820321957 0.0923087018 1.5172396308 0.1199125211"})
    void normalModelsAreThoseOfGlmmTmb(String dataset, String formula, Method method, double deviance, String deviations,
        String correlations, double residual, String fixedErrors) {
        FittedModel fit = Fits.normal(dataset, formula, method);
        assertEquals(Verdict.CONVERGED, fit.convergence().verdict(), fit.convergence().message());
        assertEquals(deviance, fit.statistics().minus2LogLikelihood(), 1e-7);
        assertArrayEquals(numbers(deviations), standardised(fit, Kind.VARIANCE), 1e-4);
        assertArrayEquals(numbers(correlations), standardised(fit, Kind.CORRELATION), 1e-5);
        assertEquals(residual, fit.statistics().scale(), 1e-5);
        double[] expected = numbers(fixedErrors);
        double[] at = estimates(fit);
        var dense = DenseLikelihood.of(dataset, fit);
        var known = dense.fixedCovariance(at);
        var slopes = DenseLikelihood.jacobian(dense::fixedEffects, at);
        var all = known.plus(slopes.mult(dense.information(at).invert()).mult(slopes.transpose()));
        for (int i = 0; i < expected.length; i++) {
            assertRelative(Math.sqrt(known.get(i, i)), fit.fixedEffects().standardError(i), 1e-8);
            assertRelative(expected[i], Math.sqrt(all.get(i, i)), 1e-5);
        }
    }

    private static double[] numbers(String text) {
        return text.isEmpty() ? new double[0]
            : Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    /** Standard deviations or correlations of the random effects. */
    private static double[] standardised(FittedModel fit, Kind kind) {
        return fit.covarianceParameters().stream()
            .filter(p -> p.kind() == kind && !p.group().equals(CovarianceParameter.RESIDUAL))
            .mapToDouble(CovarianceParameter::standardised).toArray();
    }

    /**
     * Laplace against glmmTMB: seizure counts of four periods. The standard errors come from numDeriv::jacobian of glmmTMB's
     * exact gradient after three Newton steps; glmmTMB's own numerical Hessian gives three digits.
     */
    @ParameterizedTest
    @CsvSource({
        "ar1(0 + factor(period) | subject), 1251.1760676172, 0.5718574957, 0.675296608,"
            + "0.10201126109 0.12194914655 0.13848848790 0.32397784285 0.09262366275 0.18958388133",
        "csh(0 + factor(period) | subject), 1241.0944119351, 0.5640097107 0.6030278192 0.7031297594 0.3944810846, 0.646350909,"
            + "0.1077396174 0.1186677528 0.1384200522 0.3296763347 0.0847157130 0.1852742597",
        "(1 | subject) + ar1(0 + factor(period) | subject), 1248.9048224643, 0.4311905944 0.3861450609, 0.216336126,"
            + "0.10529797107 0.12800202845 0.14472812616 0.33953823980 0.08833437955 0.19850116882"})
    void laplaceFitsAreThoseOfGlmmTmb(String random, double deviance, String deviations, String correlations,
        String fixedErrors) {
        FittedModel fit = Fits.fit("epil", Fits.spec("y ~ lbase*trt + lage + V4 + " + random, Distributions.POISSON,
            Distributions.POISSON.defaultLink(), Method.LAPLACE, false));
        assertEquals(Verdict.CONVERGED, fit.convergence().verdict(), fit.convergence().message());
        assertEquals(deviance, fit.statistics().minus2LogLikelihood(), 1e-8);
        double[] actual = standardised(fit, Kind.VARIANCE);
        assertArrayEquals(numbers(deviations), Arrays.copyOf(actual, numbers(deviations).length), 1e-5);
        assertArrayEquals(numbers(correlations), standardised(fit, Kind.CORRELATION), 2e-5);
        double[] expected = numbers(fixedErrors);
        for (int i = 0; i < expected.length; i++) {
            assertRelative(expected[i], fit.fixedEffects().standardError(i), 1e-5);
        }
    }

    /** One correlation for all pairs is a random intercept and independent deviations: sigma^2 rho and sigma^2 (1 - rho). */
    @ParameterizedTest
    @CsvSource({"RSPL", "MSPL", "RMPL", "MMPL", "LAPLACE"})
    void compoundSymmetryIsTheModelWithNestedIntercepts(Method method) {
        FittedModel cs = seizures("cs(0 + factor(period) | subject)", method);
        FittedModel nested = seizures("(1 | subject/period)", method);
        double[] components = estimates(nested);
        assertArrayEquals(new double[] {components[0] + components[1], components[0] / (components[0] + components[1]), 1},
            estimates(cs), 1e-6);
        assertEquals(nested.statistics().minus2LogLikelihood(), cs.statistics().minus2LogLikelihood(), 1e-6);
        assertArrayEquals(nested.fixedEffects().estimates(), cs.fixedEffects().estimates(), 1e-6);
        assertArrayEquals(nested.fixedEffects().covariance(), cs.fixedEffects().covariance(), 1e-6);
    }

    private static FittedModel seizures(String random, Method method) {
        return Fits.fit("epil", Fits.spec("y ~ lbase*trt + lage + V4 + " + random, Distributions.POISSON,
            Distributions.POISSON.defaultLink(), method, false));
    }

    /** lme4's variance components of workers and workers by machines, as one correlation. */
    @ParameterizedTest
    @CsvSource({"reml, REML", "ml, ML"})
    void compoundSymmetryOnMachinesIsThatOfLme4(String peer, Method method) {
        Reference reference = Reference.read("machines_cs.lme4." + peer);
        FittedModel fit = Fits.normal("machines", "score ~ Machine + cs(0 + Machine | Worker)", method);
        double[] components = ReferenceAssertions.varianceComponents(reference).sorted().toArray();
        double worker = components[components.length - 1];
        double interaction = components[components.length - 2];
        assertEquals(reference.number("minus2loglik"), fit.statistics().minus2LogLikelihood(), 1e-8);
        assertRelative(worker + interaction, estimates(fit)[0], 1e-6);
        assertRelative(worker / (worker + interaction), estimates(fit)[1], 1e-6);
        ReferenceAssertions.assertFixedEffects(reference, fit.fixedEffects(), 1e-6);
    }

    @Test
    void parametersAreNamedByWhatTheyBelongTo() {
        assertEquals(List.of("Worker/Machine//VARIANCE", "Worker/Machine/lag 1/CORRELATION",
            "Worker/Machine/lag 2/CORRELATION", "Residual///VARIANCE"), names("machines",
            "score ~ Machine + toep(0 + Machine | Worker)"));
        assertEquals(List.of("Worker/Machine//VARIANCE", "Worker/Machine/Machine/CORRELATION", "Residual///VARIANCE"),
            names("machines", "score ~ Machine + cs(0 + Machine | Worker)"));
        assertEquals(List.of("Subject (Sex=Female)/(Intercept)//VARIANCE", "Subject (Sex=Male)/(Intercept)//VARIANCE",
            "Residual///VARIANCE"), names("orthodont", GROWTH + "us(1 | Subject, by = Sex)"));
    }

    private static List<String> names(String dataset, String formula) {
        return Fits.normal(dataset, formula, Method.REML).covarianceParameters().stream()
            .map(p -> String.join("/", p.group(), p.effect(), p.otherEffect(), p.kind().name())).toList();
    }

    /** Each subject is of one sex, so it has an effect in one part only. */
    @Test
    void separatedTermsHaveTheGroupsOfTheirRows() {
        FittedModel fit = Fits.normal("orthodont", GROWTH + "us(1 | Subject, by = Sex)", Method.REML);
        assertEquals(List.of(11, 16), fit.randomEffects().stream().map(e -> e.levels().size()).toList());
        assertTrue(fit.randomEffects().get(0).levels().stream().allMatch(level -> level.startsWith("F")));
    }

    /** A variance of the estimate's size, fixed, leaves the likelihood where it was; another one has a lower likelihood. */
    @Test
    void aFixedVarianceIsKept() {
        FittedModel free = Fits.normal("orthodont", GROWTH + "(1 | Subject)", Method.REML);
        double variance = estimates(free)[0];
        FittedModel fixed = Fits.normal("orthodont", GROWTH + "fixed(1 | Subject, variance = " + variance + ")",
            Method.REML);
        assertEquals(free.statistics().minus2LogLikelihood(), fixed.statistics().minus2LogLikelihood(), 1e-9);
        assertRelative(free.statistics().scale(), fixed.statistics().scale(), 1e-6);
        assertEquals(State.FIXED, fixed.covarianceParameters().get(0).state());
        assertEquals(variance, estimates(fixed)[0], 1e-12);
        assertEquals(1, fixed.statistics().covarianceParameters());
        assertArrayEquals(free.randomEffects().get(0).values(), fixed.randomEffects().get(0).values(), 1e-6);
    }

    /** The residual variance that maximises the dense likelihood, given a known variance of 10. */
    @ParameterizedTest
    @CsvSource({"REML", "ML"})
    void aFixedVarianceLeavesTheOthersAtTheirMaximum(Method method) {
        FittedModel fit = Fits.normal("orthodont", GROWTH + "fixed(1 | Subject, variance = 10)", method);
        var dense = DenseLikelihood.of("orthodont", fit);
        double deviance = dense.minus2LogLikelihood(estimates(fit));
        assertEquals(deviance, fit.statistics().minus2LogLikelihood(), 1e-8);
        double scale = estimates(fit)[1];
        assertRelative(Math.sqrt(1 / dense.information(estimates(fit)).get(1, 1)), errors(fit)[1], 1e-6);
        for (double step : new double[] {0.999, 1.001}) {
            assertTrue(dense.minus2LogLikelihood(new double[] {10, scale * step}) > deviance);
        }
    }

    @ParameterizedTest
    @CsvSource({"RSPL, true", "RSPL, false", "MMPL, true", "LAPLACE, false"})
    void aFixedVarianceIsKeptByEveryMethod(Method method, boolean estimateScale) {
        FittedModel free = counts("(1 | subject)", method, estimateScale);
        double variance = estimates(free)[0];
        FittedModel fixed = counts("fixed(1 | subject, variance = " + variance + ")", method, estimateScale);
        assertEquals(Verdict.CONVERGED, fixed.convergence().verdict(), fixed.convergence().message());
        assertEquals(variance, estimates(fixed)[0], 1e-12);
        assertRelative(free.statistics().scale(), fixed.statistics().scale(), 1e-6);
        assertEquals(free.statistics().minus2LogLikelihood(), fixed.statistics().minus2LogLikelihood(), 1e-6);
        assertArrayEquals(free.fixedEffects().estimates(), fixed.fixedEffects().estimates(), 1e-6);
    }

    private static FittedModel counts(String random, Method method, boolean estimateScale) {
        return Fits.fit("epil", Fits.spec("y ~ lbase*trt + lage + V4 + " + random, Distributions.POISSON,
            Distributions.POISSON.defaultLink(), method, estimateScale));
    }

    @ParameterizedTest
    @CsvSource({"score ~ Machine + ar1(1 + Machine | Worker), ar1(0 + time | Worker)",
        "score ~ Machine + toep(1 | Worker), order of a factor"})
    void structuresThatDoNotFitAreRefused(String formula, String part) {
        var problem = assertThrows(ModelException.class, () -> Fits.normal("machines_unbal", formula, Method.REML));
        assertTrue(problem.getMessage().contains(part), problem.getMessage());
    }

    @Test
    void unknownStructuresAreRefusedWithTheSpecification() {
        var problem = assertThrows(ModelException.class,
            () -> Fits.normal("machines", "score ~ spline(1 | Worker)", Method.REML));
        assertTrue(problem.getMessage().contains("\"spline\""), problem.getMessage());
    }
}
