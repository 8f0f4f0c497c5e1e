package org.glmm.engine.design;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;

import org.glmm.engine.formula.Formula;
import org.glmm.engine.frame.FactorColumn;
import org.glmm.engine.frame.Frame;
import org.glmm.engine.frame.NumericColumn;
import org.junit.jupiter.api.Test;

class ObservedMarginsTest {

    private static ObservedMargins margins(String formula) {
        var frame = new Frame(List.of(
            new NumericColumn("y", new double[] {3, 1, 2, 5, 4, 9}),
            new NumericColumn("x", new double[] {1, 2, 4, 1, 2, 8}),
            new NumericColumn("t", new double[] {1, 1, 2, 3, 1, 1}),
            new FactorColumn("a", new int[] {0, 1, 1, 0, 1, 0}, List.of("p", "q")),
            new FactorColumn("g", new int[] {0, 1, 2, 0, 1, 2}, List.of("1", "2", "3"))));
        return Design.of(Formula.parse(formula), frame, Set.of()).recipe().margins();
    }

    /** Counted by hand: p,1 twice, p,3 once, q,2 twice, q,3 once. */
    @Test
    void countsCombinationsOfLevelsThatOccur() {
        var margins = margins("y ~ a + factor(g) + (1 | t)");
        assertEquals(List.of("a", "g"), margins.factors());
        assertArrayEquals(new int[] {0, 0, 0, 2, 1, 1, 1, 2}, margins.cells());
        assertArrayEquals(new double[] {2, 1, 2, 1}, margins.frequencies());
        assertEquals(Set.of(), margins.covariates().keySet());
    }

    /** x has mean 3 and sum of squared deviations 36; the offsets are 0, 0, 1, 2, 0, 0. */
    @Test
    void takesMeansOfCovariatesAndOfTheOffset() {
        var margins = margins("y ~ a + log(x) + offset(t - 1) + (1 + x | g)");
        assertEquals(Set.of("x"), margins.covariates().keySet());
        assertEquals(new ObservedMargins.Covariate(3, Math.sqrt(36 / 5.0)), margins.covariates().get("x"));
        assertEquals(0.5, margins.offset());
    }
}
