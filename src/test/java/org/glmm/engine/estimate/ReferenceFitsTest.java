package org.glmm.engine.estimate;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.glmm.engine.estimate.Reference.Blups;
import org.glmm.engine.estimate.ReferencePeer.Aspect;
import org.glmm.engine.frame.TestFrames;
import org.glmm.engine.model.Convergence.Verdict;
import org.glmm.engine.model.CovarianceParameter;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.RandomEffects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every reference fit of R and Python whose model we have, against ours: published data sets and a few simulated ones.
 * The tables beside the references say which model each case has, how closely each peer is compared, and where and why
 * a peer is wrong or differs by definition.
 */
class ReferenceFitsTest {

    @AfterAll
    static void forget() {
        ReferenceFit.forget();
    }

    static Stream<String> compared() {
        return Reference.names().stream().filter(name -> !ReferenceExceptions.isOutside(name));
    }

    @ParameterizedTest
    @MethodSource("compared")
    void theFitIsThatOfThePeer(String name) {
        Comparison comparison = new Comparison(Reference.read(name));
        assertAll(comparison::verdict, comparison::logLikelihood, comparison::fixedEffects, comparison::components,
            comparison::covarianceErrors, comparison::blups, comparison::conditionalVariances, comparison::fittedValues,
            comparison::newLevel, comparison::statistics);
    }

    @Test
    void everyReferenceThatWasMadeIsComparedOrListedWithItsReason() {
        Set<String> made = new TreeSet<>(TestFrames.lines("/reference/made.txt"));
        Set<String> known = new TreeSet<>(Reference.names());
        assertTrue(made.containsAll(known), "not in made.txt");
        made.stream().filter(name -> !ReferenceExceptions.isOutside(name)).forEach(name -> {
            assertTrue(known.contains(name), name + " is neither there nor listed");
            Reference reference = Reference.read(name);
            assertTrue(ReferenceCase.named(reference.caseName()) != null, name + " has no model");
            assertTrue(ReferencePeer.of(reference) != null, name + " has no peer");
        });
    }

    @Test
    void everyExceptionAppliesAndHasAReason() {
        List<String> made = TestFrames.lines("/reference/made.txt");
        for (ReferenceExceptions exception : ReferenceExceptions.ALL) {
            assertTrue(made.stream().anyMatch(exception::appliesTo), exception.references());
            assertTrue(exception.reason().length() > 10, exception.references());
        }
    }

    /** The peers' name of the number of a row as a grouping; ours is the grouping by all factors. */
    private static final String ROW = "obs";

    /** Our fit of the model of a reference beside it. */
    private static final class Comparison {

        private final Reference reference;
        private final ReferenceCase model;
        private final ReferencePeer peer;
        private final ReferenceFit ours;
        private final FittedModel fit;

        Comparison(Reference reference) {
            this.reference = reference;
            this.model = ReferenceCase.named(reference.caseName());
            this.peer = ReferencePeer.of(reference);
            this.ours = ReferenceFit.of(model, peer.method(), peer.estimateScale());
            this.fit = ours.model();
        }

        private String tolerance(Aspect aspect) {
            return ReferenceExceptions.tolerance(reference.name(), aspect).orElse(peer.tolerance(aspect));
        }

        private boolean isCompared(Aspect aspect) {
            return !tolerance(aspect).equals("-");
        }

        private double number(Aspect aspect) {
            return Double.parseDouble(tolerance(aspect));
        }

        void verdict() {
            Verdict expected = ReferenceExceptions.verdict(reference.name()).map(Verdict::valueOf)
                .orElse(Verdict.CONVERGED);
            assertEquals(expected, fit.convergence().verdict(), fit.convergence().message());
        }

        void logLikelihood() {
            Optional<Double> theirs = reference.minus2LogLikelihood();
            if (!isCompared(Aspect.LOGLIK) || theirs.isEmpty()) {
                return;
            }
            double actual = fit.statistics().minus2LogLikelihood();
            if (tolerance(Aspect.LOGLIK).equals("higher")) {
                assertTrue(actual < theirs.get(), "-2 log L is " + actual + ", theirs " + theirs.get());
            } else {
                assertEquals(theirs.get(), actual, number(Aspect.LOGLIK), "-2 log L");
            }
        }

        void fixedEffects() {
            Map<String, Double> estimates = reference.fixedEffects();
            Map<String, Double> errors = reference.fixedEffectErrors();
            List<String> names = fit.fixedEffects().names().stream().map(model::theirName).toList();
            assertEquals(estimates.keySet(), new HashSet<>(names));
            for (int j = 0; j < names.size(); j++) {
                double error = errors.get(names.get(j));
                if (isCompared(Aspect.FIXED)) {
                    assertEquals(estimates.get(names.get(j)), fit.fixedEffects().estimates()[j],
                        number(Aspect.FIXED) * error, names.get(j));
                }
                if (isCompared(Aspect.ERRORS)) {
                    assertRelative(error, fit.fixedEffects().standardError(j), Aspect.ERRORS, "error of "
                        + names.get(j));
                }
            }
        }

        private void assertRelative(double expected, double actual, Aspect aspect, String what) {
            assertEquals(expected, actual, number(aspect) * Math.abs(expected), what);
        }

        /** Sorted, since peers order them in their own ways; BLUPs and fitted values tell them apart. */
        void components() {
            if (!isCompared(Aspect.COMPONENTS)) {
                return;
            }
            double[] expected = reference.components();
            double[] actual = fit.randomEffects().stream().flatMapToDouble(effects -> IntStream
                .range(0, effects.effects().size()).boxed().flatMapToDouble(i -> IntStream.rangeClosed(0, i)
                    .mapToDouble(j -> effects.covariance()[i * effects.effects().size() + j])))
                .toArray();
            Arrays.sort(expected);
            Arrays.sort(actual);
            int zeros = Math.max(0, expected.length - actual.length);
            expected = Arrays.stream(expected).filter(value -> zeros == 0 || value != 0).toArray();
            assertEquals(expected.length, actual.length, "variance components " + Arrays.toString(expected));
            for (int i = 0; i < expected.length; i++) {
                assertEquals(expected[i], actual[i], number(Aspect.COMPONENTS) * Math.max(1e-6, Math.abs(expected[i])),
                    "variance component");
            }
            reference.scale().ifPresent(
                scale -> assertRelative(scale, fit.statistics().scale(), Aspect.COMPONENTS, "residual scale"));
            reference.shape().ifPresent(
                shape -> assertRelative(shape, fit.statistics().shape(), Aspect.COMPONENTS, "dispersion parameter"));
        }

        void covarianceErrors() {
            if (!isCompared(Aspect.COVERRORS) || !reference.has("cov_params", "se_observed")) {
                return;
            }
            double[] expected = reference.numbers("cov_params", "se_observed");
            double[] actual = fit.covarianceParameters().stream().mapToDouble(CovarianceParameter::standardError)
                .filter(Double::isFinite).toArray();
            Arrays.sort(expected);
            Arrays.sort(actual);
            assertEquals(expected.length, actual.length, "standard errors of covariance parameters");
            for (int i = 0; i < expected.length; i++) {
                assertRelative(expected[i], actual[i], Aspect.COVERRORS, "standard error of a covariance parameter");
            }
        }

        void blups() {
            for (Blups blups : isCompared(Aspect.BLUPS) ? reference.blups() : List.<Blups>of()) {
                blups.effects().forEach((name, modes) -> {
                    int t = term(blups.group(), name);
                    RandomEffects effects = fit.randomEffects().get(t);
                    int e = effect(effects, name);
                    int k = effects.effects().size();
                    double deviation = Math.sqrt(effects.covariance()[e * k + e]);
                    for (int i = 0; i < modes.length; i++) {
                        assertEquals(modes[i], effects.value(level(blups, i, t), e),
                            Math.max(1e-12, number(Aspect.BLUPS) * deviation), name + " of " + blups.levels().get(i));
                    }
                });
            }
        }

        void conditionalVariances() {
            if (!isCompared(Aspect.CONDVAR)) {
                return;
            }
            List<double[]> actual = reference.blups().stream().anyMatch(b -> !b.conditionalVariances().isEmpty())
                ? ours.conditionalVariances() : List.of();
            for (Blups blups : reference.blups()) {
                blups.conditionalVariances().forEach((name, variances) -> {
                    int t = term(blups.group(), name);
                    RandomEffects effects = fit.randomEffects().get(t);
                    int e = effect(effects, name);
                    int k = effects.effects().size();
                    for (int i = 0; i < variances.length; i++) {
                        int level = level(blups, i, t);
                        assertRelative(variances[i], actual.get(t)[level * k + e], Aspect.CONDVAR,
                            "conditional variance of " + name + " of " + blups.levels().get(i));
                        if (blups.errorVariances() != null) {
                            assertRelative(blups.errorVariances()[i], effects.predictionErrorVariance()[level * k + e],
                                Aspect.CONDVAR, "prediction error variance of " + blups.levels().get(i));
                        }
                    }
                });
            }
        }

        /** The random term of a peer's grouping, which nlme names by its innermost factor. */
        private int term(String group, String effect) {
            List<String> columns = columns(group);
            List<RandomEffects> terms = fit.randomEffects();
            if (group.equals(ROW)) {
                return IntStream.range(0, terms.size()).filter(t -> terms.get(t).levels().size() == ours.design()
                    .rows()).findFirst().orElseThrow();
            }
            return IntStream.range(0, terms.size()).filter(t -> effect(terms.get(t), effect) >= 0)
                .filter(t -> columns(terms.get(t).group()).equals(columns)).findFirst()
                .orElseGet(() -> IntStream.range(0, terms.size())
                    .filter(t -> columns(terms.get(t).group()).size() > 1
                    && columns(terms.get(t).group()).contains(group))
                    .findFirst().orElseThrow(() -> new AssertionError("no term for " + group + " " + effect)));
        }

        private static List<String> columns(String group) {
            return Stream.of((group.equals("wholeplot") ? "block:management" : group).split("[:_]")).sorted().toList();
        }

        private int effect(RandomEffects effects, String name) {
            return effects.effects().stream().map(model::theirName).toList().indexOf(name);
        }

        private int level(Blups blups, int i, int t) {
            String level = blups.levels().get(i);
            if (blups.group().equals(ROW)) {
                return ours.design().random().get(t).level()[Integer.parseInt(level) - 1];
            }
            List<String> parts = parts(level);
            RandomEffects effects = fit.randomEffects().get(t);
            int index = effects.levels().indexOf(level);
            return index >= 0 ? index : IntStream.range(0, effects.levels().size())
                .filter(l -> parts(effects.levels().get(l)).equals(parts)).findFirst()
                .orElseThrow(() -> new AssertionError("no level " + level + " of " + effects.group()));
        }

        private static List<String> parts(String level) {
            return Stream.of(level.split("[:/._]")).sorted().toList();
        }

        void fittedValues() {
            check(Aspect.FITTED, reference.numbers("first10", "link_conditional"), ours::conditional, "eta of row ");
            check(Aspect.POPULATION, reference.numbers("first10", "link_population"), ours::population,
                "x'beta of row ");
        }

        private void check(Aspect aspect, double[] expected, IntToDoubleFunction actual, String what) {
            for (int r = 0; r < expected.length && isCompared(aspect); r++) {
                assertEquals(expected[r], actual.applyAsDouble(r), number(aspect) * scale(), what + r);
            }
        }

        /** The standard deviation of the residuals where the linear predictor has their unit. */
        private double scale() {
            return model.isLinear() ? Math.sqrt(fit.statistics().scale()) : 1;
        }

        void newLevel() {
            if (isCompared(Aspect.POPULATION)) {
                reference.optional("new_level", "link").ifPresent(
                    link -> assertEquals(link, ours.population(0), number(Aspect.POPULATION) * scale(), "new level"));
            }
            if (isCompared(Aspect.ERRORS) && isCompared(Aspect.POPULATION)) {
                reference.optional("new_level", "se_link_fixed_part").ifPresent(
                    error -> assertRelative(error, ours.populationError(0), Aspect.ERRORS, "error of x'beta"));
                reference.optional("new_level", "se_link").ifPresent(
                    error -> assertRelative(error, ours.newLevelError(0), Aspect.ERRORS, "error for a new level"));
            }
        }

        /** What the dense implementation reports besides. */
        void statistics() {
            if (reference.peer().startsWith("oracle")) {
                assertEquals(reference.number("generalized_chisq_unscaled"), fit.statistics().generalizedChiSquare(),
                    1e-6 * fit.statistics().generalizedChiSquare());
                assertEquals(reference.number("pearson_chisq_conditional"), fit.statistics().pearsonChiSquare(),
                    1e-6 * fit.statistics().pearsonChiSquare());
                assertEquals(reference.number("df_n_minus_p"), fit.statistics().degreesOfFreedom());
            }
        }
    }
}
