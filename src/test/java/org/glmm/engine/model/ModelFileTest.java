package org.glmm.engine.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;

import org.glmm.engine.design.Alias;
import org.glmm.engine.design.DesignRecipe;
import org.glmm.engine.design.GroupLevels;
import org.glmm.engine.design.ObservedMargins;
import org.glmm.engine.design.Schema;
import org.glmm.engine.family.Distributions;
import org.glmm.engine.family.Links;
import org.glmm.engine.formula.FactorCoding;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.frame.Kind;
import org.glmm.engine.mme.PredictionErrors;
import org.glmm.engine.model.Convergence.Verdict;
import org.glmm.engine.model.CovarianceParameter.State;
import org.glmm.engine.model.ModelSpec.Control;
import org.glmm.engine.sparse.BlockPattern;
import org.junit.jupiter.api.Test;

class ModelFileTest {

    private static FittedModel model() {
        Formula formula = Formula.parse("cbind(ok, `not ok`) ~ drug*age + offset(log(t)) + (1 + age || clinic:`Ünit`)");
        Schema schema = new Schema(Map.of("drug", Kind.FACTOR, "age", Kind.NUMERIC, "t", Kind.NUMERIC, "clinic",
            Kind.NUMERIC, "Ünit", Kind.FACTOR), Set.of("clinic"), Map.of("drug", List.of("a", "b"), "clinic",
                List.of("1", "2"), "Ünit", List.of("x", "y", "")),
            Map.of("drug", new FactorCoding(FactorCoding.Contrasts.SUM, "a")));
        DesignRecipe recipe = new DesignRecipe(formula, schema,
            List.of(GroupLevels.of(List.of(List.of("1", "2"), List.of("x", "y", "")), new int[] {0, 0, 0, 2, 1, 1})),
            new int[] {0, 1, 3}, List.of(new Alias(2, new int[] {0, 3}, new double[] {1.5, -1 / 3.0})),
            new ObservedMargins(Map.of("age", new ObservedMargins.Covariate(1 / 7.0, 2), "t",
                new ObservedMargins.Covariate(3, 0)), 0.75, List.of("drug"), new int[] {0, 1}, new double[] {7, 3}));
        ModelSpec spec = new ModelSpec(formula, Distributions.BINOMIAL, Links.PROBIT, Method.MSPL, true,
            Optional.of("weight"), Optional.of("yes"), Set.of("clinic"),
            Map.of("drug", new FactorCoding(FactorCoding.Contrasts.SUM, "a")), new Control(77, 1e-5));
        FixedEffects fixed = new FixedEffects(List.of("(Intercept)", "drug=b", "drug=b:age"),
            new double[] {0.1, -2, Math.PI}, new double[] {1, 2, 3, 4, 5, 6, 7, 8, Double.NaN}, List.of("age"));
        CovarianceParameter parameter = new CovarianceParameter("clinic:Ünit", CovarianceParameter.Kind.COVARIANCE,
            "age", "(Intercept)", 1 / 3.0, Double.NaN, -0.0, State.BOUNDARY);
        RandomEffects random = new RandomEffects("clinic:Ünit", List.of("(Intercept)", "age"),
            List.of("1:x", "1:", "2:y"), new double[] {1, 0, 0, 2}, new double[] {1, 2, 3, 4, 5, 6},
            new double[] {.1, .2, .3, .4, .5, Double.MIN_VALUE});
        return new FittedModel(spec, recipe, fixed, List.of(parameter), List.of(random),
            new PredictionErrors(new BlockPattern(new int[] {2, 2, 2}, new int[] {0, 2, 3, 4}, new int[] {0, 2, 1, 2}),
                DoubleStream.iterate(0.1, v -> -v / 3).limit(16).toArray(),
                DoubleStream.iterate(7, v -> v / 3).limit(18).toArray()),
            new FitStatistics(10, 3L << 40, -1.5, 2.5, 3.5, 4.5, 7, 0.25, 6.5, 2, 0.125, -5L << 50),
            new Convergence(Verdict.BOUNDARY, "a reason", 5, 9, 1e-9),
            List.of(new Finding(Finding.Kind.BOUNDARY, "one"), new Finding(Finding.Kind.FEW_LEVELS, "two % %s")));
    }

    private static byte[] bytes(FittedModel model) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ModelFile.write(model, out);
        return out.toByteArray();
    }

    @Test
    void whatIsReadIsWhatWasWrittenBitForBit() throws IOException {
        FittedModel written = model();
        FittedModel read = ModelFile.read(new ByteArrayInputStream(bytes(written)));
        assertArrayEquals(bytes(written), bytes(read));
        assertEquals(written.spec(), read.spec());
        assertEquals(written.covarianceParameters(), read.covarianceParameters());
        assertEquals(written.statistics(), read.statistics());
        assertEquals(written.convergence(), read.convergence());
        assertEquals(written.findings(), read.findings());
        assertEquals(List.of("one"), read.warnings());
        assertEquals(List.of("two % %s"), read.notes());
        assertEquals(written.recipe().schema(), read.recipe().schema());
        assertEquals(written.recipe().margins().covariates(), read.recipe().margins().covariates());
        assertEquals(0.75, read.recipe().margins().offset());
        assertEquals(List.of("age"), read.fixedEffects().dropped());
        assertArrayEquals(new int[] {0, 3}, read.recipe().aliases().get(0).sources());
        assertArrayEquals(new double[] {1.5, -1 / 3.0}, read.recipe().aliases().get(0).coefficients());
        assertEquals(written.fixedEffects().names(), read.fixedEffects().names());
        assertArrayEquals(written.fixedEffects().covariance(), read.fixedEffects().covariance());
        assertEquals(written.randomEffects().get(0).levels(), read.randomEffects().get(0).levels());
        assertEquals(written.randomEffects().get(0).effects(), read.randomEffects().get(0).effects());
        assertArrayEquals(written.randomEffects().get(0).predictionErrorVariance(),
            read.randomEffects().get(0).predictionErrorVariance());
        assertArrayEquals(written.predictionErrors().conditional(), read.predictionErrors().conditional());
        assertArrayEquals(written.predictionErrors().regression(), read.predictionErrors().regression());
        assertEquals(written.predictionErrors().pattern().find(2, 0), read.predictionErrors().pattern().find(2, 0));
    }

    @Test
    void profilesAreKept() throws IOException {
        FittedModel plain = model();
        var intervals = List.of(new ProfileInterval(-1.5, Double.POSITIVE_INFINITY, "Upper end: none."),
            ProfileInterval.none("why"));
        FittedModel written = new FittedModel(plain.spec(), plain.recipe(), plain.fixedEffects(),
            plain.covarianceParameters(), plain.randomEffects(), plain.predictionErrors(), plain.statistics(),
            plain.convergence(), plain.findings(), plain.testBasis(), plain.randomTermTests(),
            new ProfileIntervals(0.9, intervals, intervals.subList(1, 2), List.of()));
        assertEquals(written.profiles(), ModelFile.read(new ByteArrayInputStream(bytes(written))).profiles());
    }

    @Test
    void anEarlierFormatIsRefusedWithAdvice() throws IOException {
        byte[] bytes = bytes(model());
        bytes[7]--;
        String message = assertThrows(IOException.class, () -> ModelFile.read(new ByteArrayInputStream(bytes)))
            .getMessage();
        assertTrue(message.contains("format 1") && message.contains("fit the model again"), message);
    }

    @Test
    void aLaterFormatIsRefusedWithAdvice() throws IOException {
        byte[] bytes = bytes(model());
        bytes[7]++;
        String message = assertThrows(IOException.class, () -> ModelFile.read(new ByteArrayInputStream(bytes)))
            .getMessage();
        assertTrue(message.contains("format 3") && message.contains("install"), message);
    }

    @Test
    void somethingElseIsRefused() {
        assertThrows(IOException.class, () -> ModelFile.read(new ByteArrayInputStream(new byte[64])));
    }
}
