package org.glmm.engine.covariance;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Independent effects, each with a variance of its own: theta holds the standard deviations relative to phi. */
final class Independent implements CovarianceStructure {

    @Override
    public String name() {
        return "diag";
    }

    @Override
    public int parameters(int effects) {
        return effects;
    }

    @Override
    public boolean isDeviation(int index, int effects) {
        return true;
    }

    @Override
    public void normalise(double[] theta, int offset, int effects) {
        for (int i = offset; i < offset + effects; i++) {
            theta[i] = Math.abs(theta[i]);
        }
    }

    @Override
    public int effectOf(int index, int effects) {
        return index;
    }

    @Override
    public void start(double[] deviations, double[] theta, int offset) {
        System.arraycopy(deviations, 0, theta, offset, deviations.length);
    }

    @Override
    public void factor(double[] theta, int offset, int effects, double[] factor) {
        Arrays.fill(factor, 0);
        for (int i = 0; i < effects; i++) {
            factor[i * effects + i] = theta[offset + i];
        }
    }

    @Override
    public void addGradient(double[] theta, int offset, int effects, double[] factorGradient,
        double[] gradient) {
        for (int i = 0; i < effects; i++) {
            gradient[offset + i] += factorGradient[i * effects + i];
        }
    }

    @Override
    public List<Element> reported(int effects) {
        return IntStream.range(0, effects).mapToObj(i -> new Element(i, i)).toList();
    }
}
