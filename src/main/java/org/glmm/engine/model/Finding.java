package org.glmm.engine.model;

/**
 * Something that the user has to know about a fit.
 *
 * @param kind what it is about
 * @param text one or more sentences that name the column, term or level, and say what to do
 */
public record Finding(Kind kind, String text) {

    /** What a finding is about. */
    public enum Kind {
        /** The iterations ended before a stationary point. */
        NOT_CONVERGED(true),
        /** Fixed effects predict some responses perfectly, so that their estimates are infinite. */
        SEPARATION(true),
        /** A variance of zero, or a correlation at the end of its range. */
        BOUNDARY(true),
        /** Random effects that cannot be told from each other, from fixed effects or from the residual. */
        CONFOUNDED(true),
        /** Fixed-effect columns that are linear combinations of others. */
        DROPPED_COLUMNS(true),
        /**
         * The data do not determine some combination of parameters: the information matrix is not positive definite.
         */
        INFORMATION(true),
        /** The fitted values lie at the edge of the range of the response, or reproduce it exactly. */
        DEGENERATE_RESPONSE(true),
        /** The Laplace approximation is not good enough for the data. */
        APPROXIMATION(true),
        /** The data vary more than the distribution allows. */
        OVERDISPERSION(true),
        /** A grouping factor with few levels, whose variance is estimated from few values. */
        FEW_LEVELS(false),
        /** Levels that occur in a single row. */
        SINGLE_ROWS(false),
        /** A likelihood that may have several maxima and was searched from several starts. */
        SEVERAL_STARTS(false);

        private final boolean warning;

        Kind(boolean warning) {
            this.warning = warning;
        }

        /** Whether the estimates may mislead; if not it is good to know and no more. */
        public boolean isWarning() {
            return warning;
        }
    }
}
