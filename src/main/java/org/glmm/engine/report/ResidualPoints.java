package org.glmm.engine.report;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.glmm.engine.diagnose.Residuals;

/**
 * The randomised quantile residuals as two pictures show them: against the fitted values, and in ascending order
 * against standard normal quantiles. Where there are more rows than wanted, evenly spaced ones stand for all.
 *
 * @param fitted fitted values
 * @param residuals the quantile residuals of the same rows
 * @param normal standard normal quantiles at (i - 1/2) / n, ascending
 * @param ordered the quantile residuals at the same places in ascending order
 */
public record ResidualPoints(double[] fitted, double[] residuals, double[] normal, double[] ordered) {

    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    /**
     * The points of residuals.
     *
     * @param mostPoints the most points wanted in each picture
     */
    public static ResidualPoints of(Residuals residuals, int mostPoints) {
        int[] rows = IntStream.range(0, residuals.quantile().length)
            .filter(row -> Double.isFinite(residuals.quantile()[row])).toArray();
        double[] ordered = Arrays.stream(rows).mapToDouble(row -> residuals.quantile()[row]).sorted().toArray();
        int[] places = places(rows.length, mostPoints);
        return new ResidualPoints(
            Arrays.stream(places).mapToDouble(place -> residuals.fitted()[rows[place]]).toArray(),
            Arrays.stream(places).mapToDouble(place -> residuals.quantile()[rows[place]]).toArray(),
            quantiles(places, rows.length),
            Arrays.stream(places).mapToDouble(place -> ordered[place]).toArray());
    }

    private static int[] places(int rows, int mostPoints) {
        int count = Math.min(rows, mostPoints);
        return IntStream.range(0, count).map(i -> (int) (((2L * i + 1) * rows) / (2L * count))).toArray();
    }

    private static double[] quantiles(int[] places, int rows) {
        return Arrays.stream(places)
            .mapToDouble(place -> NORMAL.inverseCumulativeProbability((place + 0.5) / rows)).toArray();
    }

    /** The number of points in each picture. */
    public int count() {
        return fitted.length;
    }
}
