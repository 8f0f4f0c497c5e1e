package org.glmm.engine.inference;

import java.util.Set;
import java.util.stream.IntStream;

import org.ejml.data.DMatrixRMaj;
import org.glmm.engine.design.FixedColumn;
import org.glmm.engine.model.FittedModel;

/**
 * Denominator degrees of freedom that belong to the terms of the model. Hypotheses about terms have the fewest of
 * theirs, as TESTS and LSMEANS of SAS have those of the one term they are about; other hypotheses have the fewest of
 * the terms on whose coefficients they put weight, the intercept only if there is no other.
 */
final class TermDegrees implements TestMethod {

    private final FittedModel model;
    private final double[] degrees;

    /** @param degrees those of the intercept, then those of each term */
    TermDegrees(FittedModel model, double[] degrees) {
        this.model = model;
        this.degrees = degrees;
    }

    @Override
    public double[] covariance() {
        return DenominatorDf.covariance(model);
    }

    @Override
    public Reference reference(DMatrixRMaj hypothesis) {
        var columns = model.recipe().keptColumns();
        return Reference.unscaled(IntStream.range(0, hypothesis.numCols)
            .filter(j -> columns.get(j).term() != FixedColumn.INTERCEPT && isTouched(j, hypothesis))
            .mapToDouble(j -> degrees[columns.get(j).term() + 1]).min().orElse(degrees[0]));
    }

    private static boolean isTouched(int column, DMatrixRMaj hypothesis) {
        return IntStream.range(0, hypothesis.numRows).anyMatch(i -> hypothesis.get(i, column) != 0);
    }

    @Override
    public TestMethod forTerms(Set<Integer> terms) {
        return new ConstantDegrees(covariance(), terms.stream().mapToDouble(term -> degrees[term + 1]).min()
            .orElseThrow());
    }
}
