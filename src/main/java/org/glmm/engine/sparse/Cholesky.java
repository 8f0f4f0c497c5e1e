package org.glmm.engine.sparse;

import java.util.concurrent.atomic.AtomicInteger;

import org.glmm.engine.parallel.Workers;

/**
 * Numeric Cholesky factorisation P M P' = L L' of a symmetric positive definite block matrix, with solves,
 * log-determinant and selected inverse. Workspaces are sized once, and the same input gives the same result bit for bit
 * for any number of threads. One caller at a time.
 */
public final class Cholesky {

    /** Less work than this, in multiplications, is not worth waking other threads. */
    private static final long SHARED_WORK = 1_000_000;
    /** Products of pivots are kept within this range and its reciprocal. */
    private static final double LARGE = 1e100;

    private final Panels panels;
    private final int[] naturalRow;
    private final long factorNonzeros;
    private final double[] factor;
    private final Workspace[] workspaces;
    private final Workers workers;
    private final Workers solo;
    private final Workers factorWorkers;
    private final TaskRun run;
    private final AtomicInteger nextColumn = new AtomicInteger();
    private final Factorisation factorisation;
    private final TriangularSolves solves;
    private final CholeskyAnalysis analysis;
    private SelectedInverse inverse;

    /**
     * @param analysis of the pattern
     * @param workers who work on it; their checkpoint is called between supernodes and between panels of large ones
     */
    public Cholesky(CholeskyAnalysis analysis, Workers workers) {
        this.analysis = analysis;
        panels = analysis.panels();
        naturalRow = analysis.naturalRow();
        factorNonzeros = analysis.factorNonzeros();
        factor = new double[panels.valueStart()[panels.count()]];
        workspaces = new Workspace[workers.threads()];
        for (int i = 0; i < workspaces.length; i++) {
            workspaces[i] = new Workspace(panels);
        }
        this.workers = workers;
        solo = workers.alone();
        factorWorkers = analysis.schedule().work() < SHARED_WORK ? solo : workers;
        run = new TaskRun(analysis.schedule().tasks());
        factorisation = new Factorisation(analysis, factor, workers);
        solves = new TriangularSolves(panels, factor);
    }

    /**
     * Factorises the matrix with the given values.
     *
     * @param values values of the pattern's blocks
     * @return false if a pivot is not positive and finite, so the matrix is not positive definite; only {@code factor}
     *         may be called then
     */
    public boolean factor(double[] values) {
        return run.run(factorWorkers, false,
            (task, member) -> factorisation.perform(task, values, run, workspaces[member]));
    }

    /** Additions and multiplications of one factorisation. */
    public double flops() {
        return analysis.flops();
    }

    /** Stored values of L. */
    public long factorNonzeros() {
        return factorNonzeros;
    }

    /** Logarithm of the determinant of the factorised matrix: twice the sum of the logarithms of L's diagonal. */
    public double logDeterminant() {
        double sum = 0;
        double product = 1;
        for (int s = 0; s < panels.count(); s++) {
            int at = panels.valueStart()[s];
            int stride = panels.height()[s] + 1;
            for (int j = 0; j < panels.width(s); j++) {
                product *= factor[at + j * stride];
                if (product > LARGE || product < 1 / LARGE) {
                    sum += Math.log(product);
                    product = 1;
                }
            }
        }
        return 2 * (sum + Math.log(product));
    }

    /**
     * Overwrites B with M<sup>-1</sup> B.
     *
     * @param rhs B in natural order, column-major, one row per scalar row of the matrix
     * @param columns columns of B
     */
    public void solve(double[] rhs, int columns) {
        substitute(rhs, columns, true, true);
    }

    /**
     * Overwrites B with Y = L<sup>-1</sup> P B, in elimination order; b' M<sup>-1</sup> b is the squared length of y.
     *
     * @param rhs B in natural order, column-major
     * @param columns columns of B
     */
    public void forward(double[] rhs, int columns) {
        substitute(rhs, columns, true, false);
    }

    /**
     * Overwrites Y, as left by {@link #forward}, with P' L'<sup>-1</sup> Y.
     *
     * @param rhs Y in elimination order, column-major; the result is in natural order
     * @param columns columns of Y
     */
    public void backward(double[] rhs, int columns) {
        substitute(rhs, columns, false, true);
    }

    private void substitute(double[] rhs, int columns, boolean forward, boolean backward) {
        boolean shared = columns > 1 && columns * factorNonzeros >= SHARED_WORK;
        nextColumn.set(0);
        (shared ? workers : solo).run(member -> {
            double[] work = workspaces[member].vector;
            for (int c = nextColumn.getAndIncrement(); c < columns; c = nextColumn.getAndIncrement()) {
                substitute(rhs, c, work, forward, backward);
            }
        });
    }

    private void substitute(double[] rhs, int column, double[] work, boolean forward, boolean backward) {
        if (forward) {
            readNatural(rhs, column, work);
            solves.lower(work);
        } else {
            System.arraycopy(rhs, column * work.length, work, 0, work.length);
        }
        if (backward) {
            solves.upper(work);
            writeNatural(rhs, column, work);
        } else {
            System.arraycopy(work, 0, rhs, column * work.length, work.length);
        }
    }

    private void readNatural(double[] rhs, int column, double[] work) {
        int start = column * work.length;
        for (int i = 0; i < work.length; i++) {
            work[i] = rhs[start + naturalRow[i]];
        }
    }

    private void writeNatural(double[] rhs, int column, double[] work) {
        int start = column * work.length;
        for (int i = 0; i < work.length; i++) {
            rhs[start + naturalRow[i]] = work[i];
        }
    }

    /**
     * The blocks of M<sup>-1</sup> at the blocks of the pattern. The first call allocates a second copy of the factor.
     *
     * @param out receives the values, aligned with the pattern; diagonal blocks full
     */
    public void selectedInverse(double[] out) {
        if (inverse == null) {
            inverse = new SelectedInverse(analysis, factor, workers);
            for (Workspace work : workspaces) {
                work.extend();
            }
        }
        run.run(factorWorkers, true, (task, member) -> inverse.perform(task, out, run, workspaces[member]));
    }
}
