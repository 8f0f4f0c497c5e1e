package org.glmm.engine.covariance;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Independent effects with the same known variance. */
record KnownVariance(double variance) implements CovarianceStructure {

    @Override
    public String name() {
        return CovarianceStructures.FIXED;
    }

    @Override
    public int parameters(int effects) {
        return 0;
    }

    @Override
    public Role role(int index, int effects) {
        throw new IndexOutOfBoundsException(index);
    }

    @Override
    public double typical(int index, double[] deviations) {
        throw new IndexOutOfBoundsException(index);
    }

    @Override
    public boolean isInterior(int index, double[] theta, double[] typical, int offset, int effects) {
        throw new IndexOutOfBoundsException(index);
    }

    @Override
    public void normalise(double[] theta, int offset, int effects) {
    }

    @Override
    public void start(double[] deviations, double[] theta, int offset) {
    }

    @Override
    public void factor(double[] theta, int offset, int effects, double[] factor) {
        Arrays.fill(factor, 0);
        for (int i = 0; i < effects; i++) {
            factor[i * effects + i] = Math.sqrt(variance);
        }
    }

    @Override
    public void addGradient(double[] theta, int offset, int effects, double[] factorGradient, double[] gradient) {
    }

    @Override
    public List<Element> reported(int effects) {
        return IntStream.range(0, effects).mapToObj(i -> new Element(i, i, Quantity.VARIANCE, Extent.SINGLE)).toList();
    }

    @Override
    public boolean isOrdered() {
        return false;
    }

    @Override
    public boolean absorbsIdentity(int effects) {
        return false;
    }

    @Override
    public boolean isLinear(int effects) {
        return true;
    }
}
