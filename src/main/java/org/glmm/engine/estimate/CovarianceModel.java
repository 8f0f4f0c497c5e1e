package org.glmm.engine.estimate;

import java.util.Arrays;
import java.util.List;

import org.glmm.engine.covariance.CovarianceStructure;
import org.glmm.engine.covariance.CovarianceStructures;
import org.glmm.engine.design.RandomDesign;

/** The covariance structures of all random terms over one parameter vector theta. */
final class CovarianceModel {

    private final List<RandomDesign> terms;
    private final CovarianceStructure[] structures;
    private final int[] offsets;
    private final double[][] deviations;

    CovarianceModel(List<RandomDesign> terms) {
        this.terms = terms;
        this.structures = new CovarianceStructure[terms.size()];
        this.offsets = new int[terms.size() + 1];
        this.deviations = new double[terms.size()][];
        for (int t = 0; t < terms.size(); t++) {
            structures[t] = CovarianceStructures.named(terms.get(t).term().structure());
            offsets[t + 1] = offsets[t] + structures[t].parameters(effects(t));
            deviations[t] = inverseRootMeanSquares(terms.get(t));
        }
    }

    /** One over the root mean square of the covariate of each effect: the standard deviation that moves eta by one. */
    private static double[] inverseRootMeanSquares(RandomDesign term) {
        double[] result = new double[term.effects()];
        double[] z = term.z();
        if (z == null) {
            Arrays.fill(result, 1);
            return result;
        }
        for (int i = 0; i < z.length; i++) {
            result[i % result.length] += z[i] * z[i];
        }
        for (int j = 0; j < result.length; j++) {
            double meanSquare = result[j] * result.length / z.length;
            result[j] = meanSquare > 0 ? 1 / Math.sqrt(meanSquare) : 1;
        }
        return result;
    }

    int terms() {
        return structures.length;
    }

    RandomDesign term(int t) {
        return terms.get(t);
    }

    CovarianceStructure structure(int t) {
        return structures[t];
    }

    int effects(int t) {
        return terms.get(t).effects();
    }

    /** Where the parameters of term {@code t} start. */
    int offset(int t) {
        return offsets[t];
    }

    /** The number m of covariance parameters, without the residual scale. */
    int parameters() {
        return offsets[structures.length];
    }

    /** The standard deviation with which an effect of term {@code t} moves the linear predictor by about one. */
    double typicalDeviation(int t, int effect) {
        return deviations[t][effect];
    }

    /** A theta with independent effects, each moving the linear predictor by about {@code size}. */
    double[] start(double size) {
        double[] theta = new double[parameters()];
        for (int t = 0; t < structures.length; t++) {
            structures[t].start(Arrays.stream(deviations[t]).map(d -> size * d).toArray(), theta, offsets[t]);
        }
        return theta;
    }

    /** The size of each parameter for effects that move the linear predictor by about one. */
    double[] typical() {
        double[] typical = new double[parameters()];
        for (int t = 0; t < structures.length; t++) {
            for (int i = 0; i < structures[t].parameters(effects(t)); i++) {
                typical[offsets[t] + i] = deviations[t][structures[t].effectOf(i, effects(t))];
            }
        }
        return typical;
    }

    /** Whether parameter {@code index} is a standard deviation, so that G does not depend on its sign. */
    boolean isDeviation(int index) {
        int t = 0;
        while (offsets[t + 1] <= index) {
            t++;
        }
        return structures[t].isDeviation(index - offsets[t], effects(t));
    }

    /** Makes all standard deviations non-negative, leaving G as it is; theta starts at {@code first} of the parameters. */
    void normalise(double[] parameters, int first) {
        for (int t = 0; t < structures.length; t++) {
            structures[t].normalise(parameters, first + offsets[t], effects(t));
        }
    }

    /** The number of levels of the term that parameter {@code index} belongs to. */
    int levels(int index) {
        int t = 0;
        while (offsets[t + 1] <= index) {
            t++;
        }
        return terms.get(t).levels();
    }

    /** The theta whose Lambda is {@code factor} times that of a given one. */
    double[] scaled(double[] theta, double factor) {
        return Arrays.stream(theta).map(value -> factor * value).toArray();
    }

    /** Lambda of each term, k x k, row-major. */
    double[][] factors(double[] theta) {
        double[][] lambda = new double[structures.length][];
        for (int t = 0; t < structures.length; t++) {
            lambda[t] = new double[effects(t) * effects(t)];
            structures[t].factor(theta, offsets[t], effects(t), lambda[t]);
        }
        return lambda;
    }

    /** The gradient with respect to theta from those with respect to the elements of each term's Lambda. */
    double[] gradient(double[] theta, double[][] factorGradients) {
        double[] gradient = new double[parameters()];
        for (int t = 0; t < structures.length; t++) {
            structures[t].addGradient(theta, offsets[t], effects(t), factorGradients[t], gradient);
        }
        return gradient;
    }
}
