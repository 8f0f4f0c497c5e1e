package org.glmm.engine.dense;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;

/** Against numbers worked out by hand, and roots multiplied out. */
class DenseAlgebraTest {

    private static final double[] MATRIX = {1, 2, 3, 4, 5, 6, 7, 8, 10};
    private static final double[] A = {1, -1, 2};
    private static final double[] B = {2, 0, 1};

    @Test
    void productsOfVectors() {
        assertEquals(4, DenseAlgebra.dot(A, B));
        assertEquals(-1 * 2 + 2 * 0, DenseAlgebra.dot(A, 1, B, 0, 2));
    }

    @Test
    void productsWithAMatrix() {
        assertArrayEquals(new double[] {5, 14, 24}, DenseAlgebra.product(MATRIX, B));
        assertArrayEquals(new double[] {5, 14}, DenseAlgebra.product(MATRIX, B, 2));
        assertEquals(5 - 14 + 48, DenseAlgebra.form(A, MATRIX, B));
        assertEquals(2 * 5 + 24, DenseAlgebra.quadraticForm(MATRIX, B));
        assertEquals(3, DenseAlgebra.order(MATRIX));
    }

    @Test
    void theRootOfASingularMatrixHasZerosWhereItsPivotsAre() {
        double[] factor = {2, 0, 0, 1, 0, 0, -1, 0, 3};
        double[] g = new SimpleMatrix(3, 3, true, factor).mult(new SimpleMatrix(3, 3, true, factor).transpose())
            .getDDRM().data;
        assertArrayEquals(factor, DenseAlgebra.root(g, 1e-14), 1e-15);
    }

    @Test
    void theRootOfNothingIsNothing() {
        assertArrayEquals(new double[4], DenseAlgebra.root(new double[4], 1e-14));
    }
}
