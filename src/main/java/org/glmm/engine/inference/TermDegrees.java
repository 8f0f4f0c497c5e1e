package org.glmm.engine.inference;

import java.util.stream.IntStream;

import org.ejml.data.DMatrixRMaj;
import org.glmm.engine.design.FixedColumn;
import org.glmm.engine.model.FittedModel;

/**
 * Denominator degrees of freedom that belong to the terms of the model. A hypothesis has the fewest of the terms on whose
 * coefficients it puts weight, the intercept only if there is no other, as CONTRAST and ESTIMATE statements of SAS have.
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
    public TestMethod forTerm(int term) {
        return new ConstantDegrees(covariance(), degrees[term + 1]);
    }
}
