package org.glmm.engine.inference.multiplicity;

/** Sidak step by step from the smallest p-value on (Holland and Copenhaver 1987, Biometrics 43, 417-423). */
final class HolmSidak extends StepWise {

    @Override
    public String name() {
        return "Holm-Sidak";
    }

    @Override
    boolean isStepDown() {
        return true;
    }

    @Override
    double adjusted(double p, int rank, int comparisons) {
        return -Math.expm1((comparisons - rank + 1) * Math.log1p(-p));
    }
}
