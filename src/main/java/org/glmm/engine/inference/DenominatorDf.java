package org.glmm.engine.inference;

import org.glmm.engine.model.FittedModel;

/** How the denominator degrees of freedom of an F test are found. */
public enum DenominatorDf {

    /** Rows used minus the rank of X. */
    RESIDUAL("Residual") {
        @Override
        double of(FittedModel model) {
            return model.statistics().degreesOfFreedom();
        }
    },

    /** Infinity: the test is that of chi-square. */
    INFINITE("None (chi-square)") {
        @Override
        double of(FittedModel model) {
            return Double.POSITIVE_INFINITY;
        }
    };

    private final String title;

    DenominatorDf(String title) {
        this.title = title;
    }

    /** The method in words. */
    public String title() {
        return title;
    }

    abstract double of(FittedModel model);
}
