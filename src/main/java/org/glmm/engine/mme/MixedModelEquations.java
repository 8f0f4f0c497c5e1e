package org.glmm.engine.mme;

import java.util.Arrays;
import java.util.List;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.chol.CholeskyDecompositionInner_DDRM;
import org.ejml.dense.row.linsol.chol.LinearSolverChol_DDRM;
import org.glmm.engine.sparse.Cholesky;

/**
 * Henderson's mixed-model equations for given weights W and relative covariance factor Lambda, in the form
 *
 * <pre>
 * [ Lambda'Z'WZ Lambda + I   Lambda'Z'WX ] [ b    ]   [ Lambda'Z'Wy ]
 * [ X'WZ Lambda              X'WX        ] [ beta ] = [ X'Wy        ]        u = Lambda b
 * </pre>
 *
 * which is positive definite for every Lambda, also a singular one, and gives the same beta, u = Lambda b and prediction
 * error variances as the textbook form with G^-1 wherever both exist. With A the upper left block and S the Schur
 * complement of the fixed effects, S = X'WX - X'WZ Lambda A^-1 Lambda'Z'WX, the Cholesky factor of A is sparse and that of
 * S dense.
 *
 * <p>Use: {@link #weigh}, {@link #respond}, {@link #factor}, {@link #solve}, then the determinants, gradients and variances
 * of the last factorisation. One instance serves one thread at a time. X is centred and scaled inside; everything given out
 * is on the user's scale unless it says "scaled".
 */
public final class MixedModelEquations {

    private final FixedEffectScaling scaling;
    private final RandomLayout layout;
    private final SymmetricBlocks blocks;
    private final CrossProducts products;
    private final Cholesky cholesky;
    private final int p;
    private final int q;
    private final double[] scaled;
    private final double[] half;
    private double[] inverse;
    private final CholeskyDecompositionInner_DDRM schurFactor = new CholeskyDecompositionInner_DDRM(true);
    private final LinearSolverChol_DDRM schur = new LinearSolverChol_DDRM(schurFactor);
    private double[][] lambda;
    private boolean factored;

    /** The equations of a model; the numbers come later. */
    public MixedModelEquations(ModelStructure structure) {
        this.p = structure.design().size();
        this.scaling = structure.scaling();
        this.layout = structure.layout();
        this.q = layout.dimension();
        this.blocks = new SymmetricBlocks(layout);
        this.products = new CrossProducts(structure);
        this.cholesky = new Cholesky(structure.analysis(), structure.workers());
        this.scaled = new double[products.zz().length];
        this.half = new double[q * p];
    }

    /** The number p of fixed effects. */
    public int fixedEffects() {
        return p;
    }

    /** The number q of random effects. */
    public int randomEffects() {
        return q;
    }

    /** Sums Z'WZ, Z'WX and X'WX for weights {@code w}, one a row. */
    public void weigh(double[] w) {
        products.weigh(w);
        factored = false;
    }

    /** Sums Z'Wy, X'Wy and y'Wy. */
    public void respond(double[] w, double[] y) {
        products.respond(w, y);
    }

    /**
     * Factors the equations, unless they are factored for the same Lambda and weights.
     *
     * @param factors the relative covariance factor of each term, k x k, row-major, lower triangular
     * @return false if they are not numerically positive definite, which only a rank-deficient X or an overflow can cause
     */
    public boolean factor(double[][] factors) {
        if (!factored || !Arrays.deepEquals(factors, lambda)) {
            lambda = new double[factors.length][];
            for (int t = 0; t < factors.length; t++) {
                lambda[t] = factors[t].clone();
            }
            inverse = null;
            factored = factorAnew();
        }
        return factored;
    }

    private boolean factorAnew() {
        blocks.scale(products.zz(), lambda, scaled);
        if (!cholesky.factor(scaled)) {
            return false;
        }
        blocks.applyTransposedFactor(lambda, products.zx(), p, half);
        cholesky.forward(half, p);
        return p == 0 || schur.setA(schurComplement());
    }

    private DMatrixRMaj schurComplement() {
        DMatrixRMaj schur = new DMatrixRMaj(p, p);
        for (int i = 0; i < p; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = 0; k < q; k++) {
                    sum += half[i * q + k] * half[j * q + k];
                }
                double value = products.xx()[i * p + j] - sum;
                schur.unsafe_set(i, j, value);
                schur.unsafe_set(j, i, value);
            }
        }
        return schur;
    }

    /** log det A, A = Lambda'Z'WZ Lambda + I. */
    public double logDeterminantRandom() {
        return cholesky.logDeterminant();
    }

    /** log det S, the Schur complement of the fixed effects on the user's scale: log det of X'V^-1X for phi = 1. */
    public double logDeterminantFixed() {
        double sum = scaling.logDeterminantShift();
        for (int i = 0; i < p; i++) {
            sum += 2 * Math.log(schurFactor.getT().unsafe_get(i, i));
        }
        return sum;
    }

    /** Solves the factored equations for the current response. */
    public Solution solve() {
        double[] b = new double[q];
        blocks.applyTransposedFactor(lambda, products.zy(), 1, b);
        double[] beta = products.xy().clone();
        solve(b, beta);
        double[] u = factorTimes(lambda, b);
        return new Solution(beta, b, u, products.yy() - dot(products.xy(), beta) - dot(products.zy(), u));
    }

    /** Solves the factored equations of the random effects for the current response, with the fixed effects given. */
    public Solution solveGiven(double[] scaledBeta) {
        double[] score = products.zy().clone();
        double squares = products.yy();
        for (int j = 0; j < p; j++) {
            squares -= 2 * scaledBeta[j] * products.xy()[j];
            for (int i = 0; i < p; i++) {
                squares += scaledBeta[i] * products.xx()[i * p + j] * scaledBeta[j];
            }
            for (int k = 0; k < q; k++) {
                score[k] -= products.zx()[k * p + j] * scaledBeta[j];
            }
        }
        double[] b = factorTransposed(lambda, score);
        cholesky.forward(b, 1);
        cholesky.backward(b, 1);
        double[] u = factorTimes(lambda, b);
        return new Solution(scaledBeta, b, u, squares - dot(score, u));
    }

    /** X'W (y - X beta - Z u) for the scaled columns of X. */
    public double[] fixedScore(Solution solution) {
        double[] score = products.xy().clone();
        for (int j = 0; j < p; j++) {
            for (int i = 0; i < p; i++) {
                score[j] -= products.xx()[j * p + i] * solution.scaledBeta()[i];
            }
            for (int k = 0; k < q; k++) {
                score[j] -= products.zx()[k * p + j] * solution.u()[k];
            }
        }
        return score;
    }

    /** Replaces a right-hand side, q values for b and then p for beta, by the solution. */
    void solve(double[] rightHandSide) {
        double[] b = Arrays.copyOf(rightHandSide, q);
        double[] beta = Arrays.copyOfRange(rightHandSide, q, q + p);
        solve(b, beta);
        System.arraycopy(b, 0, rightHandSide, 0, q);
        System.arraycopy(beta, 0, rightHandSide, q, p);
    }

    private void solve(double[] b, double[] beta) {
        cholesky.forward(b, 1);
        for (int j = 0; j < p; j++) {
            for (int k = 0; k < q; k++) {
                beta[j] -= half[j * q + k] * b[k];
            }
        }
        solveSchur(beta, 1);
        for (int j = 0; j < p; j++) {
            for (int k = 0; k < q; k++) {
                b[k] -= half[j * q + k] * beta[j];
            }
        }
        cholesky.backward(b, 1);
    }

    double[] factorTimes(double[][] factors, double[] b) {
        double[] u = new double[q];
        blocks.applyFactor(factors, b, 1, u);
        return u;
    }

    double[] factorTransposed(double[][] factors, double[] u) {
        double[] b = new double[q];
        blocks.applyTransposedFactor(factors, u, 1, b);
        return b;
    }

    double[] randomTransposed(double[] v) {
        return products.random().transposed(v);
    }

    double[] fixedTransposed(double[] v) {
        return products.fixed().transposed(v);
    }

    double[][] outerProducts(double[] u, double[] b) {
        return blocks.outerProducts(u, b);
    }

    /** Replaces {@code columns} right-hand sides, p x columns row-major, by S^-1 times them. */
    private void solveSchur(double[] rightHandSides, int columns) {
        if (p == 0) {
            return;
        }
        DMatrixRMaj b = DMatrixRMaj.wrap(p, columns, rightHandSides);
        schur.solve(b, b);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /**
     * The solution of the equations.
     *
     * @param scaledBeta the p coefficients of the scaled columns of X
     * @param b the q spherical random effects
     * @param u the q random effects Lambda b
     * @param penalisedSquares the minimum over b, and over beta unless it is given, of ||W^1/2 (y - X beta - Z Lambda b)||^2 + ||b||^2, which equals
     *            (y - X beta)'V^-1(y - X beta) for phi = 1
     */
    public record Solution(double[] scaledBeta, double[] b, double[] u, double penalisedSquares) {
    }

    /** Coefficients of the scaled columns of X to the user's scale. */
    public double[] coefficients(double[] scaledBeta) {
        return scaling.coefficients(scaledBeta);
    }

    /** Adds X beta + Z u of every row to {@code eta}. */
    public void addLinearPredictor(double[] scaledBeta, double[] u, double[] eta) {
        products.fixed().add(scaledBeta, eta);
        products.random().add(u, eta);
    }

    /** Adds Z u of every row to {@code eta}. */
    public void addRandomPart(double[] u, double[] eta) {
        products.random().add(u, eta);
    }

    /** Overwrites B, q x columns, column-major, with Lambda A^-1 Lambda' B, the covariance matrix of u given beta for phi = 1. */
    public void multiplyByConditionalCovariance(double[] b, int columns) {
        double[] column = new double[q];
        double[] product = new double[q];
        for (int j = 0; j < columns; j++) {
            System.arraycopy(b, j * q, column, 0, q);
            blocks.applyTransposedFactor(lambda, column, 1, product);
            System.arraycopy(product, 0, b, j * q, q);
        }
        cholesky.solve(b, columns);
        for (int j = 0; j < columns; j++) {
            System.arraycopy(b, j * q, column, 0, q);
            blocks.applyFactor(lambda, column, 1, product);
            System.arraycopy(product, 0, b, j * q, q);
        }
    }

    /** S^-1 on the user's scale, p x p: the covariance matrix of the fixed effects for phi = 1. */
    public double[] fixedCovariance() {
        return scaling.covariance(inverseSchur());
    }

    /** A covariance matrix of the coefficients of the scaled columns of X, p x p, to the user's scale. */
    public double[] covariance(double[] scaledCovariance) {
        return scaling.covariance(scaledCovariance);
    }

    /** S for the scaled columns of X, p x p: the information of their coefficients for phi = 1. */
    public double[] scaledFixedInformation() {
        return schurComplement().data;
    }

    /** S^-1 for the scaled columns of X, p x p. */
    public double[] scaledFixedCovariance() {
        return inverseSchur();
    }

    /** The diagonal of S^-1 for the scaled columns of X, p values. */
    public double[] scaledVariances() {
        double[] inverse = inverseSchur();
        double[] diagonal = new double[p];
        for (int j = 0; j < p; j++) {
            diagonal[j] = inverse[j * p + j];
        }
        return diagonal;
    }

    /**
     * [x_r' z_r'] LHS^-1 [x_r; z_r] of every row: the variance of x_r'beta-hat + z_r'(u-hat - u) for phi = 1, found as
     * z_r' Lambda A^-1 Lambda' z_r + |L'(x_r - V' Lambda' z_r)|^2 with S^-1 = L L'.
     */
    public double[] predictorVariances() {
        double[] inverse = new double[scaled.length];
        cholesky.selectedInverse(inverse);
        double[] conditional = new double[scaled.length];
        blocks.sandwich(inverse, lambda, conditional);
        double[] variances = products.random().quadraticForms(conditional);
        CholeskyDecompositionInner_DDRM root = new CholeskyDecompositionInner_DDRM(true);
        if (p == 0 || !root.decompose(DMatrixRMaj.wrap(p, p, inverseSchur()))) {
            return variances;
        }
        double[] v = fixedOnRandom();
        for (int j = 0; j < p; j++) {
            addSquares(root.getT(), j, v, variances);
        }
        return variances;
    }

    /** Adds the squares of column {@code j} of (X - Z Lambda V) L. */
    private void addSquares(DMatrixRMaj root, int j, double[] v, double[] sums) {
        double[] beta = new double[p];
        for (int i = j; i < p; i++) {
            beta[i] = root.get(i, j);
        }
        double[] b = new double[q];
        for (int k = 0; k < q; k++) {
            for (int i = j; i < p; i++) {
                b[k] -= v[k * p + i] * beta[i];
            }
        }
        double[] u = new double[q];
        blocks.applyFactor(lambda, b, 1, u);
        double[] predictor = new double[sums.length];
        addLinearPredictor(beta, u, predictor);
        for (int r = 0; r < sums.length; r++) {
            sums[r] += predictor[r] * predictor[r];
        }
    }

    private double[] inverseSchur() {
        double[] inverse = new double[p * p];
        for (int i = 0; i < p; i++) {
            inverse[i * p + i] = 1;
        }
        solveSchur(inverse, p);
        return inverse;
    }

    /**
     * The derivatives of log det A (or, restricted, of log det A + log det S) with respect to the elements of Lambda:
     * 2 tr(C Lambda'Z'WZ dLambda) with C the selected inverse, plus in the restricted case the part of the fixed effects.
     *
     * @return one k x k row-major matrix a term
     */
    public double[][] logDeterminantGradient(boolean restricted) {
        invert();
        double[][] gradient = blocks.logDeterminantGradient(inverse, lambda, products.zz());
        if (restricted && p > 0) {
            subtractFixedPart(gradient);
        }
        return gradient;
    }

    /** Computes the selected inverse of A unless it is known. */
    void invert() {
        if (inverse == null) {
            inverse = new double[scaled.length];
            cholesky.selectedInverse(inverse);
        }
    }

    /**
     * (z_r'Lambda, x_r') M^-1 (z_r'Lambda, x_r')' of every row, M the left-hand side, which is
     * z_r' Lambda A^-1 Lambda' z_r + d'S^-1 d with d = x_r - V'Lambda'z_r and V = A^-1 Lambda'Z'WX.
     */
    double[] leverages() {
        invert();
        double[] outer = new double[inverse.length];
        blocks.sandwich(inverse, lambda, outer);
        double[] leverages = products.random().quadraticForms(outer);
        double[] lambdaV = new double[q * p];
        blocks.applyFactor(lambda, fixedOnRandom(), p, lambdaV);
        for (double[] column : rootOfInverseSchur()) {
            double[] d = new double[leverages.length];
            double[] u = new double[q];
            for (int k = 0; k < q; k++) {
                for (int j = 0; j < p; j++) {
                    u[k] -= lambdaV[k * p + j] * column[j];
                }
            }
            addLinearPredictor(column, u, d);
            for (int r = 0; r < d.length; r++) {
                leverages[r] += d[r] * d[r];
            }
        }
        return leverages;
    }

    /** The columns of a matrix C with S^-1 = CC'. */
    private double[][] rootOfInverseSchur() {
        double[][] columns = new double[p][p];
        if (p > 0) {
            CholeskyDecompositionInner_DDRM factor = new CholeskyDecompositionInner_DDRM(true);
            factor.decompose(DMatrixRMaj.wrap(p, p, inverseSchur()));
            for (int j = 0; j < p; j++) {
                for (int i = j; i < p; i++) {
                    columns[j][i] = factor.getT().unsafe_get(i, j);
                }
            }
        }
        return columns;
    }

    /** gradient_t -= 2 sum over the levels of (Z'WX - Z'WZ Lambda V)_i S^-1 V_i' with V = A^-1 Lambda'Z'WX. */
    private void subtractFixedPart(double[][] gradient) {
        double[] v = fixedOnRandom();
        double[] adjusted = mixed(v);
        double[] vs = timesInverseSchur(v);
        for (int t = 0; t < gradient.length; t++) {
            int k = layout.term(t).effects();
            for (int level = 0; level < layout.term(t).levels(); level++) {
                int first = layout.firstRow(t) + level * k;
                for (int a = 0; a < k; a++) {
                    for (int c = 0; c < k; c++) {
                        gradient[t][a * k + c] -= 2 * rowProduct(adjusted, first + a, vs, first + c);
                    }
                }
            }
        }
    }

    /** Z'V^-1 X = Z'WX - Z'WZ Lambda v, q x p, row-major, for v = A^-1 Lambda'Z'WX. */
    private double[] mixed(double[] v) {
        double[] lambdaV = new double[v.length];
        blocks.applyFactor(lambda, v, p, lambdaV);
        double[] result = new double[v.length];
        blocks.multiply(products.zz(), lambdaV, p, result);
        for (int i = 0; i < result.length; i++) {
            result[i] = products.zx()[i] - result[i];
        }
        return result;
    }

    /** Additions and multiplications of one factorisation of A. */
    public double factorWork() {
        return cholesky.flops();
    }

    /** Additions and multiplications of one solve with the factor of A. */
    public double solveWork() {
        return 4.0 * cholesky.factorNonzeros();
    }

    /**
     * V^-1 X of the last factorisation, on the user's scale.
     *
     * @param w the weights of the last assembly
     * @return one array of n values a column
     */
    public double[][] inverseTimesFixed(double[] w) {
        double[] lambdaV = new double[q * p];
        blocks.applyFactor(lambda, fixedOnRandom(), p, lambdaV);
        double[][] columns = new double[p][w.length];
        for (int j = 0; j < p; j++) {
            double[] unit = new double[p];
            unit[j] = 1;
            double[] u = new double[q];
            for (int k = 0; k < q; k++) {
                u[k] = -lambdaV[k * p + j];
            }
            addLinearPredictor(unit, u, columns[j]);
            for (int r = 0; r < w.length; r++) {
                columns[j][r] *= w[r];
            }
        }
        scaling.restoreUnits(columns);
        return columns;
    }

    /**
     * What derivatives with respect to covariance parameters are made of, of the last factorisation.
     *
     * @param rows the number n of rows of the data, each counted as often as it occurs
     */
    public VarianceProducts varianceProducts(double rows) {
        return new VarianceProducts(rows, layout, blocks, products.zz(), lambda, cholesky, schurComplement(),
            mixed(fixedOnRandom()));
    }

    private double rowProduct(double[] left, int leftRow, double[] right, int rightRow) {
        double sum = 0;
        for (int j = 0; j < p; j++) {
            sum += left[leftRow * p + j] * right[rightRow * p + j];
        }
        return sum;
    }

    /** V = A^-1 Lambda'Z'WX, q x p, row-major. */
    private double[] fixedOnRandom() {
        double[] columns = half.clone();
        cholesky.backward(columns, p);
        double[] rows = new double[columns.length];
        for (int j = 0; j < p; j++) {
            for (int k = 0; k < q; k++) {
                rows[k * p + j] = columns[j * q + k];
            }
        }
        return rows;
    }

    /** V S^-1 for V q x p, row-major. */
    private double[] timesInverseSchur(double[] v) {
        double[] inverse = inverseSchur();
        double[] result = new double[v.length];
        for (int k = 0; k < q; k++) {
            for (int i = 0; i < p; i++) {
                double factor = v[k * p + i];
                for (int j = 0; j < p; j++) {
                    result[k * p + j] += factor * inverse[i * p + j];
                }
            }
        }
        return result;
    }

    /**
     * The derivatives of the penalised squares with respect to the elements of Lambda: -2 (Z'W e)_i b_i' summed over the
     * levels, with e = y - X beta - Z u.
     *
     * @return one k x k row-major matrix a term
     */
    public double[][] penalisedSquaresGradient(Solution solution) {
        double[][] gradient = blocks.outerProducts(score(solution), solution.b());
        for (double[] term : gradient) {
            for (int i = 0; i < term.length; i++) {
                term[i] *= -2;
            }
        }
        return gradient;
    }

    /** Z'W(y - X beta - Z u), q values. */
    private double[] score(Solution solution) {
        return score(products.zy(), solution.u(), solution.scaledBeta());
    }

    private double[] score(double[] zy, double[] u, double[] scaledBeta) {
        double[] score = new double[q];
        blocks.multiply(products.zz(), u, 1, score);
        for (int k = 0; k < q; k++) {
            score[k] = zy[k] - score[k];
            for (int j = 0; j < p; j++) {
                score[k] -= products.zx()[k * p + j] * scaledBeta[j];
            }
        }
        return score;
    }

    /** Z'PZ a with P = V^-1 - V^-1 X (X'V^-1 X)^-1 X'V^-1, q values: the score where the response is Z a. */
    private double[] projected(double[] a) {
        double[] za = new double[q];
        blocks.multiply(products.zz(), a, 1, za);
        double[] b = factorTransposed(lambda, za);
        double[] beta = new double[p];
        for (int k = 0; k < q; k++) {
            for (int j = 0; j < p; j++) {
                beta[j] += products.zx()[k * p + j] * a[k];
            }
        }
        solve(b, beta);
        return score(za, factorTimes(lambda, b), beta);
    }

    /**
     * The average information of directions V_i of the marginal covariance matrix (Gilmour, Thompson and Cullis 1995,
     * Biometrics 51, 1440-1450): y'P V_i P V_j P y for phi = 1, at the solution of the last factorisation.
     *
     * @return row-major
     */
    public double[] averageInformation(Solution solution, List<VarianceDirection> directions) {
        int m = directions.size();
        double[] score = score(solution);
        double[] result = new double[m * m];
        double[][] changes = new double[m][];
        for (int i = 0; i < m; i++) {
            VarianceDirection one = directions.get(i);
            changes[i] = blocks.times(one.blocks(), score);
            double[] projected = projected(changes[i]);
            for (int j = 0; j <= i; j++) {
                VarianceDirection other = directions.get(j);
                result[i * m + j] = one.multiple() * other.multiple() * solution.penalisedSquares()
                    + one.multiple() * dot(score, changes[j]) + other.multiple() * dot(score, changes[i])
                    + dot(projected, changes[j]);
                result[j * m + i] = result[i * m + j];
            }
        }
        return result;
    }

    /** Coefficients of the scaled columns of X by weighted least squares, without random effects; zero if X'WX is singular. */
    public double[] leastSquares() {
        double[] beta = new double[p];
        LinearSolverChol_DDRM solver = new LinearSolverChol_DDRM(new CholeskyDecompositionInner_DDRM(true));
        if (p > 0 && solver.setA(DMatrixRMaj.wrap(p, p, products.xx().clone()))) {
            solver.solve(DMatrixRMaj.wrap(p, 1, products.xy()), DMatrixRMaj.wrap(p, 1, beta));
        }
        return beta;
    }

    /**
     * Moment estimates from the current weights and response of the variances of all effects, term by term, and of phi.
     *
     * @param rows the number of rows less that of the fixed effects, or NaN if phi is known to be one
     */
    public double[] momentEstimates(double rows) {
        double[] beta = leastSquares();
        return new MomentEstimates(layout, products.zz(), score(products.zy(), new double[q], beta))
            .variances(products.yy() - dot(products.xy(), beta), rows);
    }

    /** The joint uncertainty of the fixed and random effects for a given phi. */
    public PredictionErrors predictionErrors(double phi) {
        invert();
        double[] conditional = new double[scaled.length];
        blocks.sandwich(inverse, lambda, conditional);
        for (int i = 0; i < conditional.length; i++) {
            conditional[i] *= phi;
        }
        double[] regression = new double[q * p];
        blocks.applyFactor(lambda, fixedOnRandom(), p, regression);
        scaling.restoreColumns(regression);
        return new PredictionErrors(layout.pattern(), conditional, regression);
    }

    /**
     * The prediction error variances for phi = 1: the diagonal of Lambda (A^-1 + V S^-1 V') Lambda', the random-effects
     * block of the inverse of the equations.
     *
     * @return one array a term, levels x effects, row-major
     */
    public double[][] predictionErrorVariances() {
        return predictionErrorVariances(lambda);
    }

    /**
     * The same of the effects F b for other factors F.
     *
     * @param factors one k x k row-major matrix a term
     */
    public double[][] predictionErrorVariances(double[][] factors) {
        invert();
        double[] v = fixedOnRandom();
        double[] vs = timesInverseSchur(v);
        double[][] variances = new double[layout.terms()][];
        for (int t = 0; t < variances.length; t++) {
            int k = layout.term(t).effects();
            variances[t] = new double[layout.term(t).levels() * k];
            for (int level = 0; level < layout.term(t).levels(); level++) {
                double[] block = inverseBlock(inverse, t, level, v, vs);
                for (int a = 0; a < k; a++) {
                    variances[t][level * k + a] = quadraticForm(factors[t], a, block, k);
                }
            }
        }
        return variances;
    }

    private double[] inverseBlock(double[] inverse, int t, int level, double[] v,
        double[] vs) {
        int k = layout.term(t).effects();
        int offset = layout.pattern().offset(layout.pattern().columnStart(layout.firstNode(t) + level));
        int first = layout.firstRow(t) + level * k;
        double[] block = new double[k * k];
        for (int a = 0; a < k; a++) {
            for (int c = 0; c < k; c++) {
                block[a * k + c] = inverse[offset + c * k + a] + rowProduct(vs, first + a, v, first + c);
            }
        }
        return block;
    }

    private static double quadraticForm(double[] factor, int row, double[] block, int size) {
        double sum = 0;
        for (int a = 0; a < size; a++) {
            for (int c = 0; c < size; c++) {
                sum += factor[row * size + a] * block[a * size + c] * factor[row * size + c];
            }
        }
        return sum;
    }
}
