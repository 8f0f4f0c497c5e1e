package org.glmm.engine.mme;

import java.util.Arrays;

/** The equations of the joint mode of random and fixed effects: the mixed-model equations. */
public final class JointEquations implements ModeEquations {

    private final MixedModelEquations equations;
    private final CrossProducts products;
    private final FactoredEquations factored;
    private final RandomFactor random;
    private final int q;

    public JointEquations(MixedModelEquations equations) {
        this.equations = equations;
        this.products = equations.products();
        this.factored = equations.factored();
        this.random = factored.random();
        this.q = equations.randomEffects();
    }

    @Override
    public int randomEffects() {
        return q;
    }

    @Override
    public int size() {
        return q + equations.fixedEffects();
    }

    @Override
    public void relate(double[][] factors) {
        factored.relate(factors);
    }

    @Override
    public boolean factor(double[] w) {
        equations.weigh(w);
        return factored.factor();
    }

    @Override
    public double logDeterminant() {
        return equations.logDeterminantRandom() + equations.logDeterminantFixed();
    }

    @Override
    public void solve(double[] c) {
        double[] b = Arrays.copyOf(c, q);
        double[] beta = Arrays.copyOfRange(c, q, c.length);
        factored.solve(b, beta);
        System.arraycopy(b, 0, c, 0, q);
        System.arraycopy(beta, 0, c, q, beta.length);
    }

    @Override
    public double[] transposed(double[] v) {
        double[] result = Arrays.copyOf(random.transposedTimes(randomTransposed(v)), size());
        System.arraycopy(products.fixed().transposed(v), 0, result, q, result.length - q);
        return result;
    }

    @Override
    public void add(double[] c, double[] eta) {
        products.addLinearPredictor(Arrays.copyOfRange(c, q, c.length), factorTimes(c), eta);
    }

    @Override
    public double[] randomTransposed(double[] v) {
        return products.random().transposed(v);
    }

    @Override
    public double[] fixedTransposed(double[] v) {
        return new double[0];
    }

    @Override
    public void addFixed(double[] scaledBeta, double[] eta) {
        // the fixed effects belong to the mode
    }

    @Override
    public double[] factorTimes(double[] c) {
        return random.times(c);
    }

    @Override
    public double[] leverages() {
        return equations.variances().predictorVariances();
    }

    @Override
    public double[][] logDeterminantGradient() {
        return equations.derivatives().logDeterminant(true);
    }

    @Override
    public double[][] outerProducts(double[] u, double[] b) {
        return random.outerProducts(u, b);
    }
}
