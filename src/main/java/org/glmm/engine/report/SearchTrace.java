package org.glmm.engine.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.glmm.engine.model.FitMonitor;

/**
 * Notes how the search for the estimates went: the last evaluation of each iteration, until the standard errors begin.
 */
public final class SearchTrace {

    private static final int MOST_STEPS = 400;

    private final List<Step> steps = new ArrayList<>();
    private boolean ended;

    /**
     * One iteration.
     *
     * @param phase what the search was doing, in a few words
     * @param iteration its number
     * @param objective minus two times the log-likelihood or pseudo-likelihood
     * @param gradient the Euclidean length of its gradient
     */
    public record Step(String phase, int iteration, double objective, double gradient) {

        private boolean isSameIteration(Step other) {
            return iteration == other.iteration && phase.equals(other.phase);
        }
    }

    /** Hears what a {@link FitMonitor} hears. */
    public void note(String phase, int iteration, double objective, double gradient) {
        ended |= phase.startsWith(FitMonitor.STANDARD_ERRORS);
        if (ended) {
            return;
        }
        var step = new Step(phase, iteration, objective, gradient);
        if (!steps.isEmpty() && step.isSameIteration(steps.get(steps.size() - 1))) {
            steps.remove(steps.size() - 1);
        }
        steps.add(step);
    }

    /** The iterations, evenly spaced ones if they are many, the last one always. */
    public List<Step> steps() {
        int count = Math.min(steps.size(), MOST_STEPS);
        return IntStream.rangeClosed(1, count).mapToObj(i -> steps.get((int) ((long) i * steps.size() / count) - 1))
            .toList();
    }
}
