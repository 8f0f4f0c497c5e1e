package org.glmm.engine.inference.multiplicity;

/** Bonferroni: n p, valid for any dependence. */
final class Bonferroni extends SingleStep {

    @Override
    public String name() {
        return "Bonferroni";
    }

    @Override
    double adjusted(double p, int comparisons) {
        return Math.min(1, comparisons * p);
    }

    @Override
    double levelOfEach(double level, int comparisons) {
        return 1 - (1 - level) / comparisons;
    }
}
