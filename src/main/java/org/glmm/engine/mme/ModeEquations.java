package org.glmm.engine.mme;

/**
 * The equations of a mode c: of the spherical random effects b alone, u = Lambda b, or of b and the fixed effects beta
 * jointly. With the design T of the mode, T = Z Lambda or (Z Lambda, X), the left-hand side is
 *
 * <pre>
 * A = T'WT + I_b,   I_b the identity for b and zero for beta
 * </pre>
 *
 * Vectors over effects are b or u (q values), beta (coefficients of the centred and scaled columns of X) and c (b, then
 * beta if it belongs to the mode); vectors over rows have one value a row. One instance serves one thread at a time.
 */
public interface ModeEquations {

    /** The number q of random effects. */
    int randomEffects();

    /** The number of elements of c. */
    int size();

    /** Takes the relative covariance factor of each term, k x k, row-major, lower triangular; not copied. */
    void relate(double[][] factors);

    /** Factors A for weights {@code w}; false if it is not positive definite, as negative weights can make it. */
    boolean factor(double[] w);

    /** log det A, for the columns of X on the user's scale. */
    double logDeterminant();

    /** Replaces c by A^-1 c. */
    void solve(double[] c);

    /** T'v. */
    double[] transposed(double[] v);

    /** Adds T c of every row. */
    void add(double[] c, double[] eta);

    /** Z'v. */
    double[] randomTransposed(double[] v);

    /** X'v for the fixed effects that do not belong to the mode; empty if they do. */
    double[] fixedTransposed(double[] v);

    /** Adds X beta of every row, for the fixed effects that do not belong to the mode. */
    void addFixed(double[] scaledBeta, double[] eta);

    /** Lambda b. */
    double[] factorTimes(double[] b);

    /** t_r' A^-1 t_r of every row. */
    double[] leverages();

    /**
     * The derivatives of log det A with respect to the elements of Lambda for constant weights.
     *
     * @return one k x k row-major matrix a term
     */
    double[][] logDeterminantGradient();

    /**
     * The sums over the levels of each term of u_i b_i'.
     *
     * @return one k x k row-major matrix a term
     */
    double[][] outerProducts(double[] u, double[] b);
}
