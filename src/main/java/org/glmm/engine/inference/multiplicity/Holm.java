package org.glmm.engine.inference.multiplicity;

/** Holm (1979, Scand. J. Statist. 6, 65-70): Bonferroni step by step from the smallest p-value on. */
final class Holm extends StepWise {

    @Override
    public String name() {
        return "Holm";
    }

    @Override
    boolean isStepDown() {
        return true;
    }

    @Override
    double adjusted(double p, int rank, int comparisons) {
        return (comparisons - rank + 1) * p;
    }
}
