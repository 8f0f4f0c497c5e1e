package org.glmm.engine.mme;

import java.util.List;

import org.glmm.engine.design.FixedDesign;
import org.glmm.engine.design.RandomDesign;
import org.glmm.engine.parallel.RowChunks;
import org.glmm.engine.parallel.Workers;
import org.glmm.engine.sparse.CholeskyAnalysis;

/**
 * What the equations of a model have in common whatever weights and Lambda: the layout of the random effects, the
 * analysis of the sparsity of Z'Z, the centres and scales of X. Made once a model; all equations of the model may share
 * it.
 */
public final class ModelStructure {

    private final FixedDesign design;
    private final FixedEffectScaling scaling;
    private final RowChunks chunks;
    private final RandomLayout layout;
    private final CholeskyAnalysis analysis;
    private final Workers workers;

    /**
     * Analyses a model.
     *
     * @param design the fixed-effects design
     * @param terms the random-effects designs, one a term
     */
    public ModelStructure(FixedDesign design, List<RandomDesign> terms, Workers workers) {
        this.design = design;
        this.scaling = new FixedEffectScaling(design);
        this.chunks = new RowChunks(design.rows(), workers);
        this.layout = new RandomLayout(terms, chunks);
        this.analysis = CholeskyAnalysis.of(layout.pattern());
        this.workers = workers;
    }

    FixedDesign design() {
        return design;
    }

    FixedEffectScaling scaling() {
        return scaling;
    }

    RandomLayout layout() {
        return layout;
    }

    CholeskyAnalysis analysis() {
        return analysis;
    }

    /** Who does the work. */
    public Workers workers() {
        return workers;
    }

    /** The rows of the data, for work on them of other kinds. */
    public RowChunks chunks() {
        return chunks;
    }
}
