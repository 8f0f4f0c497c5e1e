package org.glmm.engine.mme;

import java.util.Arrays;

/** The equations of the joint mode of random and fixed effects: the mixed-model equations. */
public final class JointEquations implements ModeEquations {

    private final MixedModelEquations equations;
    private double[][] lambda;

    public JointEquations(MixedModelEquations equations) {
        this.equations = equations;
    }

    @Override
    public int randomEffects() {
        return equations.randomEffects();
    }

    @Override
    public int size() {
        return equations.randomEffects() + equations.fixedEffects();
    }

    @Override
    public void relate(double[][] factors) {
        lambda = factors;
    }

    @Override
    public boolean factor(double[] w) {
        equations.weigh(w);
        return equations.factor(lambda);
    }

    @Override
    public double logDeterminant() {
        return equations.logDeterminantRandom() + equations.logDeterminantFixed();
    }

    @Override
    public void solve(double[] c) {
        equations.solve(c);
    }

    @Override
    public double[] transposed(double[] v) {
        double[] random = equations.factorTransposed(lambda, equations.randomTransposed(v));
        double[] result = Arrays.copyOf(random, size());
        System.arraycopy(equations.fixedTransposed(v), 0, result, random.length, result.length - random.length);
        return result;
    }

    @Override
    public void add(double[] c, double[] eta) {
        equations.addLinearPredictor(Arrays.copyOfRange(c, randomEffects(), c.length), factorTimes(c), eta);
    }

    @Override
    public double[] randomTransposed(double[] v) {
        return equations.randomTransposed(v);
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
    public double[] factorTimes(double[] b) {
        return equations.factorTimes(lambda, b);
    }

    @Override
    public void invert() {
        equations.invert();
    }

    @Override
    public double[] leverages() {
        return equations.leverages();
    }

    @Override
    public double[][] logDeterminantGradient() {
        return equations.logDeterminantGradient(true);
    }

    @Override
    public double[][] outerProducts(double[] u, double[] b) {
        return equations.outerProducts(u, b);
    }
}
