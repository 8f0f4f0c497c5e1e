package org.glmm.engine.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

import org.apache.commons.math3.distribution.FDistribution;
import org.glmm.engine.Glmm;
import org.glmm.engine.family.Distributions;
import org.glmm.engine.family.Links;
import org.glmm.engine.frame.FactorColumn;
import org.glmm.engine.frame.Frame;
import org.glmm.engine.frame.NumericColumn;
import org.glmm.engine.frame.TestFrames;
import org.glmm.engine.model.BootstrapTest;
import org.glmm.engine.model.FitMonitor;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec;
import org.glmm.engine.model.ModelSpec.Bootstrap;
import org.glmm.engine.model.ModelSpec.Control;
import org.glmm.engine.model.ModelSpec.Extras;
import org.glmm.engine.model.ModelSpec.SmallSample;
import org.glmm.engine.model.RandomTermTest;
import org.glmm.engine.model.Sandwich;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametricBootstrapTest {

    /** Five groups of four. */
    private static final double[] YIELD = {3.1, 2.2, 4.0, 2.9, 4.4, 3.0, 3.9, 5.1, 2.0, 3.3, 1.9, 2.8, 3.6, 4.6, 3.0,
        3.5, 2.6, 2.4, 3.8, 3.1};
    private static final int GROUPS = 5;
    private static final int SIZE = 4;

    private static Frame oneWay() {
        return new Frame(List.of(new NumericColumn("y", YIELD), new FactorColumn("g",
            IntStream.range(0, YIELD.length).map(r -> r / SIZE).toArray(), List.of("a", "b", "c", "d", "e"))));
    }

    private static ModelSpec spec(ModelSpec spec, int replicates, long seed) {
        return spec.with(new Extras(SmallSample.NEVER, Sandwich.NONE, true).with(new Bootstrap(replicates, seed)));
    }

    private static ModelSpec oneWaySpec(int replicates, long seed) {
        return spec(Fits.spec("y ~ 1 + (1 | g)", Distributions.NORMAL, Links.IDENTITY, Method.REML, true), replicates,
            seed);
    }

    private static ModelSpec cbpp(int replicates) {
        return spec(Fits.spec("incidence/size ~ period + (1 | herd)", Distributions.BINOMIAL, Links.LOGIT,
            Method.LAPLACE, false), replicates, 3);
    }

    private static RandomTermTest test(Frame frame, ModelSpec spec) {
        return Glmm.fit(frame, spec, FitMonitor.SILENT).randomTermTests().get(0);
    }

    /**
     * In a balanced one-way layout the restricted likelihood-ratio statistic increases with F = MSB / MSW where F is
     * above 1, so that its null distribution is that of F. The tolerance is 3.5 standard errors of a proportion.
     */
    @Test
    void theNullDistributionOfABalancedOneWayLayoutIsKnown() {
        double[] means = new double[GROUPS];
        double mean = 0;
        for (int r = 0; r < YIELD.length; r++) {
            means[r / SIZE] += YIELD[r] / SIZE;
            mean += YIELD[r] / YIELD.length;
        }
        double between = 0;
        double within = 0;
        for (int r = 0; r < YIELD.length; r++) {
            between += Math.pow(means[r / SIZE] - mean, 2) / (GROUPS - 1);
            within += Math.pow(YIELD[r] - means[r / SIZE], 2) / (GROUPS * (SIZE - 1));
        }
        double exact = 1 - new FDistribution(null, GROUPS - 1, GROUPS * (SIZE - 1)).cumulativeProbability(between
            / within);
        int replicates = 2000;
        var bootstrap = test(oneWay(), oneWaySpec(replicates, 7)).bootstrap().orElseThrow();
        assertTrue(exact > 0.02 && exact < 0.4, "F must be above 1: " + exact);
        assertTrue(bootstrap.failures() <= 5, bootstrap.toString());
        assertEquals(exact, bootstrap.pValue(), 3.5 * Math.sqrt(exact * (1 - exact) / replicates));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void theResultDoesNotDependOnTheNumberOfThreads(int threads) {
        var model = Glmm.fit(oneWay(), oneWaySpec(50, 11), FitMonitor.SILENT);
        assertEquals(model.randomTermTests(), RandomTermTests.of(oneWay(), model, FitMonitor.SILENT, threads));
        assertEquals(model.randomTermTests(), RandomTermTests.of(oneWay(), model, FitMonitor.SILENT, 1));
    }

    @Test
    void anotherSeedGivesOtherResponses() {
        var exceedances = IntStream.range(0, 6)
            .map(seed -> test(oneWay(), oneWaySpec(200, seed)).bootstrap().orElseThrow().exceedances()).boxed()
            .toList();
        assertTrue(exceedances.stream().distinct().count() > 1, exceedances.toString());
    }

    /** The variance is far above zero: glmmTMB gives a likelihood-ratio statistic of 13.9. */
    @Test
    void aBinomialResponse() {
        var test = test(TestFrames.read("cbpp", cbpp(39).columns()), cbpp(39));
        assertEquals(new BootstrapTest(39, 0, 0, 3), test.bootstrap().orElseThrow());
        assertEquals(1 / 40.0, test.bootstrap().orElseThrow().pValue());
    }

    /** One iteration is not enough for all fits to converge. */
    @Test
    void failuresAreCounted() {
        var spec = Fits.spec("incidence/size ~ period + (1 | herd)", Distributions.BINOMIAL, Links.LOGIT,
            Method.LAPLACE, false);
        var hasty = new ModelSpec(spec.formula(), spec.distribution(), spec.link(), spec.method(), false,
            Optional.empty(), Optional.empty(), Set.of(), new Control(1, 1e-8));
        var bootstrap = test(TestFrames.read("cbpp", spec.columns()), spec(hasty, 10, 1)).bootstrap().orElseThrow();
        assertTrue(bootstrap.failures() > 0, bootstrap.toString());
        assertEquals(10, bootstrap.replicates());
        assertEquals(2 / 9.0, new BootstrapTest(10, 2, 1, 1).pValue());
        assertTrue(Double.isNaN(new BootstrapTest(10, 10, 0, 1).pValue()));
    }

    @Test
    void rowsThatStandForSeveralAreRefusedWithAReason() {
        var columns = new ArrayList<>(List.of(oneWay().column("y"), oneWay().column("g"),
            new NumericColumn("n", IntStream.range(0, YIELD.length).mapToDouble(r -> 1 + r % 2).toArray())));
        var plain = oneWaySpec(10, 1);
        var spec = new ModelSpec(plain.formula(), plain.distribution(), plain.link(), plain.method(), true,
            Optional.empty(), Optional.of("n"), Optional.empty(), Set.of(), plain.codings(), plain.control(),
            plain.extras());
        var test = test(new Frame(columns), spec);
        assertEquals(Optional.empty(), test.bootstrap());
        assertTrue(test.note().contains("repeat such rows"), test.note());
    }

    @Test
    void theMonitorHearsOfEveryReplicateAndCanCancel() {
        var heard = new ArrayList<Integer>();
        var monitor = new FitMonitor() {
            @Override
            public void progress(String phase, int iteration, double objective, double gradient) {
                assertTrue(heard.isEmpty(), phase);
            }

            @Override
            public void step(String phase, int done, int total) {
                heard.add(done);
                assertEquals(20, total);
            }

            @Override
            public void checkpoint() {
                if (heard.size() == 12) {
                    throw new CancellationException();
                }
            }
        };
        assertThrows(CancellationException.class, () -> Glmm.fit(oneWay(), oneWaySpec(20, 1), monitor));
        assertEquals(IntStream.rangeClosed(1, heard.size()).boxed().toList(), heard);
    }
}
