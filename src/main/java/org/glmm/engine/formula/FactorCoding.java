package org.glmm.engine.formula;

import org.glmm.engine.error.ModelException;

/**
 * How a factor is coded in terms in which its levels are compared, as after an intercept.
 *
 * @param contrasts what the columns compare
 * @param reference for treatment contrasts the level that the others are compared with, by default the first one; for
 *            sum
 *        contrasts the level that has no column, by default the last one; empty for the default
 */
public record FactorCoding(Contrasts contrasts, String reference) {

    /** R's default: each level is compared with the first one. */
    public static final FactorCoding DEFAULT = new FactorCoding(Contrasts.TREATMENT, "");

    /** What the columns of a factor compare. */
    public enum Contrasts {
        /** Each level with the reference: a 0/1 column for every other level. */
        TREATMENT,
        /**
         * Each level with the mean of all: the columns of the 0/1 coding, and -1 in all of them for the level left out.
         */
        SUM,
        /** Each level after the first with the mean of those before it. */
        HELMERT,
        /**
         * Orthonormal polynomials over the levels in their order, as equally spaced: linear, quadratic, cubic and so
         * on.
         */
        POLYNOMIAL;

        /** Whether one level can be chosen to have no column. */
        public boolean hasReference() {
            return this == TREATMENT || this == SUM;
        }
    }

    public FactorCoding {
        if (!reference.isEmpty() && !contrasts.hasReference()) {
            throw new ModelException("The reference level \"" + reference + "\" is set, but " + contrasts
                + " contrasts have no reference; clear it, or choose TREATMENT or SUM contrasts.");
        }
    }
}
