package org.glmm.engine.mme;

/** The equations of the mode of the spherical random effects b for given fixed effects: A = Lambda'Z'WZ Lambda + I. */
public final class ConditionalEquations implements ModeEquations {

    private final FixedProducts fixed;
    private final RandomProducts random;
    private final RandomFactor factored;

    /** The equations of a model; the numbers come later. */
    public ConditionalEquations(ModelStructure structure) {
        this.fixed = new FixedProducts(structure.design(), structure.scaling(), structure.chunks());
        this.random = new RandomProducts(structure.layout(), structure.chunks());
        this.factored = new RandomFactor(structure, random.zz());
    }

    @Override
    public int randomEffects() {
        return factored.size();
    }

    @Override
    public int size() {
        return factored.size();
    }

    @Override
    public void relate(double[][] factors) {
        factored.relate(factors);
    }

    @Override
    public boolean factor(double[] w) {
        random.weigh(w);
        return factored.factor();
    }

    @Override
    public double logDeterminant() {
        return factored.cholesky().logDeterminant();
    }

    @Override
    public void solve(double[] b) {
        factored.cholesky().solve(b, 1);
    }

    @Override
    public double[] transposed(double[] v) {
        return factored.transposedTimes(random.transposed(v));
    }

    @Override
    public void add(double[] b, double[] eta) {
        random.add(factorTimes(b), eta);
    }

    @Override
    public double[] fixedTransposed(double[] v) {
        return fixed.transposed(v);
    }

    @Override
    public double[] randomTransposed(double[] v) {
        return random.transposed(v);
    }

    @Override
    public double[] factorTimes(double[] b) {
        return factored.times(b);
    }

    @Override
    public void addFixed(double[] scaledBeta, double[] eta) {
        fixed.add(scaledBeta, eta);
    }

    @Override
    public double[] leverages() {
        return random.quadraticForms(factored.conditionalCovariance());
    }

    @Override
    public double[][] logDeterminantGradient() {
        return factored.logDeterminantGradient();
    }

    @Override
    public double[][] outerProducts(double[] u, double[] b) {
        return factored.outerProducts(u, b);
    }
}
