package org.glmm.engine.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.glmm.engine.inference.WaldEstimate;
import org.glmm.engine.model.RandomEffects;

/**
 * The predicted random effects (BLUPs) of one effect in ascending order, each with its prediction interval. Where there
 * are more levels than a picture can show, neighbours in this order are put together.
 *
 * @param group the grouping of the term
 * @param effect the effect
 * @param levels the number of levels
 * @param points the levels, or groups of them, from the lowest to the highest
 */
public record Caterpillar(String group, String effect, int levels, List<Point> points) {

    private static final double CONFIDENCE = 0.95;

    /**
     * One level, or several neighbours.
     *
     * @param label the level; of several the first and the last
     * @param levels how many levels it stands for
     * @param estimate the mean of their estimates
     * @param lower the lower end of the 95% prediction interval, of several the mean of the ends; null if there is none
     * @param upper the upper end
     */
    public record Point(String label, int levels, double estimate, Double lower, Double upper) {
    }

    public Caterpillar {
        points = List.copyOf(points);
    }

    /**
     * The caterpillar of one effect.
     *
     * @param effect the index of the effect
     * @param mostPoints the most points wanted
     */
    static Caterpillar of(RandomEffects term, int effect, int mostPoints) {
        int levels = term.levels().size();
        int[] order = IntStream.range(0, levels).boxed()
            .sorted(Comparator.comparingDouble(level -> term.value(level, effect))).mapToInt(Integer::intValue)
            .toArray();
        int count = Math.min(levels, mostPoints);
        var points = new ArrayList<Point>();
        for (int i = 0; i < count; i++) {
            points.add(point(term, effect, order, (int) ((long) i * levels / count),
                (int) ((i + 1L) * levels / count)));
        }
        return new Caterpillar(term.group(), term.effects().get(effect), levels, points);
    }

    /** The levels from position {@code first} to before {@code end} of the order. */
    private static Point point(RandomEffects term, int effect, int[] order, int first, int end) {
        double estimate = 0;
        double lower = 0;
        double upper = 0;
        for (int i = first; i < end; i++) {
            var wald = new WaldEstimate(term.value(order[i], effect), term.standardError(order[i], effect));
            estimate += wald.estimate() / (end - first);
            lower += wald.lower(CONFIDENCE) / (end - first);
            upper += wald.upper(CONFIDENCE) / (end - first);
        }
        var name = term.levels().get(order[first]);
        var label = end - first == 1 ? name : name + " ... " + term.levels().get(order[end - 1]);
        return new Point(label, end - first, estimate, finite(lower), finite(upper));
    }

    private static Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
