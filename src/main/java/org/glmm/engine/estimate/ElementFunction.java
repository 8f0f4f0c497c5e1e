package org.glmm.engine.estimate;

import java.util.stream.IntStream;

import org.glmm.engine.covariance.CovarianceStructure;
import org.glmm.engine.covariance.CovarianceStructure.Element;

/**
 * An element of G = Lambda Lambda' of a random term, or the correlation at its place, as a function of the parameters
 * of a likelihood, of which the covariance parameters theta are a part.
 */
final class ElementFunction implements ParameterFunction {

    private final CovarianceStructure structure;
    private final int offset;
    private final EffectCoordinates coordinates;
    private final int effects;
    private final int row;
    private final int column;
    private final boolean correlation;

    /**
     * @param offset where the parameters of the structure start
     * @param coordinates of the effects, in which the parameters are
     * @param correlation whether the element is divided by the standard deviations
     */
    ElementFunction(CovarianceStructure structure, int offset, EffectCoordinates coordinates, Element element,
        boolean correlation) {
        this.structure = structure;
        this.offset = offset;
        this.coordinates = coordinates;
        this.effects = coordinates.design().effects();
        this.row = element.row();
        this.column = element.column();
        this.correlation = correlation;
    }

    private double[] factor(double[] x) {
        double[] factor = new double[effects * effects];
        structure.factor(x, offset, effects, factor);
        return coordinates.times(factor);
    }

    private double element(double[] factor, int i, int j) {
        return IntStream.range(0, effects).mapToDouble(c -> factor[i * effects + c] * factor[j * effects + c]).sum();
    }

    private double correlation(double[] factor) {
        return element(factor, row, column)
            / Math.sqrt(element(factor, row, row) * element(factor, column, column));
    }

    @Override
    public double value(double[] x) {
        double[] factor = factor(x);
        return correlation ? correlation(factor) : element(factor, row, column);
    }

    @Override
    public double[] gradient(double[] x) {
        double[] factor = factor(x);
        double[] derivatives = correlation
            ? ElementDerivatives.ofCorrelation(factor, row, column, 1, correlation(factor), element(factor, row, row),
                element(factor, column, column))
            : ElementDerivatives.ofElement(factor, row, column, 1);
        double[] gradient = new double[x.length];
        structure.addGradient(x, offset, effects, coordinates.transposedTimes(derivatives), gradient);
        return gradient;
    }
}
