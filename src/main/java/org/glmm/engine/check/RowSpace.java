package org.glmm.engine.check;

import static org.glmm.engine.dense.DenseAlgebra.dot;
import static org.glmm.engine.dense.DenseAlgebra.length;

import java.util.ArrayList;
import java.util.List;

/** The space that some rows span, with an orthonormal basis. */
final class RowSpace {

    /** What is left of a row in the space, relative to its length. */
    private static final double TOLERANCE = 1e-8;

    private final int p;
    private final List<double[]> basis = new ArrayList<>();

    RowSpace(int p) {
        this.p = p;
    }

    /** Whether all vectors lie in the space. */
    boolean isFull() {
        return basis.size() == p;
    }

    /** Extends the space by a row, unless that lies in it. */
    void add(double[] row) {
        double[] rest = row.clone();
        project(rest);
        double size = length(rest);
        if (size > TOLERANCE * length(row)) {
            for (int j = 0; j < p; j++) {
                rest[j] /= size;
            }
            basis.add(rest);
        }
    }

    /** Takes the component in the space away, twice for accuracy. */
    void project(double[] vector) {
        for (int pass = 0; pass < 2; pass++) {
            for (double[] direction : basis) {
                double along = dot(direction, vector);
                for (int j = 0; j < vector.length; j++) {
                    vector[j] -= along * direction[j];
                }
            }
        }
    }

    /** Whether a vector lies in the space. */
    boolean contains(double[] vector) {
        double[] rest = vector.clone();
        project(rest);
        return length(rest) <= TOLERANCE * length(vector);
    }
}
