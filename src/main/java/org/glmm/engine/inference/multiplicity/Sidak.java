package org.glmm.engine.inference.multiplicity;

/** Sidak (1967, JASA 62, 626-633): 1 - (1 - p)^n, exact for independent statistics and valid for two-sided tests. */
final class Sidak extends SingleStep {

    @Override
    public String name() {
        return "Sidak";
    }

    @Override
    double adjusted(double p, int comparisons) {
        return -Math.expm1(comparisons * Math.log1p(-p));
    }

    @Override
    double levelOfEach(double level, int comparisons) {
        return Math.pow(level, 1.0 / comparisons);
    }
}
