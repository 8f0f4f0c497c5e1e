package org.glmm.engine.estimate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.glmm.engine.error.ModelException;
import org.glmm.engine.family.Distribution;
import org.glmm.engine.family.Distributions;
import org.glmm.engine.family.Links;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.frame.ColumnRequest;
import org.glmm.engine.frame.FactorColumn;
import org.glmm.engine.frame.Frame;
import org.glmm.engine.frame.FrameBuilder;
import org.glmm.engine.frame.Kind;
import org.glmm.engine.frame.MissingPolicy;
import org.glmm.engine.frame.NumericColumn;
import org.glmm.engine.frame.TestFrames;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A row with frequency f is f rows: fits with frequencies against fits of the rows written out. Simulated data. */
class FrequencyTest {

    private static final String FREQUENCY = "trials";

    @ParameterizedTest
    @CsvSource({
        "y_gamma ~ x + trt + (1 | g), normal, identity, REML",
        "y_gamma ~ x + trt + (1 | g), lognormal, identity, ML",
        "y_bb/trials ~ x + trt + (1 | g), binomial, logit, RSPL",
        "y_bb/trials ~ x + trt + (1 | g), beta-binomial, logit, RSPL",
        "y_nb2 ~ x + trt + (1 | g), nb2, log, MMPL",
        "y_nb2 ~ x + trt + (1 | g), nb2, log, LAPLACE",
        "y_gamma ~ x + trt + (1 | g), gamma, log, LAPLACE",
        "y_gamma ~ x + trt + (1 | g), t(5), identity, LAPLACE",
        "y_pois ~ x + trt + (1 | g), poisson, log, LAPLACE"})
    void aRowCountsAsOftenAsItsFrequency(String formula, String distribution, String link, Method method) {
        ModelSpec plain = Fits.spec(formula, Distributions.named(distribution), Links.named(link), method, false);
        ModelSpec counted = counted(plain);
        Frame frame = TestFrames.read("families", counted.columns());
        FittedModel expected = Fits.fit(writtenOut(frame, counted), plain);
        FittedModel actual = Fits.fit(frame, counted);
        assertArrayEquals(expected.fixedEffects().estimates(), actual.fixedEffects().estimates(), 2e-7);
        assertArrayEquals(expected.fixedEffects().covariance(), actual.fixedEffects().covariance(), 1e-7);
        double[] products = expected.testBasis().crossProducts();
        assertArrayEquals(products, actual.testBasis().crossProducts(), 1e-12 * products[0]);
        for (int i = 0; i < expected.covarianceParameters().size(); i++) {
            double estimate = expected.covarianceParameters().get(i).estimate();
            assertEquals(estimate, actual.covarianceParameters().get(i).estimate(), 1e-6 * estimate);
        }
        assertEquals(expected.statistics().minus2LogLikelihood(), actual.statistics().minus2LogLikelihood(),
            1e-8 * Math.abs(expected.statistics().minus2LogLikelihood()));
        assertEquals(expected.statistics().rowsUsed(), actual.statistics().rowsUsed());
        assertEquals(expected.statistics().degreesOfFreedom(), actual.statistics().degreesOfFreedom());
        assertEquals(expected.statistics().pearsonChiSquare(), actual.statistics().pearsonChiSquare(),
            1e-6 * expected.statistics().pearsonChiSquare());
    }

    private static ModelSpec counted(ModelSpec spec) {
        return new ModelSpec(spec.formula(), spec.distribution(), spec.link(), spec.method(), spec.estimateScale(),
            spec.weights(), Optional.of(FREQUENCY), spec.eventLevel(), spec.categorical(), spec.codings(),
            spec.control(), spec.extras());
    }

    private static Frame writtenOut(Frame frame, ModelSpec spec) {
        var names = spec.columns().stream().toList();
        var builder = new FrameBuilder(names.stream().map(name -> new ColumnRequest(name,
            frame.column(name) instanceof FactorColumn ? Kind.FACTOR : Kind.NUMERIC)).toList(), MissingPolicy.FAIL);
        double[] frequencies = ((NumericColumn) frame.column(FREQUENCY)).values();
        for (int r = 0; r < frame.rows(); r++) {
            for (int copy = 0; copy < frequencies[r]; copy++) {
                for (int c = 0; c < names.size(); c++) {
                    if (frame.column(names.get(c)) instanceof FactorColumn factor) {
                        builder.level(c, factor.levels().get(factor.codes()[r]));
                    } else {
                        builder.number(c, ((NumericColumn) frame.column(names.get(c))).values()[r]);
                    }
                }
                builder.endRow("Row" + r + "_" + copy);
            }
        }
        return builder.build();
    }

    @Test
    void aFrequencyMustBeAWholeNumber() {
        ModelSpec spec = new ModelSpec(Formula.parse("y_pois ~ trt + (1 | g)"), Distributions.POISSON, Links.LOG,
            Method.LAPLACE, false, Optional.empty(), Optional.of("x"), Optional.empty(), Set.of(), Map.of(),
            ModelSpec.Control.DEFAULT, ModelSpec.Extras.DEFAULT);
        var problem = assertThrows(ModelException.class, () -> Fits.fit("families", spec));
        assertTrue(problem.getMessage().contains("frequencies column \"x\"")
            && problem.getMessage().contains("row 1 "), problem.getMessage());
    }

    /** What prior weights are: a precision where there is a scale, a factor of the log-density elsewhere. */
    @ParameterizedTest
    @CsvSource({"y_pois ~ x + trt + (1 | g), poisson, log", "y_nb2 ~ x + trt + (1 | g), nb2, log"})
    void withoutAScaleAPriorWeightIsAFrequencyButForTheCount(String formula, String distribution, String link) {
        Distribution family = Distributions.named(distribution);
        ModelSpec plain = Fits.spec(formula, family, Links.named(link), Method.LAPLACE, false);
        FittedModel counted = Fits.fit("families", counted(plain));
        FittedModel weighted = Fits.fit("families", Fits.weighted(plain, FREQUENCY));
        assertEquals(counted.statistics().minus2LogLikelihood(), weighted.statistics().minus2LogLikelihood(), 1e-7);
        assertEquals(200, weighted.statistics().rowsUsed());
        assertTrue(counted.statistics().rowsUsed() > 400);
    }
}
