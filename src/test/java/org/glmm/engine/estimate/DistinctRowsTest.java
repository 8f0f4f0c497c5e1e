package org.glmm.engine.estimate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.glmm.engine.design.Design;
import org.glmm.engine.diagnose.Diagnostics;
import org.glmm.engine.diagnose.InfluenceRequest;
import org.glmm.engine.family.Distributions;
import org.glmm.engine.formula.Expression;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.frame.Column;
import org.glmm.engine.frame.FactorColumn;
import org.glmm.engine.frame.Frame;
import org.glmm.engine.frame.NumericColumn;
import org.glmm.engine.frame.TestFrames;
import org.glmm.engine.model.Finding;
import org.glmm.engine.model.Finding.Kind;
import org.glmm.engine.model.FitMonitor;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec;
import org.glmm.engine.model.ModelSpec.Bootstrap;
import org.glmm.engine.model.ModelSpec.Extras;
import org.glmm.engine.model.ModelSpec.Profiled;
import org.glmm.engine.model.ModelSpec.Profiles;
import org.glmm.engine.model.ModelSpec.SmallSample;
import org.glmm.engine.model.Sandwich;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Rows that are alike are fitted as one. The offset {@code apart}, too small to matter, makes all rows different, so
 * that they are fitted one by one. Simulated data of 60 groups with rows side by side, and data sets of R with their
 * rows repeated.
 */
class DistinctRowsTest {

    private static final int ROWS = 12_000;
    private static final int GROUPS = 60;
    private static final Frame DATA = simulate();

    private static Frame simulate() {
        Random random = new Random(17);
        double[] u = random.doubles(GROUPS).map(p -> 0.6 * random.nextGaussian()).toArray();
        double[] v = random.doubles(GROUPS).map(p -> 0.3 * random.nextGaussian()).toArray();
        Map<String, double[]> numbers = new LinkedHashMap<>();
        for (String name : List.of("binary", "pure", "count", "rating", "x", "e", "w", "f", "apart", "noise")) {
            numbers.put(name, new double[ROWS]);
        }
        int[] a = random.ints(ROWS, 0, 2).toArray();
        int[] b = random.ints(ROWS, 0, 3).toArray();
        int[] g = IntStream.range(0, ROWS).map(r -> r * GROUPS / ROWS).toArray();
        b[ROWS / 3] = 3;
        for (int r = 0; r < ROWS; r++) {
            double x = random.nextInt(2) * 1.5;
            double e = 0.2 * random.nextInt(2);
            double eta = 0.4 * a[r] - 0.2 * b[r] + 0.3 * x + u[g[r]] + x * v[g[r]];
            numbers.get("x")[r] = x;
            numbers.get("e")[r] = e;
            numbers.get("binary")[r] = random.nextDouble() < 1 / (1 + Math.exp(-eta)) ? 1 : 0;
            numbers.get("pure")[r] = b[r] == 2 ? 1 : numbers.get("binary")[r];
            numbers.get("count")[r] = Math.floor(-Math.log(random.nextDouble()) * Math.exp(0.4 * eta + e - 0.7));
            numbers.get("rating")[r] = Math.max(1, Math.min(5, Math.rint(3 + eta + 0.7 * random.nextGaussian())));
            numbers.get("w")[r] = 1 + random.nextInt(2);
            numbers.get("f")[r] = 1 + random.nextInt(3);
            numbers.get("apart")[r] = 1e-15 * r;
            numbers.get("noise")[r] = random.nextGaussian();
        }
        List<Column> columns = new ArrayList<>(List.of(new FactorColumn("a", a, List.of("a1", "a2")),
            new FactorColumn("b", b, List.of("b1", "b2", "b3", "rare")),
            new FactorColumn("c", Arrays.stream(b).map(level -> level % 3).toArray(), List.of("c1", "c2", "c3")),
            new FactorColumn("g", g, IntStream.range(0, GROUPS).mapToObj(i -> "g" + i).toList())));
        numbers.forEach((name, values) -> columns.add(new NumericColumn(name, values)));
        return new Frame(columns);
    }

    private static ModelSpec spec(String formula, String distribution, Method method, String weights,
        String frequencies, Extras extras) {
        var family = Distributions.named(distribution);
        boolean scale = family.hasScale() || method == Method.RSPL && distribution.equals("binomial");
        return new ModelSpec(Formula.parse(formula), family, family.defaultLink(), method, scale,
            Optional.ofNullable(weights), Optional.ofNullable(frequencies), Optional.empty(), Set.of(), Map.of(),
            ModelSpec.Control.DEFAULT, extras);
    }

    private static ModelSpec apart(ModelSpec spec) {
        Formula formula = spec.formula();
        List<Expression> offsets = new ArrayList<>(formula.offsets());
        offsets.addAll(Formula.parse("y ~ offset(apart)").offsets());
        return spec.with(new Formula(formula.response(), formula.intercept(), formula.fixed(), formula.random(),
            offsets));
    }

    private static DistinctRows distinct(Frame frame, ModelSpec spec) {
        Design design = Design.of(spec.formula(), frame, spec.categorical());
        return DistinctRows.of(design, Observations.of(design.response(), frame, spec));
    }

    @ParameterizedTest
    @CsvSource({
        "binary ~ a * c + x + (1 | g), binomial, LAPLACE, , , CLASSICAL",
        "binary ~ a + x + (1 + x | g), binomial, LAPLACE, , , NONE",
        "binary ~ a + x + (1 | g), binomial, QUADRATURE, , , DF",
        "binary ~ a + c + x + (1 | g), binomial, RSPL, , , FIRORES",
        "binary ~ a + x + (1 | g), binomial, MMPL, , , NONE",
        "count ~ a + x + offset(e) + (1 | g), poisson, LAPLACE, w, , NONE",
        "count ~ a + x + offset(e) + (1 | g), poisson, RLAPLACE, , , NONE",
        "count ~ a + x + (1 | g), nb2, LAPLACE, , f, NONE",
        "count ~ a + x + (1 | g), nb2, RSPL, , , MBN",
        "rating ~ a + x + (1 | g), gamma, LAPLACE, w, , NONE",
        "rating ~ a + x + (1 | g) + (1 | b), normal, REML, , , NONE",
        "rating ~ a * x + (1 + x || g), normal, REML, w, f, ROOT"})
    void aFitIsThatOfTheRowsOneByOne(String formula, String distribution, Method method, String weights,
        String frequencies, Sandwich sandwich) {
        ModelSpec spec = spec(formula, distribution, method, weights, frequencies,
            new Extras(SmallSample.AUTOMATIC, sandwich, false));
        assertTrue(2 * distinct(DATA, spec).design().rows() <= ROWS, "merged");
        assertEquals(ROWS, distinct(DATA, apart(spec)).design().rows());
        FittedModel expected = Fits.fit(DATA, apart(spec));
        FittedModel actual = Fits.fit(DATA, spec);
        assertSameFit(expected, actual);
        assertEquals(expected.findings(), actual.findings());
    }

    /** Those that count rows; estimates are infinite. */
    @Test
    void findingsAreThoseOfTheRowsOneByOne() {
        ModelSpec spec = spec("pure ~ a + b + (1 | g)", "binomial", Method.LAPLACE, null, null, Extras.NOTHING);
        FittedModel expected = Fits.fit(DATA, apart(spec));
        FittedModel actual = Fits.fit(DATA, spec);
        assertEquals(expected.findings(), actual.findings());
        assertTrue(actual.findings().stream().map(Finding::kind).toList()
            .containsAll(List.of(Kind.SEPARATION, Kind.SINGLE_ROWS)), actual.findings().toString());
        assertEquals(expected.statistics().minus2LogLikelihood(), actual.statistics().minus2LogLikelihood(), 1e-3);
    }

    private static void assertSameFit(FittedModel expected, FittedModel actual) {
        Map<String, double[]> numbers = numbers(actual);
        numbers(expected).forEach((name, values) -> {
            double largest = Arrays.stream(values).map(Math::abs).filter(Double::isFinite).max().orElse(0);
            assertArrayEquals(values, numbers.get(name), 1e-6 * largest, name);
        });
        assertEquals(expected.statistics().rowsUsed(), actual.statistics().rowsUsed());
        assertEquals(expected.statistics().degreesOfFreedom(), actual.statistics().degreesOfFreedom());
        assertEquals(expected.statistics().fingerprint(), actual.statistics().fingerprint());
        assertEquals(expected.convergence().verdict(), actual.convergence().verdict());
    }

    private static Map<String, double[]> numbers(FittedModel model) {
        var statistics = model.statistics();
        var tests = model.testBasis();
        Map<String, double[]> numbers = new LinkedHashMap<>();
        numbers.put("fixed effects", model.fixedEffects().estimates());
        numbers.put("covariance matrix", model.fixedEffects().covariance());
        numbers.put("covariance parameters", model.covarianceParameters().stream()
            .flatMapToDouble(p -> DoubleStream.of(p.estimate(), p.standardError())).toArray());
        numbers.put("random effects", model.randomEffects().stream()
            .flatMapToDouble(e -> Arrays.stream(e.values())).toArray());
        numbers.put("their variances", model.randomEffects().stream()
            .flatMapToDouble(e -> Arrays.stream(e.predictionErrorVariance())).toArray());
        numbers.put("conditional errors", model.predictionErrors().conditional());
        numbers.put("regression", model.predictionErrors().regression());
        numbers.put("statistics", new double[] {statistics.minus2LogLikelihood(), statistics.generalizedChiSquare(),
            statistics.pearsonChiSquare(), statistics.deviance()});
        numbers.put("dispersion", new double[] {statistics.scale(), statistics.shape()});
        numbers.put("derivatives", Arrays.stream(tests.derivatives()).flatMapToDouble(Arrays::stream).toArray());
        numbers.put("observed", tests.observed().orElse(new double[0]));
        numbers.put("expected", tests.expected().orElse(new double[0]));
        Stream.of(tests.adjustments().expected(), tests.adjustments().observed(), tests.adjustments().secondOrder())
            .forEach(matrix -> numbers.put("adjusted " + numbers.size(), matrix.orElse(new double[0])));
        numbers.put("containment", tests.degrees().containment());
        numbers.put("between within", tests.degrees().betweenWithin());
        numbers.put("cross-products", tests.crossProducts());
        numbers.put("robust", tests.robust().orElse(new double[0]));
        return numbers;
    }

    @Test
    void profilesTestsAndBootstrapAreThoseOfTheRowsOneByOne() {
        ModelSpec spec = spec("binary ~ a + (1 | g)", "binomial", Method.LAPLACE, null, null,
            new Extras(SmallSample.NEVER, Sandwich.NONE, true).with(new Profiles(Profiled.ALL_PARAMETERS, 0.9))
                .with(new Bootstrap(4, 3)));
        FittedModel expected = Fits.fit(DATA, apart(spec));
        FittedModel actual = Fits.fit(DATA, spec);
        for (var interval : List.of(0, 1)) {
            assertEquals(expected.profiles().fixedEffects().get(interval).lower(),
                actual.profiles().fixedEffects().get(interval).lower(), 1e-6);
        }
        assertEquals(expected.profiles().estimates().get(0).upper(),
            actual.profiles().estimates().get(0).upper(), 1e-6);
        var test = actual.randomTermTests().get(0);
        assertEquals(expected.randomTermTests().get(0).statistic(), test.statistic(), 1e-4);
        assertEquals(expected.randomTermTests().get(0).bootstrap(), test.bootstrap());
        assertEquals(0, test.bootstrap().orElseThrow().failures());
    }

    @Test
    void residualsAndInfluenceAreThoseOfAllRows() {
        ModelSpec spec = spec("binary ~ a + x + (1 | g)", "binomial", Method.LAPLACE, null, null, Extras.DEFAULT);
        FittedModel model = Fits.fit(DATA, spec);
        var diagnostics = Diagnostics.of(DATA, model, InfluenceRequest.NONE, 1, FitMonitor.SILENT);
        double[] pearson = diagnostics.residuals().pearson();
        assertEquals(ROWS, pearson.length);
        assertEquals(model.statistics().pearsonChiSquare(), Arrays.stream(pearson).map(r -> r * r).sum(),
            1e-9 * model.statistics().pearsonChiSquare());
    }

    @ParameterizedTest
    @CsvSource({
        "binary ~ a + x + (1 | g), , ",
        "count ~ a * b + offset(e) + (1 + x | g), w, f",
        "count/f ~ 1 + (0 + x | a:b), , ",
        "rating ~ 0 + x + (1 | a) + (1 | b), w, "})
    void rowsOfOneClassAgreeInEverything(String formula, String weights, String frequencies) {
        boolean trials = formula.startsWith("count/");
        Frame frame = trials ? withEvents() : DATA;
        ModelSpec spec = spec(formula, trials ? "binomial" : "normal", trials ? Method.LAPLACE : Method.REML, weights,
            frequencies, Extras.DEFAULT);
        DistinctRows distinct = distinct(frame, spec);
        IntToDoubleFunction frequency = frequencies == null ? r -> 1 : r -> number(frame, frequencies, r);
        Map<List<Object>, Integer> number = new HashMap<>();
        int[] place = new int[ROWS];
        double[] sums = new double[ROWS];
        for (int r = 0; r < ROWS; r++) {
            List<Object> key = new ArrayList<>();
            for (String name : spec.columns()) {
                if (!name.equals(frequencies)) {
                    key.add(frame.column(name) instanceof FactorColumn factor ? factor.codes()[r]
                        : number(frame, name, r));
                }
            }
            number.putIfAbsent(key, number.size());
            place[r] = number.get(key);
            sums[place[r]] += frequency.applyAsDouble(r);
        }
        assertArrayEquals(place, distinct.place());
        assertEquals(number.size(), distinct.design().rows());
        assertArrayEquals(Arrays.copyOf(sums, number.size()), distinct.observations().frequency());
        assertRowsAreTaken(distinct, Design.of(spec.formula(), frame, Set.of()),
            Observations.of(Design.of(spec.formula(), frame, Set.of()).response(), frame, spec));
    }

    /** Counts that are no more than their number of trials. */
    private static Frame withEvents() {
        double[] count = ((NumericColumn) DATA.column("count")).values();
        double[] trials = ((NumericColumn) DATA.column("f")).values();
        double[] events = IntStream.range(0, ROWS).mapToDouble(r -> Math.min(count[r], trials[r])).toArray();
        return new Frame(List.of(new NumericColumn("count", events), DATA.column("f"), DATA.column("x"),
            DATA.column("a"), DATA.column("b")));
    }

    private static double number(Frame frame, String name, int row) {
        return ((NumericColumn) frame.column(name)).values()[row];
    }

    private static void assertRowsAreTaken(DistinctRows distinct, Design all, Observations observations) {
        int p = all.fixed().size();
        for (int r = 0; r < ROWS; r++) {
            int i = distinct.place()[r];
            for (int j = 0; j < p; j++) {
                assertEquals(all.fixed().values()[r * p + j], distinct.design().fixed().values()[i * p + j]);
            }
            for (int t = 0; t < all.random().size(); t++) {
                assertEquals(all.random().get(t).level()[r], distinct.design().random().get(t).level()[i]);
                for (int k = 0; k < all.random().get(t).effects(); k++) {
                    assertEquals(all.random().get(t).element(r, k), distinct.design().random().get(t).element(i, k));
                }
            }
            assertEquals(observations.y()[r], distinct.observations().y()[i]);
            assertEquals(observations.size()[r], distinct.observations().size()[i]);
            assertEquals(observations.prior()[r], distinct.observations().prior()[i]);
            assertTrue(all.offset() == null || all.offset()[r] == distinct.design().offset()[i]);
        }
        double[] numbers = IntStream.range(0, distinct.design().rows()).mapToDouble(i -> i).toArray();
        assertArrayEquals(Arrays.stream(distinct.place()).asDoubleStream().toArray(), distinct.restored(numbers));
    }

    @ParameterizedTest
    @CsvSource({
        "noise ~ a + (1 | g)",
        "binary ~ noise + (1 | g)",
        "binary ~ a + (0 + noise | g)",
        "binary ~ a + offset(noise) + (1 | g)"})
    void rowsThatDoNotRepeatStay(String formula) {
        ModelSpec spec = spec(formula, "normal", Method.REML, null, null, Extras.DEFAULT);
        Design design = Design.of(spec.formula(), DATA, Set.of());
        Observations observations = Observations.of(design.response(), DATA, spec);
        DistinctRows distinct = DistinctRows.of(design, observations);
        assertSame(design, distinct.design());
        assertSame(observations, distinct.observations());
        assertArrayEquals(observations.y(), distinct.restored(observations.y()));
    }

    /**
     * R 4.2, data sets with their rows repeated, {@code d[rep(seq_len(nrow(d)), times), ]}: glmmTMB 1.1.5 by Laplace,
     * glmer of lme4 1.1-31 with {@code nAGQ = 25}, lmer. Log-likelihood, the second coefficient with its standard
     * error, the variance of the random effects, the dispersion or residual variance.
     */
    @ParameterizedTest
    @CsvSource({
        "beitler_landis_long, 40, response ~ treatment + (1 | clinic), binomial, LAPLACE, -5567.88787585, "
            + "0.7758905594, 0.04846453338, 2.234553167, 1",
        "beitler_landis_long, 40, response ~ treatment + (1 | clinic), binomial, QUADRATURE, -5567.88275414, "
            + "0.7758894711, 0.04846383617, 2.234658169, 1",
        "salamanders, 20, count ~ mined + (1 | site), poisson, LAPLACE, -21393.00923364, "
            + "-2.6610809140, 0.4319174257, 1.045977575, 1",
        "salamanders, 20, count ~ mined + (1 | site), nb2, LAPLACE, -16879.08317408, "
            + "-2.6610657821, 0.4319187210, 1.043398299, 0.6913736283",
        "cake, 40, angle ~ recipe + (1 | recipe:replicate), normal, REML, -32743.02955600, "
            + "-1.477777778, 2.456255194, 45.14656376, 24.56593818"})
    void repeatedRowsAsInR(String dataset, int times, String formula, String distribution, Method method,
        double logLikelihood, double effect, double error, double variance, double dispersion) {
        var family = Distributions.named(distribution);
        ModelSpec plain = Fits.spec(formula, family, family.defaultLink(), method, false);
        ModelSpec spec = new ModelSpec(plain.formula(), family, family.defaultLink(), method, family.hasScale(),
            Optional.empty(), dataset.startsWith("beitler") ? Optional.of("favourable") : Optional.empty(), Set.of(),
            plain.control());
        Frame frame = repeated(TestFrames.read(dataset, spec.columns()), times);
        assertTrue(distinct(frame, spec).design().rows() * times <= frame.rows());
        FittedModel model = Fits.fit(frame, spec);
        assertEquals(-2 * logLikelihood, model.statistics().minus2LogLikelihood(), 1e-7 * Math.abs(logLikelihood));
        int p = model.fixedEffects().count();
        assertEquals(effect, model.fixedEffects().estimates()[1], 1e-3 * error);
        assertEquals(error, Math.sqrt(model.fixedEffects().covariance()[p + 1]), 1e-4 * error);
        assertEquals(variance, model.covarianceParameters().get(0).estimate(), 1e-4 * variance);
        assertEquals(dispersion, model.statistics().scale() * model.statistics().shape(), 1e-4 * dispersion);
    }

    private static Frame repeated(Frame frame, int times) {
        int n = frame.rows();
        int[] row = IntStream.range(0, n * times).map(r -> r % n).toArray();
        return new Frame(frame.columnNames().stream().map(name -> frame.column(name) instanceof FactorColumn factor
            ? new FactorColumn(name, Arrays.stream(row).map(r -> factor.codes()[r]).toArray(), factor.levels())
            : new NumericColumn(name, Arrays.stream(row).mapToDouble(r -> number(frame, name, r)).toArray())).toList());
    }
}
