package org.glmm.engine.mme;

import org.glmm.engine.sparse.Cholesky;

/** The equations of the mode of the spherical random effects b for given fixed effects: A = Lambda'Z'WZ Lambda + I. */
public final class ConditionalEquations implements ModeEquations {

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

    @Override
    public int randomEffects() {
        return layout.dimension();
    }

    @Override
    public int size() {
        return layout.dimension();
    }

    @Override
    public void relate(double[][] factors) {
        lambda = factors;
    }

    @Override
    public boolean factor(double[] w) {
        random.weigh(w);
        blocks.scale(random.zz(), lambda, scaled);
        return cholesky.factor(scaled);
    }

    @Override
    public double logDeterminant() {
        return cholesky.logDeterminant();
    }

    @Override
    public void solve(double[] b) {
        cholesky.solve(b, 1);
    }

    @Override
    public double[] transposed(double[] v) {
        double[] result = new double[layout.dimension()];
        blocks.applyTransposedFactor(lambda, random.transposed(v), 1, result);
        return result;
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
        double[] result = new double[b.length];
        blocks.applyFactor(lambda, b, 1, result);
        return result;
    }

    @Override
    public void addFixed(double[] scaledBeta, double[] eta) {
        fixed.add(scaledBeta, eta);
    }

    @Override
    public void invert() {
        cholesky.selectedInverse(inverse);
    }

    @Override
    public double[] leverages() {
        double[] outer = new double[inverse.length];
        blocks.sandwich(inverse, lambda, outer);
        return random.quadraticForms(outer);
    }

    @Override
    public double[][] logDeterminantGradient() {
        return blocks.logDeterminantGradient(inverse, lambda, random.zz());
    }

    @Override
    public double[][] outerProducts(double[] u, double[] b) {
        return blocks.outerProducts(u, b);
    }
}
