package org.glmm.engine.estimate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

import org.glmm.engine.design.RandomDesign;
import org.glmm.engine.error.ModelException;
import org.glmm.engine.model.Finding;
import org.glmm.engine.model.ModelSpec.Control;

/**
 * How many nodes the quadrature has in each dimension: as many as asked for, or raised until log-likelihood and
 * gradient do not change any more.
 */
final class QuadratureNodes {

    private static final int[] LADDER = {5, 9, 15, 25, 41, 61, 101, 161};
    private static final double MOST_EVALUATIONS = 3e8;
    private static final double MOST_IN_A_GROUP = 2e7;
    private static final double NEGLIGIBLE_CHANGE = 1e-6;
    private static final double NEGLIGIBLE_SLOPE = 1e-4;
    private static final int CHECK_NODES = 9;
    private static final double CHEAP_EVALUATIONS = 1e6;
    /** Estimates so many standard errors from those of maximum likelihood deserve a warning. */
    private static final double INACCURATE = 0.25;

    private final QuadratureTree tree;
    private final int asked;
    private int nodes;

    /**
     * Checks that quadrature is possible.
     *
     * @param asked the nodes asked for; 0 for the choice by what they change
     * @throws ModelException if the random effects do not lie within one grouping factor, or it takes too many
     *            evaluations
     */
    QuadratureNodes(QuadratureTree tree, int asked) {
        this.tree = tree;
        this.asked = asked;
        int least = asked == Control.AUTOMATIC_NODES ? LADDER[0] : asked;
        if (isCrossed() || !isAffordable(tree, least)) {
            throw new ModelException(refusal(least));
        }
    }

    /** Whether {@link #inaccuracy} takes next to no time. */
    static boolean isCheap(QuadratureTree tree) {
        return tree.depth() > 0 && !isCrossed(tree) && tree.evaluations(CHECK_NODES) <= CHEAP_EVALUATIONS;
    }

    /**
     * The finding that the Laplace approximation is not good enough, by quadrature at its estimates.
     *
     * @param likelihood by quadrature
     */
    static Optional<Finding> inaccuracy(MarginalEstimation laplace, QuadratureLikelihood likelihood) {
        likelihood.take(CHECK_NODES);
        OptionalDouble distance = laplace.asymptotics().distanceTo(likelihood);
        return distance.isPresent() && distance.getAsDouble() > INACCURATE
            ? Optional.of(new Finding(Finding.Kind.APPROXIMATION,
            String.format(Locale.ROOT, "The Laplace approximation is "
                + "not accurate for these data: without it estimates would change by up to %.1f standard errors. "
                + "Choose the method QUADRATURE.", distance.getAsDouble())))
            : Optional.empty();
    }

    /** Whether so many nodes in each dimension take neither too long nor too much memory. */
    static boolean isAffordable(QuadratureTree tree, int nodes) {
        return tree.evaluations(nodes) <= MOST_EVALUATIONS && tree.evaluationsOfLargestGroup(nodes) <= MOST_IN_A_GROUP;
    }

    private String refusal(int least) {
        List<RandomDesign> terms = tree.terms();
        String names = terms.stream().map(term -> term.term().toString()).distinct().collect(Collectors.joining(", "));
        return (isCrossed()
            ? "Quadrature needs random effects within one grouping factor, but the levels of " + names
            + " are crossed: "
            : "Quadrature over the random effects " + names + " is too costly: ") + tree.depth()
            + " effects depend on each other, so that " + least + " nodes for each of them take "
            + String.format(Locale.ROOT, "%.1e", tree.evaluations(least))
            + " evaluations of the density; choose Laplace"
            + (isCrossed() ? "." : ", fewer nodes or fewer random effects.");
    }

    /** Whether effects of several levels of a term depend on each other, so that no grouping factor holds them all. */
    private boolean isCrossed() {
        return isCrossed(tree);
    }

    private static boolean isCrossed(QuadratureTree tree) {
        return tree.depth() > tree.effectsOfARow();
    }

    /** Fits; the estimation has begun. */
    EstimatedPoint fit(MarginalEstimation estimation, QuadratureLikelihood likelihood) {
        likelihood.take(1);
        estimation.approach();
        String trouble = asked == Control.AUTOMATIC_NODES ? choose(estimation, likelihood) : "";
        nodes = asked == Control.AUTOMATIC_NODES ? nodes : asked;
        likelihood.take(nodes);
        EstimatedPoint point = estimation.maximise();
        return trouble.isEmpty() ? point : point.withTrouble(trouble);
    }

    /** Raises the nodes until they change nothing; what is to be said if they still do with as many as affordable. */
    private String choose(MarginalEstimation estimation, QuadratureLikelihood likelihood) {
        for (int rung = 0;; rung++) {
            nodes = LADDER[rung];
            likelihood.take(nodes);
            estimation.approach();
            if (rung + 1 == LADDER.length || !isAffordable(tree, LADDER[rung + 1])) {
                return "the log-likelihood has not settled with " + nodes
                    + " nodes, and more take too many evaluations; "
                    + "simplify the random effects, or choose the number of nodes yourself";
            }
            likelihood.take(LADDER[rung + 1]);
            double[] change = estimation.change();
            if (change[0] <= NEGLIGIBLE_CHANGE && change[1] <= NEGLIGIBLE_SLOPE) {
                nodes = LADDER[rung + 1];
                return "";
            }
        }
    }

    QuadratureTree tree() {
        return tree;
    }

    /** The nodes of the fit. */
    int nodes() {
        return nodes;
    }
}
