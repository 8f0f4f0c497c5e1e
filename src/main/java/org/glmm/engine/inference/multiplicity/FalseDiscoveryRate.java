package org.glmm.engine.inference.multiplicity;

/** Benjamini and Hochberg (1995, JRSS B 57, 289-300): bounds the expected share of false rejections. */
final class FalseDiscoveryRate extends StepWise {

    @Override
    public String name() {
        return "FDR";
    }

    @Override
    boolean isStepDown() {
        return false;
    }

    @Override
    double adjusted(double p, int rank, int comparisons) {
        return comparisons * p / rank;
    }
}
