package org.glmm.engine.mme;

import org.ejml.simple.SimpleMatrix;

/** The mixed-model equations as in the textbook, with dense matrices and G^-1; phi = 1. */
record DenseEquations(SimpleMatrix x, SimpleMatrix z, SimpleMatrix factor, SimpleMatrix w, SimpleMatrix y) {

    private SimpleMatrix g() {
        return factor.mult(factor.transpose());
    }

    /** [X'WX X'WZ; Z'WX Z'WZ + G^-1]. */
    SimpleMatrix textbookLeftHandSide() {
        SimpleMatrix xwz = x.transpose().mult(w).mult(z);
        SimpleMatrix top = x.transpose().mult(w).mult(x).concatColumns(xwz);
        SimpleMatrix bottom = xwz.transpose().concatColumns(z.transpose().mult(w).mult(z).plus(g().invert()));
        return top.concatRows(bottom);
    }

    /** [X'Wy; Z'Wy]. */
    SimpleMatrix rightHandSide() {
        return x.transpose().mult(w).mult(y).concatRows(z.transpose().mult(w).mult(y));
    }

    /** V = W^-1 + Z G Z'. */
    SimpleMatrix marginalCovariance() {
        return w.invert().plus(z.mult(g()).mult(z.transpose()));
    }
}
