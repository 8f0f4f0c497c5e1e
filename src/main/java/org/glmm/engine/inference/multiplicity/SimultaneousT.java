package org.glmm.engine.inference.multiplicity;

/** The single-step multivariate t adjustment of any comparisons. */
final class SimultaneousT extends LargestStatistic {

    SimultaneousT() {
        super("multivariate t");
    }
}
