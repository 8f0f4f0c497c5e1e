package org.glmm.engine.covariance;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * G = phi D R D with a correlation matrix R of a given pattern and a diagonal matrix D of the standard deviations
 * relative to phi, all the same or, if heterogeneous, one for each effect. Theta holds the standard deviations, then
 * the angles of the pattern. D takes standard deviations without their signs, so that G is an even function of each.
 */
final class Patterned implements CovarianceStructure {

    private final String name;
    private final boolean heterogeneous;
    private final CorrelationPattern pattern;

    Patterned(String name, boolean heterogeneous, CorrelationPattern pattern) {
        this.name = name;
        this.heterogeneous = heterogeneous;
        this.pattern = pattern;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int parameters(int effects) {
        return deviations(effects) + pattern.angles(effects);
    }

    private int deviations(int effects) {
        return heterogeneous ? effects : 1;
    }

    @Override
    public Role role(int index, int effects) {
        return index < deviations(effects) ? Role.DEVIATION : Role.ANGLE;
    }

    @Override
    public double typical(int index, double[] deviations) {
        if (index >= deviations(deviations.length)) {
            return 1;
        }
        return heterogeneous ? deviations[index] : rootMeanSquare(deviations);
    }

    private static double rootMeanSquare(double[] values) {
        double squares = 0;
        for (double value : values) {
            squares += value * value;
        }
        return Math.sqrt(squares / values.length);
    }

    @Override
    public boolean isInterior(int index, double[] theta, double[] typical, int offset, int effects) {
        int deviations = deviations(effects);
        if (index < deviations) {
            return isPositive(index, theta, typical, offset);
        }
        double cosine = Math.cos(theta[offset + index]);
        long positive = IntStream.range(0, deviations).filter(i -> isPositive(i, theta, typical, offset)).count();
        return cosine * cosine > CovarianceStructures.NEGLIGIBLE && positive >= Math.min(deviations, 2);
    }

    private static boolean isPositive(int index, double[] theta, double[] typical, int offset) {
        return Math.abs(theta[offset + index]) > Math.sqrt(CovarianceStructures.NEGLIGIBLE) * typical[offset + index];
    }

    @Override
    public void normalise(double[] theta, int offset, int effects) {
        int deviations = deviations(effects);
        for (int i = offset; i < offset + deviations; i++) {
            theta[i] = Math.abs(theta[i]);
        }
        for (int i = offset + deviations; i < offset + parameters(effects); i++) {
            double turned = Math.IEEEremainder(theta[i], 2 * Math.PI);
            theta[i] = Math.abs(turned) <= Math.PI / 2 ? turned : Math.copySign(Math.PI, turned) - turned;
        }
    }

    @Override
    public void start(double[] deviations, double[] theta, int offset) {
        int effects = deviations.length;
        for (int i = 0; i < deviations(effects); i++) {
            theta[offset + i] = typical(i, deviations);
        }
        Arrays.fill(theta, offset + deviations(effects), offset + parameters(effects), pattern.uncorrelated(effects));
    }

    @Override
    public void factor(double[] theta, int offset, int effects, double[] factor) {
        Arrays.fill(factor, 0);
        pattern.factor(theta, offset + deviations(effects), effects, factor);
        for (int i = 0; i < effects; i++) {
            for (int j = 0; j <= i; j++) {
                factor[i * effects + j] *= deviation(i, theta, offset);
            }
        }
    }

    private double deviation(int effect, double[] theta, int offset) {
        return Math.abs(theta[heterogeneous ? offset + effect : offset]);
    }

    @Override
    public void addGradient(double[] theta, int offset, int effects, double[] factorGradient, double[] gradient) {
        double[] correlation = new double[effects * effects];
        pattern.factor(theta, offset + deviations(effects), effects, correlation);
        double[] correlationGradient = new double[effects * effects];
        for (int i = 0; i < effects; i++) {
            int index = heterogeneous ? offset + i : offset;
            for (int j = 0; j <= i; j++) {
                int element = i * effects + j;
                gradient[index] += Math.signum(theta[index]) * factorGradient[element] * correlation[element];
                correlationGradient[element] = deviation(i, theta, offset) * factorGradient[element];
            }
        }
        pattern.addGradient(theta, offset + deviations(effects), effects, correlationGradient, gradient);
    }

    @Override
    public List<Element> reported(int effects) {
        Extent extent = heterogeneous || effects == 1 ? Extent.SINGLE : Extent.ALL;
        var variances = IntStream.range(0, deviations(effects))
            .mapToObj(i -> new Element(i, i, Quantity.VARIANCE, extent));
        return Stream.concat(variances, pattern.reported(effects).stream()).toList();
    }

    @Override
    public boolean isOrdered() {
        return pattern.isOrdered();
    }

    /**
     * Larger variances with the same covariances have smaller correlations; those differ unless the variances agree.
     */
    @Override
    public boolean absorbsIdentity(int effects) {
        return pattern.canShrink(effects) && (!heterogeneous || pattern.angles(effects) == 0 || effects == 2);
    }

    @Override
    public boolean isLinear(int effects) {
        return pattern.isLinear(effects) && (!heterogeneous || pattern.angles(effects) == 0 || effects == 2);
    }
}
