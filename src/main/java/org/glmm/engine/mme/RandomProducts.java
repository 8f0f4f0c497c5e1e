package org.glmm.engine.mme;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.glmm.engine.parallel.RowChunks;
import org.glmm.engine.sparse.BlockPattern;

/** The products of Z with itself and with vectors over the rows of the data: Z'WZ (by blocks), Z'v and Zu. */
final class RandomProducts {

    private final RandomLayout layout;
    private final RowChunks chunks;
    private final List<TermProducts> terms = new ArrayList<>();
    private final List<CouplingProducts> couplings = new ArrayList<>();
    private final double[] zz;

    RandomProducts(RandomLayout layout, RowChunks chunks) {
        this.layout = layout;
        this.chunks = chunks;
        BlockPattern pattern = layout.pattern();
        this.zz = new double[pattern.valueCount()];
        int[] places = new int[pattern.blocks()];
        for (int block = 0; block < places.length; block++) {
            places[block] = pattern.offset(block);
        }
        for (int t = 0; t < layout.terms(); t++) {
            terms.add(term(t));
        }
        for (int s = 0; s < layout.terms(); s++) {
            for (int t = s + 1; t < layout.terms(); t++) {
                couplings.add(new CouplingProducts(layout.term(s), layout.term(t), layout.coupling(s, t), places));
            }
        }
    }

    private TermProducts term(int t) {
        int[] firstRow = new int[layout.term(t).levels()];
        int[] diagonal = new int[firstRow.length];
        for (int level = 0; level < firstRow.length; level++) {
            firstRow[level] = layout.firstRow(t) + level * layout.term(t).effects();
            diagonal[level] = layout.pattern().offset(layout.pattern().columnStart(layout.firstNode(t) + level));
        }
        return new TermProducts(layout.term(t), layout.levels(t), firstRow, diagonal);
    }

    /** The terms one by one. */
    List<TermProducts> terms() {
        return terms;
    }

    /** Z'WZ for the last weights, block by block as in {@link RandomLayout#pattern()}. */
    double[] zz() {
        return zz;
    }

    /** Sums Z'WZ for weights {@code w}, one a row. */
    void weigh(double[] w) {
        Arrays.fill(zz, 0);
        chunks.forEach((chunk, from, to) -> {
            for (TermProducts term : terms) {
                term.weigh(chunk, from, to, w);
            }
            for (CouplingProducts coupling : couplings) {
                coupling.weigh(chunk, from, to, w);
            }
        });
        for (TermProducts term : terms) {
            term.collectSquares(zz);
        }
        for (CouplingProducts coupling : couplings) {
            coupling.collectSquares(zz);
        }
    }

    /** Z'v, q values. */
    double[] transposed(double[] v) {
        double[] result = new double[layout.dimension()];
        chunks.forEach((chunk, from, to) -> {
            for (TermProducts term : terms) {
                term.transpose(chunk, from, to, v);
            }
        });
        for (TermProducts term : terms) {
            term.collectTransposed(result);
        }
        return result;
    }

    /** Adds Zu of every row to {@code eta}. */
    void add(double[] u, double[] eta) {
        chunks.forEach((chunk, from, to) -> {
            for (TermProducts term : terms) {
                term.add(chunk, from, to, u, eta);
            }
        });
    }

    /**
     * z_r' M z_r of every row, for a symmetric matrix with the pattern of Z'WZ.
     *
     * @param values the blocks of M
     */
    double[] quadraticForms(double[] values) {
        double[] forms = new double[layout.rows()];
        chunks.forEach((chunk, from, to) -> {
            for (TermProducts term : terms) {
                term.addForms(chunk, from, to, values, forms);
            }
            for (CouplingProducts coupling : couplings) {
                coupling.addForms(chunk, from, to, values, forms);
            }
        });
        return forms;
    }
}
