package org.glmm.engine.covariance;

import java.util.ArrayList;
import java.util.List;

/** Any variances and covariances: theta is the lower triangle of Lambda, row by row. */
final class Unstructured implements CovarianceStructure {

    @Override
    public String name() {
        return "us";
    }

    @Override
    public int parameters(int effects) {
        return effects * (effects + 1) / 2;
    }

    @Override
    public Role role(int index, int effects) {
        return isDiagonal(reported(effects).get(index)) ? Role.DEVIATION : Role.ELEMENT;
    }

    private static boolean isDiagonal(Element element) {
        return element.row() == element.column();
    }

    @Override
    public double typical(int index, double[] deviations) {
        return deviations[reported(deviations.length).get(index).row()];
    }

    @Override
    public boolean isInterior(int index, double[] theta, double[] typical, int offset, int effects) {
        return role(index, effects) != Role.DEVIATION
            || theta[offset + index] > Math.sqrt(CovarianceStructures.NEGLIGIBLE) * typical[offset + index];
    }

    @Override
    public void normalise(double[] theta, int offset, int effects) {
        for (int column = 0; column < effects; column++) {
            if (theta[offset + index(column, column)] < 0) {
                for (int row = column; row < effects; row++) {
                    theta[offset + index(row, column)] *= -1;
                }
            }
        }
    }

    private static int index(int row, int column) {
        return row * (row + 1) / 2 + column;
    }

    @Override
    public void start(double[] deviations, double[] theta, int offset) {
        int next = offset;
        for (int i = 0; i < deviations.length; i++) {
            for (int j = 0; j <= i; j++) {
                theta[next++] = i == j ? deviations[i] : 0;
            }
        }
    }

    @Override
    public void factor(double[] theta, int offset, int effects, double[] factor) {
        int next = offset;
        for (int i = 0; i < effects; i++) {
            for (int j = 0; j < effects; j++) {
                factor[i * effects + j] = j <= i ? theta[next++] : 0;
            }
        }
    }

    @Override
    public void addGradient(double[] theta, int offset, int effects, double[] factorGradient,
        double[] gradient) {
        int next = offset;
        for (int i = 0; i < effects; i++) {
            for (int j = 0; j <= i; j++) {
                gradient[next++] += factorGradient[i * effects + j];
            }
        }
    }

    @Override
    public List<Element> reported(int effects) {
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < effects; i++) {
            for (int j = 0; j <= i; j++) {
                elements.add(new Element(i, j, i == j ? Quantity.VARIANCE : Quantity.COVARIANCE, Extent.SINGLE));
            }
        }
        return elements;
    }

    @Override
    public boolean isOrdered() {
        return false;
    }

    @Override
    public boolean absorbsIdentity(int effects) {
        return true;
    }

    @Override
    public boolean isLinear(int effects) {
        return true;
    }
}
