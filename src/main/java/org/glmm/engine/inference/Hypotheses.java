package org.glmm.engine.inference;

import org.ejml.data.DMatrixRMaj;

/** The hypotheses that are tested of the terms of a model. */
interface Hypotheses {

    /**
     * The rows of a term's hypothesis on the p coefficients kept, r x p with r the number of its estimable functions.
     */
    DMatrixRMaj of(int term);
}
