package org.glmm.engine.estimate;

import java.util.Arrays;

/**
 * The Cholesky factor A = LL' of a matrix over the effects of one group, which are eliminated in the order of their
 * indices and whose elimination tree is known: an effect has elements only with itself and the effects on its path to
 * the root, where it stands at position {@code position[v]} of {@code path[v]}. Also the adjoint of the factorisation
 * (Smith 1995, J. Comput. Graph. Statist. 4).
 */
final class PathFactor {

    private final int[][] path;
    private final int[] position;
    private final double[][] elements;
    private final double[][] adjoint;

    /**
     * @param path for each effect the indices of the effects from the root down to it, perhaps followed by others below
     */
    PathFactor(int[][] path, int[] position) {
        this.path = path;
        this.position = position;
        this.elements = new double[path.length][];
        this.adjoint = new double[path.length][];
        for (int v = 0; v < path.length; v++) {
            elements[v] = new double[position[v] + 1];
            adjoint[v] = new double[position[v] + 1];
        }
    }

    /** The elements of effect v with its path: of A, and once factored of its column of L. */
    double[] elements(int v) {
        return elements[v];
    }

    /** The derivatives of a function with respect to the elements of L or, after {@link #reverse}, of A. */
    double[] adjoint(int v) {
        return adjoint[v];
    }

    /** Makes A the identity. */
    void clear() {
        for (int v = 0; v < elements.length; v++) {
            Arrays.fill(elements[v], 0);
            elements[v][position[v]] = 1;
        }
    }

    /** Factors; false if the matrix is not positive definite. */
    boolean factor() {
        for (int v = 0; v < elements.length; v++) {
            double[] column = elements[v];
            int p = position[v];
            if (!(column[p] > 0 && column[p] < Double.POSITIVE_INFINITY)) {
                return false;
            }
            double diagonal = Math.sqrt(column[p]);
            column[p] = diagonal;
            for (int j = 0; j < p; j++) {
                column[j] /= diagonal;
            }
            for (int j = 0; j < p; j++) {
                double[] target = elements[path[v][j]];
                for (int m = 0; m <= j; m++) {
                    target[m] -= column[m] * column[j];
                }
            }
        }
        return true;
    }

    /** log det L. */
    double logDeterminant() {
        double sum = 0;
        for (int v = 0; v < elements.length; v++) {
            sum += Math.log(elements[v][position[v]]);
        }
        return sum;
    }

    /** Replaces c by A^-1 c. */
    void solve(double[] c) {
        for (int v = 0; v < c.length; v++) {
            c[v] /= elements[v][position[v]];
            for (int j = 0; j < position[v]; j++) {
                c[path[v][j]] -= elements[v][j] * c[v];
            }
        }
        for (int v = c.length - 1; v >= 0; v--) {
            for (int j = 0; j < position[v]; j++) {
                c[v] -= elements[v][j] * c[path[v][j]];
            }
            c[v] /= elements[v][position[v]];
        }
    }

    /**
     * Turns derivatives with respect to the elements of L into those with respect to the elements of A, each pair once.
     */
    void reverse() {
        for (int v = elements.length - 1; v >= 0; v--) {
            double[] column = elements[v];
            double[] bar = adjoint[v];
            int p = position[v];
            for (int j = 0; j < p; j++) {
                double[] above = adjoint[path[v][j]];
                for (int m = 0; m <= j; m++) {
                    bar[m] -= above[m] * column[j];
                    bar[j] -= above[m] * column[m];
                }
            }
            for (int j = 0; j < p; j++) {
                bar[p] -= bar[j] * column[j] / column[p];
                bar[j] /= column[p];
            }
            bar[p] /= 2 * column[p];
        }
    }
}
