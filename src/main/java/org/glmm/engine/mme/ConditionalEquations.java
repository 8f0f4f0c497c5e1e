package org.glmm.engine.mme;

import org.glmm.engine.sparse.Cholesky;

/**
 * The equations of the spherical random effects b, u = Lambda b, for given fixed effects, with left-hand side
 * A = Lambda'Z'WZ Lambda + I, and the products with X and Z that go with them. Vectors over effects are beta (the p
 * coefficients of the centred and scaled columns of X) and b or u (q values); vectors over rows have one value a row. One
 * instance serves one thread at a time.
 */
public final class ConditionalEquations {

    private final FixedProducts fixed;
    private final RandomProducts random;
    private final RandomLayout layout;
    private final SymmetricBlocks blocks;
    private final Cholesky cholesky;
    private final double[] scaled;
    private final double[] inverse;
    private double[][] lambda;

    /** The equations of a model; the numbers come later. */
    public ConditionalEquations(ModelStructure structure) {
        this.layout = structure.layout();
        this.fixed = new FixedProducts(structure.design(), structure.scaling(), structure.chunks());
        this.random = new RandomProducts(layout, structure.chunks());
        this.blocks = new SymmetricBlocks(layout);
        this.cholesky = new Cholesky(structure.analysis(), structure.workers());
        this.scaled = new double[layout.pattern().valueCount()];
        this.inverse = new double[scaled.length];
    }

    /** The number q of random effects. */
    public int randomEffects() {
        return layout.dimension();
    }

    /** Takes the relative covariance factor of each term, k x k, row-major, lower triangular; not copied. */
    public void relate(double[][] factors) {
        lambda = factors;
    }

    /** Factors A for weights {@code w}; false if it is not positive definite, as negative weights can make it. */
    public boolean factor(double[] w) {
        random.weigh(w);
        blocks.scale(random.zz(), lambda, scaled);
        return cholesky.factor(scaled);
    }

    /** log det A. */
    public double logDeterminant() {
        return cholesky.logDeterminant();
    }

    /** Replaces b by A^-1 b. */
    public void solve(double[] b) {
        cholesky.solve(b, 1);
    }

    /** X'v. */
    public double[] fixedTransposed(double[] v) {
        return fixed.transposed(v);
    }

    /** Z'v. */
    public double[] randomTransposed(double[] v) {
        return random.transposed(v);
    }

    /** Lambda'u. */
    public double[] factorTransposed(double[] u) {
        double[] result = new double[u.length];
        blocks.applyTransposedFactor(lambda, u, 1, result);
        return result;
    }

    /** Lambda b. */
    public double[] factorTimes(double[] b) {
        double[] result = new double[b.length];
        blocks.applyFactor(lambda, b, 1, result);
        return result;
    }

    /** Adds X beta of every row. */
    public void addFixed(double[] scaledBeta, double[] eta) {
        fixed.add(scaledBeta, eta);
    }

    /** Adds Z u of every row. */
    public void addRandom(double[] u, double[] eta) {
        random.add(u, eta);
    }

    /** Computes the selected inverse of A, which {@link #leverages} and {@link #logDeterminantGradient} use. */
    public void invert() {
        cholesky.selectedInverse(inverse);
    }

    /** z_r' Lambda A^-1 Lambda' z_r of every row. */
    public double[] leverages() {
        double[] outer = new double[inverse.length];
        blocks.sandwich(inverse, lambda, outer);
        return random.quadraticForms(outer);
    }

    /**
     * The derivatives of log det A with respect to the elements of Lambda for constant weights.
     *
     * @return one k x k row-major matrix a term
     */
    public double[][] logDeterminantGradient() {
        return blocks.logDeterminantGradient(inverse, lambda, random.zz());
    }

    /**
     * The sums over the levels of each term of u_i b_i'.
     *
     * @return one k x k row-major matrix a term
     */
    public double[][] outerProducts(double[] u, double[] b) {
        return blocks.outerProducts(u, b);
    }
}
