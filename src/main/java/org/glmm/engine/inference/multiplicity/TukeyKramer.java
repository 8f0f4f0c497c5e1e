package org.glmm.engine.inference.multiplicity;

import java.util.stream.IntStream;

/**
 * Tukey's test of all pairs of means, with Kramer's (1956, Biometrics 12, 307-310) extension to unequal standard
 * errors: |t| sqrt(2) is compared with the studentised range of the means.
 */
final class TukeyKramer implements Adjustment {

    private static final double ROOT_TWO = Math.sqrt(2);

    @Override
    public String name() {
        return "Tukey-Kramer";
    }

    @Override
    public double[] pValues(Family family) {
        var range = new StudentizedRange(family.means());
        return IntStream.range(0, family.size())
            .mapToDouble(i -> range.upperTail(ROOT_TWO * Math.abs(family.statistics()[i]), family.df()[i])).toArray();
    }

    @Override
    public double[] criticalValues(Family family, double level) {
        var range = new StudentizedRange(family.means());
        return Critical.values(family.df(), df -> range.quantile(1 - level, df) / ROOT_TWO);
    }

    @Override
    public boolean appliesTo(Family.Kind kind) {
        return kind == Family.Kind.PAIRS;
    }

    @Override
    public boolean isOneSided() {
        return false;
    }
}
