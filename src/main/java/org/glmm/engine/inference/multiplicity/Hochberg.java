package org.glmm.engine.inference.multiplicity;

/** Hochberg (1988, Biometrika 75, 800-802): from the largest p-value on; valid for independent statistics. */
final class Hochberg extends StepWise {

    @Override
    public String name() {
        return "Hochberg";
    }

    @Override
    boolean isStepDown() {
        return false;
    }

    @Override
    double adjusted(double p, int rank, int comparisons) {
        return (comparisons - rank + 1) * p;
    }
}
