package org.glmm.engine.mme;

import static org.glmm.engine.dense.DenseAlgebra.dot;

/**
 * Henderson's mixed-model equations for given weights W and relative covariance factor Lambda, in the form
 *
 * <pre>
 * [ Lambda'Z'WZ Lambda + I   Lambda'Z'WX ] [ b    ]   [ Lambda'Z'Wy ]
 * [ X'WZ Lambda              X'WX        ] [ beta ] = [ X'Wy        ]        u = Lambda b
 * </pre>
 *
 * which is positive definite for every Lambda, also a singular one, and gives the same beta, u = Lambda b and
 * prediction error variances as the textbook form with G^-1 wherever both exist. With A the upper left block and S the
 * Schur complement of the fixed effects, S = X'WX - X'WZ Lambda A^-1 Lambda'Z'WX, the Cholesky factor of A is sparse
 * and that of S dense.
 *
 * <p>Use: {@link #weigh}, {@link #respond}, {@link #factor}, {@link #solve}, then the determinants, {@link
 * #derivatives} and {@link #variances} of the last factorisation. One instance serves one thread at a time. X is
 * centred and scaled inside; everything given out is on the user's scale unless it says "scaled".
 */
public final class MixedModelEquations {

    private final FixedEffectScaling scaling;
    private final CrossProducts products;
    private final FactoredEquations factored;
    private final RandomFactor random;
    private final EquationDerivatives derivatives;
    private final EffectVariances variances;

    /** The equations of a model; the numbers come later. */
    public MixedModelEquations(ModelStructure structure) {
        this.scaling = structure.scaling();
        this.products = new CrossProducts(structure);
        this.factored = new FactoredEquations(structure, products);
        this.random = factored.random();
        this.derivatives = new EquationDerivatives(products, factored);
        this.variances = new EffectVariances(scaling, products, factored);
    }

    /** The number p of fixed effects. */
    public int fixedEffects() {
        return scaling.columns();
    }

    /** The number q of random effects. */
    public int randomEffects() {
        return random.size();
    }

    /** Sums Z'WZ, Z'WX and X'WX for weights {@code w}, one a row. */
    public void weigh(double[] w) {
        products.weigh(w);
        factored.outdate();
    }

    /** Sums Z'Wy, X'Wy and y'Wy. */
    public void respond(double[] w, double[] y) {
        products.respond(w, y);
    }

    /**
     * Factors the equations, unless they are factored for the same Lambda and weights.
     *
     * @param factors the relative covariance factor of each term, k x k, row-major, lower triangular
     * @return false if they are not numerically positive definite, which only a rank-deficient X or an overflow can
     *            cause
     */
    public boolean factor(double[][] factors) {
        factored.relate(factors);
        return factored.factor();
    }

    /** log det A, A = Lambda'Z'WZ Lambda + I. */
    public double logDeterminantRandom() {
        return random.cholesky().logDeterminant();
    }

    /** log det S, the Schur complement of the fixed effects on the user's scale: log det of X'V^-1X for phi = 1. */
    public double logDeterminantFixed() {
        return factored.fixed().logDeterminant();
    }

    /** Solves the factored equations for the current response. */
    public Solution solve() {
        double[] b = random.transposedTimes(products.zy());
        double[] beta = products.xy().clone();
        factored.solve(b, beta);
        double[] u = random.times(b);
        return new Solution(beta, b, u, products.yy() - dot(products.xy(), beta) - dot(products.zy(), u));
    }

    /** Solves the factored equations of the random effects for the current response, with the fixed effects given. */
    public Solution solveGiven(double[] scaledBeta) {
        double[] score = products.randomScore(scaledBeta);
        double[] b = random.transposedTimes(score);
        random.cholesky().forward(b, 1);
        random.cholesky().backward(b, 1);
        double[] u = random.times(b);
        return new Solution(scaledBeta, b, u, products.squares(scaledBeta) - dot(score, u));
    }

    /** Derivatives of determinants and squares. */
    public EquationDerivatives derivatives() {
        return derivatives;
    }

    /** Variances of the effects. */
    public EffectVariances variances() {
        return variances;
    }

    /** Coefficients of the scaled columns of X by weighted least squares alone; zero if X'WX is singular. */
    public double[] leastSquares() {
        FixedFactor alone = new FixedFactor(scaling);
        if (!alone.factor(products.xx(), new double[0])) {
            return new double[fixedEffects()];
        }
        double[] beta = products.xy().clone();
        alone.solve(beta, 1);
        return beta;
    }

    /**
     * Moment estimates from the current weights and response of the variances of all effects, term by term, and of phi.
     *
     * @param rows the number of rows less that of the fixed effects, or NaN if phi is known to be one
     */
    public double[] momentEstimates(double rows) {
        double[] beta = leastSquares();
        return new MomentEstimates(random.layout(), products.zz(), products.randomScore(beta))
            .variances(products.yy() - dot(products.xy(), beta), rows);
    }

    /** Coefficients of the scaled columns of X to the user's scale. */
    public double[] coefficients(double[] scaledBeta) {
        return scaling.coefficients(scaledBeta);
    }

    /** A covariance matrix of the coefficients of the scaled columns of X, p x p, to the user's scale. */
    public double[] covariance(double[] scaledCovariance) {
        return scaling.covariance(scaledCovariance);
    }

    /** Adds X beta + Z u of every row to {@code eta}. */
    public void addLinearPredictor(double[] scaledBeta, double[] u, double[] eta) {
        products.addLinearPredictor(scaledBeta, u, eta);
    }

    /** Adds Z u of every row to {@code eta}. */
    public void addRandomPart(double[] u, double[] eta) {
        products.random().add(u, eta);
    }

    /** Additions and multiplications of one factorisation of A. */
    public double factorWork() {
        return random.cholesky().flops();
    }

    /** Additions and multiplications of one solve with the factor of A. */
    public double solveWork() {
        return 4.0 * random.cholesky().factorNonzeros();
    }

    CrossProducts products() {
        return products;
    }

    FactoredEquations factored() {
        return factored;
    }
}
