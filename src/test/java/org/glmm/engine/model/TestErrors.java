package org.glmm.engine.model;

import java.util.List;
import java.util.stream.IntStream;

import org.glmm.engine.mme.PredictionErrors;
import org.glmm.engine.sparse.BlockPattern;

/** Prediction errors of models that are put together by hand. */
public final class TestErrors {

    private TestErrors() {
    }

    /** Random effects that are known and independent of the {@code p} fixed effects. */
    public static PredictionErrors none(List<RandomEffects> random, int p) {
        int[] sizes = random.stream()
            .flatMapToInt(term -> IntStream.range(0, term.levels().size()).map(level -> term.effects().size()))
            .toArray();
        var pattern = new BlockPattern(sizes, IntStream.rangeClosed(0, sizes.length).toArray(),
            IntStream.range(0, sizes.length).toArray());
        return new PredictionErrors(pattern, new double[pattern.valueCount()], new double[pattern.dimension() * p]);
    }
}
