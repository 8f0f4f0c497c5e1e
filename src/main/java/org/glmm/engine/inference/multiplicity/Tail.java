package org.glmm.engine.inference.multiplicity;

import org.glmm.engine.inference.FunctionEstimate;

/** Which values of a statistic speak against its hypothesis. */
public enum Tail {
    TWO_SIDED {
        @Override
        public double pValue(double t, double df) {
            return 2 * FunctionEstimate.upperTail(Math.abs(t), df);
        }
    },
    /** Large ones: the alternative is that the function is greater. */
    UPPER {
        @Override
        public double pValue(double t, double df) {
            return FunctionEstimate.upperTail(t, df);
        }
    },
    /** Small ones: the alternative is that the function is less. */
    LOWER {
        @Override
        public double pValue(double t, double df) {
            return FunctionEstimate.upperTail(-t, df);
        }
    };

    /** The p-value of one statistic. */
    public abstract double pValue(double t, double df);
}
