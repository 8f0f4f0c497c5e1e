package org.glmm.engine.model;

/**
 * The one verdict on a fit.
 *
 * @param verdict whether the estimates can be taken as they are
 * @param message the reason in the user's words, with what to try if something is wrong
 * @param iterations linearisations (pseudo-likelihood) or optimiser iterations (likelihood)
 * @param evaluations factorisations of the mixed-model equations
 * @param scaledGradient how far the estimates are from the stationary point, as a share of the size of each parameter,
 *            the largest one: the quasi-Newton step H^-1 g (likelihood), or the change of the covariance parameters at
 *            the last linearisation (pseudo-likelihood)
 */
public record Convergence(Verdict verdict, String message, int iterations, int evaluations, double scaledGradient) {

    /** The three possible outcomes. */
    public enum Verdict {
        /** A stationary point in the interior of the parameter space. */
        CONVERGED("converged"),
        /** A stationary point where some covariance parameter is at the edge of its range, such as a zero variance. */
        BOUNDARY("converged on the boundary"),
        /** No stationary point was reached; the estimates are the best that were found. */
        NOT_CONVERGED("not converged");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }

        /** The verdict in words. */
        public String text() {
            return text;
        }
    }
}
