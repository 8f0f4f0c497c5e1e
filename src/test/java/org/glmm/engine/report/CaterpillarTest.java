package org.glmm.engine.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.glmm.engine.model.RandomEffects;
import org.glmm.engine.report.Caterpillar.Point;
import org.junit.jupiter.api.Test;

class CaterpillarTest {

    /** 0.975 quantile of the standard normal distribution, R: qnorm(0.975). */
    private static final double QUANTILE = 1.959963984540054;

    @Test
    void levelsAscendWithTheirIntervals() {
        var term = new RandomEffects("clinic", List.of("(Intercept)", "x"), List.of("a", "b", "c"),
            new double[] {1, 0, 0, 1}, new double[] {0, 3, 0, -1, 0, 2}, new double[] {1, 4, 1, 1, 1, 0});
        var caterpillar = Caterpillar.of(term, 1, 10);
        assertEquals(List.of("b", "c", "a"), caterpillar.points().stream().map(Point::label).toList());
        assertEquals(-1 - QUANTILE, caterpillar.points().get(0).lower(), 1e-12);
        assertEquals(3 + 2 * QUANTILE, caterpillar.points().get(2).upper(), 1e-12);
        assertNull(caterpillar.points().get(1).lower(), "no prediction error, no interval");
    }

    @Test
    void manyLevelsArePutTogetherWithoutLosingAny() {
        int levels = 100_003;
        double[] values = IntStream.range(0, levels).mapToDouble(i -> (i * 7919L) % levels).toArray();
        double[] variances = new double[levels];
        Arrays.fill(variances, 4);
        var names = IntStream.range(0, levels).mapToObj(i -> "l" + i).toList();
        var caterpillar = Caterpillar.of(
            new RandomEffects("g", List.of("(Intercept)"), names, new double[] {1}, values, variances), 0, 400);
        assertEquals(400, caterpillar.points().size());
        assertEquals(levels, caterpillar.points().stream().mapToInt(Point::levels).sum());
        double mean = caterpillar.points().stream().mapToDouble(p -> p.levels() * p.estimate()).sum() / levels;
        assertEquals((levels - 1) / 2.0, mean, 1e-6);
        assertEquals(124.5, caterpillar.points().get(0).estimate(), 1e-9, "the mean of 0 ... 249");
        assertEquals(124.5 + 2 * QUANTILE, caterpillar.points().get(0).upper(), 1e-9);
    }
}
