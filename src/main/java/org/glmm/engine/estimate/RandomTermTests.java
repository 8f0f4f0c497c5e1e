package org.glmm.engine.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.glmm.engine.covariance.CovarianceStructures;
import org.glmm.engine.error.ModelException;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.formula.RandomTerm;
import org.glmm.engine.formula.Term;
import org.glmm.engine.frame.Frame;
import org.glmm.engine.model.Convergence.Verdict;
import org.glmm.engine.model.FitMonitor;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.ModelSpec;
import org.glmm.engine.model.ModelSpec.Extras;
import org.glmm.engine.model.RandomTermTest;

/**
 * Likelihood-ratio tests of random terms: the model is fitted again without each. A slope of a term with several
 * effects is left out alone, a term with one effect or with a pattern of correlations as a whole.
 *
 * <p>A variance of zero lies on the boundary. Leaving out one of k + 1 correlated effects, the statistic has the
 * mixture 1/2 chi-square(k) + 1/2 chi-square(k + 1); a variance alone is the case k = 0 (Self and Liang 1987, J. Amer.
 * Statist. Assoc. 82, 605-610; Stram and Lee 1994, Biometrics 50, 1171-1177). In other cases the weights depend on the
 * data, and the chi-square with all parameters is taken, whose p-value is too large.
 */
public final class RandomTermTests {

    private static final String CONSERVATIVE =
        "Conservative: several parameters are left out together, some of them on the boundary; the p-value is an upper "
        + "bound, "
            + "that of a parametric bootstrap is not.";

    private final Frame frame;
    private final FittedModel full;
    private final FitMonitor monitor;
    private final int threads;

    /** What is left out, what remains, and the distributions that the statistic mixes. */
    private record Reduction(String hypothesis, Formula formula, List<Integer> degrees) {
    }

    private RandomTermTests(Frame frame, FittedModel full, FitMonitor monitor, int threads) {
        this.frame = frame;
        this.full = full;
        this.monitor = monitor;
        this.threads = threads;
    }

    /**
     * Tests of all random terms of a model.
     *
     * @param frame the data it was fitted to
     * @param full fitted by a method that has a likelihood of the response
     * @param monitor hears about the fits without each term
     */
    public static List<RandomTermTest> of(Frame frame, FittedModel full, FitMonitor monitor) {
        return of(frame, full, monitor, Runtime.getRuntime().availableProcessors());
    }

    /** The same by a number of threads; the tests do not depend on it. */
    static List<RandomTermTest> of(Frame frame, FittedModel full, FitMonitor monitor, int threads) {
        var tests = new RandomTermTests(frame, full, monitor, threads);
        var random = full.spec().formula().random();
        return IntStream.range(0, random.size()).boxed().flatMap(tests::reductions).map(tests::test).toList();
    }

    private Stream<Reduction> reductions(int index) {
        RandomTerm term = full.spec().formula().random().get(index);
        if (term.variance().isPresent()) {
            return Stream.empty();
        }
        boolean separable = term.by().isEmpty()
            && (term.structure().equals(RandomTerm.UNSTRUCTURED) || term.structure().equals(RandomTerm.DIAGONAL));
        boolean several = term.effects().size() + (term.intercept() ? 1 : 0) > 1;
        return separable && several ? term.effects().stream().filter(effect -> !isMargin(effect, term))
            .map(effect -> withoutEffect(index, term, effect)) : Stream.of(withoutTerm(index, term));
    }

    private static boolean isMargin(Term effect, RandomTerm term) {
        return term.effects().stream().anyMatch(other -> !other.equals(effect)
            && other.variables().containsAll(effect.variables()));
    }

    private Reduction withoutEffect(int index, RandomTerm term, Term effect) {
        var rest = new RandomTerm(term.intercept(), term.effects().stream().filter(e -> !e.equals(effect)).toList(),
            term.grouping(), term.structure());
        int columns = (int) full.recipe().effectColumns(part(index)).stream()
            .filter(c -> c.term() >= 0 && term.effects().get(c.term()).equals(effect)).count();
        int k = full.recipe().effectColumns(part(index)).size();
        var structure = CovarianceStructures.named(term.structure());
        int left = structure.parameters(k) - structure.parameters(k - columns);
        return new Reduction(effect.name() + " in " + term, replaced(index, Stream.of(rest)),
            columns == 1 ? List.of(left - 1, left) : List.of(left));
    }

    private Reduction withoutTerm(int index, RandomTerm term) {
        int parameters = CovarianceStructures.named(term.structure())
            .parameters(full.recipe().effectColumns(part(index)).size()) * parts(index);
        return new Reduction(term.toString(), replaced(index, Stream.empty()),
            parameters == 1 ? List.of(0, 1) : List.of(parameters));
    }

    /** The first of the random parts that a term has. */
    private int part(int index) {
        var parts = full.recipe().randomParts();
        RandomTerm term = full.spec().formula().random().get(index);
        return IntStream.range(0, parts.size()).filter(p -> parts.get(p).term().equals(term)).findFirst().orElseThrow();
    }

    private int parts(int index) {
        RandomTerm term = full.spec().formula().random().get(index);
        return (int) full.recipe().randomParts().stream().filter(part -> part.term().equals(term)).count();
    }

    private Formula replaced(int index, Stream<RandomTerm> replacement) {
        Formula formula = full.spec().formula();
        List<RandomTerm> random = new ArrayList<>(formula.random());
        random.remove(index);
        replacement.forEach(random::add);
        return new Formula(formula.response(), formula.intercept(), formula.fixed(), random, formula.offsets());
    }

    private RandomTermTest test(Reduction reduction) {
        try {
            var spec = full.spec().with(reduction.formula).with(Extras.NOTHING);
            FittedModel reduced = Estimator.fit(frame, spec, named(reduction));
            double statistic = Math.max(0,
                reduced.statistics().minus2LogLikelihood() - full.statistics().minus2LogLikelihood());
            return bootstrapped(new RandomTermTest(reduction.hypothesis, statistic, reduction.degrees,
                note(reduction, reduced)), reduced);
        } catch (ModelException problem) {
            return new RandomTermTest(reduction.hypothesis, Double.NaN, reduction.degrees,
                "The model without it could not be fitted: " + problem.getMessage());
        }
    }

    private RandomTermTest bootstrapped(RandomTermTest test, FittedModel reduced) {
        var request = full.spec().extras().bootstrap();
        if (request.replicates() == 0) {
            return test;
        }
        var bootstrap = new ParametricBootstrap(frame, full, reduced, monitor);
        Optional<String> obstacle = bootstrap.obstacle();
        return new RandomTermTest(test.hypothesis(), test.statistic(), test.degrees(),
            (test.note() + " " + obstacle.orElse("")).strip(), obstacle.isPresent() ? Optional.empty()
                : Optional.of(bootstrap.test(test.statistic(), request, test.hypothesis(), threads)));
    }

    private String note(Reduction reduction, FittedModel reduced) {
        boolean converged = full.convergence().verdict() != Verdict.NOT_CONVERGED
            && reduced.convergence().verdict() != Verdict.NOT_CONVERGED;
        return (converged ? "" : "One of the two fits has not converged. ")
            + (reduction.degrees.size() == 1 ? CONSERVATIVE : "");
    }

    private FitMonitor named(Reduction reduction) {
        return new FitMonitor() {
            @Override
            public void progress(String phase, int iteration, double objective, double gradient) {
                monitor.progress("Without " + reduction.hypothesis + ": " + phase, iteration, objective, gradient);
            }

            @Override
            public void checkpoint() {
                monitor.checkpoint();
            }
        };
    }
}
