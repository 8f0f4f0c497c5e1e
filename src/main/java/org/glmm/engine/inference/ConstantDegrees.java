package org.glmm.engine.inference;

import org.ejml.data.DMatrixRMaj;

/** The same denominator degrees of freedom for every test. */
record ConstantDegrees(double[] covariance, double df) implements TestMethod {

    @Override
    public Reference reference(DMatrixRMaj hypothesis) {
        return Reference.unscaled(df);
    }
}
