package org.glmm.engine.mme;

/**
 * A solution of the mixed-model equations.
 *
 * @param scaledBeta the p coefficients of the scaled columns of X
 * @param b the q spherical random effects
 * @param u the q random effects Lambda b
 * @param penalisedSquares the minimum over b, and over beta unless it is given, of
 *            ||W^1/2 (y - X beta - Z Lambda b)||^2 + ||b||^2, which equals (y - X beta)'V^-1(y - X beta) for phi = 1
 */
public record Solution(double[] scaledBeta, double[] b, double[] u, double penalisedSquares) {
}
