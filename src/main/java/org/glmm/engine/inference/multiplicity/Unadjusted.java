package org.glmm.engine.inference.multiplicity;

/** No adjustment: each comparison stands for itself. */
final class Unadjusted extends SingleStep {

    @Override
    public String name() {
        return "none";
    }

    @Override
    double adjusted(double p, int comparisons) {
        return p;
    }

    @Override
    double levelOfEach(double level, int comparisons) {
        return level;
    }
}
