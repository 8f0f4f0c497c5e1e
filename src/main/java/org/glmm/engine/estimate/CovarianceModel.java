package org.glmm.engine.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.glmm.engine.covariance.CovarianceStructure;
import org.glmm.engine.covariance.CovarianceStructure.Role;
import org.glmm.engine.covariance.CovarianceStructures;
import org.glmm.engine.design.RandomDesign;
import org.glmm.engine.formula.RandomTerm;
import org.glmm.engine.mme.VarianceDirection;

/** The covariance structures of all random terms over one parameter vector theta. */
final class CovarianceModel {

    private static final double LEAST_SIZE = 0.1;
    private static final double MOST_SIZE = 10;

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
            structures[t] = structure(terms.get(t).term());
            offsets[t + 1] = offsets[t] + structures[t].parameters(effects(t));
            deviations[t] = inverseRootMeanSquares(terms.get(t));
        }
    }

    private static CovarianceStructure structure(RandomTerm term) {
        return term.variance().isPresent() ? CovarianceStructures.fixed(term.variance().getAsDouble())
            : CovarianceStructures.named(term.structure());
    }

    /**
     * One over the root mean square of the covariate of each effect in the rows that have it: the standard deviation
     * that moves eta by one.
     */
    private static double[] inverseRootMeanSquares(RandomDesign term) {
        int k = term.effects();
        double[] result = new double[k];
        double[] z = term.z();
        if (z == null) {
            Arrays.fill(result, 1);
            return result;
        }
        for (int i = 0; i < z.length; i++) {
            result[i % k] += term.level()[i / k] < 0 ? 0 : z[i] * z[i];
        }
        for (int j = 0; j < k; j++) {
            double meanSquare = result[j] / term.rows();
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
            structures[t].start(times(deviations[t], size), theta, offsets[t]);
        }
        return theta;
    }

    /**
     * A theta with independent effects.
     *
     * @param variances of all effects, term by term, and last the residual scale; where they would move the linear
     *            predictor by very much or little, a bound is taken
     */
    double[] start(double[] variances) {
        double[] theta = new double[parameters()];
        double scale = variances[variances.length - 1];
        int next = 0;
        for (int t = 0; t < structures.length; t++) {
            double[] start = new double[effects(t)];
            for (int effect = 0; effect < start.length; effect++) {
                double size = Math.sqrt(variances[next++] / scale) / deviations[t][effect];
                start[effect] = Math.min(Math.max(size, LEAST_SIZE), MOST_SIZE) * deviations[t][effect];
            }
            structures[t].start(start, theta, offsets[t]);
        }
        return theta;
    }

    /** The size of each parameter for effects that move the linear predictor by about one. */
    double[] typical() {
        double[] typical = new double[parameters()];
        for (int t = 0; t < structures.length; t++) {
            for (int i = 0; i < structures[t].parameters(effects(t)); i++) {
                typical[offsets[t] + i] = structures[t].typical(i, deviations[t]);
            }
        }
        return typical;
    }

    /** Guesses of the second derivatives of minus two times a log-likelihood: 2 / (standard error)^2. */
    double[] curvatures(double[] theta) {
        double[] typical = typical();
        double[] curvatures = new double[typical.length];
        for (int i = 0; i < curvatures.length; i++) {
            double size = Math.max(Math.abs(theta[i]), LEAST_SIZE * typical[i]);
            curvatures[i] = 4 * levels(i) / (size * size + typical[i] * typical[i]);
        }
        return curvatures;
    }

    /** Whether parameter {@code index} is a standard deviation, so that G does not depend on its sign. */
    boolean isDeviation(int index) {
        return role(index) == Role.DEVIATION;
    }

    /** What parameter {@code index} is. */
    Role role(int index) {
        int t = termOf(index);
        return structures[t].role(index - offsets[t], effects(t));
    }

    /** Where the parameters of the term that parameter {@code index} belongs to end. */
    int end(int index) {
        return offsets[termOf(index) + 1];
    }

    private int termOf(int index) {
        int t = 0;
        while (offsets[t + 1] <= index) {
            t++;
        }
        return t;
    }

    /** Whether parameter {@code index} is in the interior of its range. */
    boolean isInterior(int index, double[] theta) {
        int t = termOf(index);
        return structures[t].isInterior(index - offsets[t], theta, typical(), offsets[t], effects(t));
    }

    /** Whether the factor of term {@code t} is singular. */
    boolean isSingular(int t, double[] theta) {
        for (int i = offsets[t]; i < offsets[t + 1]; i++) {
            if (isDeviation(i) && !isInterior(i, theta)) {
                return true;
            }
        }
        return false;
    }

    /** Whether no correlation of term {@code t} is at the end of its range. */
    boolean hasInteriorAngles(int t, double[] theta) {
        for (int i = offsets[t]; i < offsets[t + 1]; i++) {
            if (role(i) == Role.ANGLE && !isInterior(i, theta)) {
                return false;
            }
        }
        return true;
    }

    /** Whether no correlation of any term is at the end of its range. */
    boolean hasInteriorAngles(double[] theta) {
        for (int t = 0; t < structures.length; t++) {
            if (!hasInteriorAngles(t, theta)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The same theta with a correlation between neighbouring effects of the terms in which it depends on their
     * distance.
     *
     * @param angle the arc sine of the correlation
     * @return null if there is no such term
     */
    double[] withNeighbours(double[] theta, double angle) {
        double[] result = null;
        for (int t = 0; t < structures.length; t++) {
            int at = offsets[t];
            while (structures[t].isOrdered() && at < offsets[t + 1] && role(at) != Role.ANGLE) {
                at++;
            }
            if (structures[t].isOrdered() && at < offsets[t + 1]) {
                result = result == null ? theta.clone() : result;
                result[at] = angle;
            }
        }
        return result;
    }

    /** Whether the covariance matrix of term {@code t} is known. */
    boolean isKnown(int t) {
        return structures[t].parameters(effects(t)) == 0;
    }

    /** Whether the covariance matrix of some term is known, so that Lambda depends on the residual scale. */
    boolean dependsOnScale() {
        for (int t = 0; t < structures.length; t++) {
            if (isKnown(t)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Makes all standard deviations non-negative, leaving G as it is; theta starts at {@code first} of the parameters.
     */
    void normalise(double[] parameters, int first) {
        for (int t = 0; t < structures.length; t++) {
            structures[t].normalise(parameters, first + offsets[t], effects(t));
        }
    }

    /** The number of levels of the term that parameter {@code index} belongs to. */
    int levels(int index) {
        return terms.get(termOf(index)).levels();
    }

    /** The theta whose Lambda is {@code factor} times that of a given one. */
    double[] scaled(double[] theta, double factor) {
        double[] result = Arrays.copyOf(theta, parameters());
        for (int i = 0; i < result.length; i++) {
            result[i] *= role(i) == Role.ANGLE ? 1 : factor;
        }
        return result;
    }

    /** Lambda of each term, k x k, row-major, with G = phi Lambda Lambda' for the residual scale {@code phi}. */
    double[][] factors(double[] theta, double phi) {
        double[][] lambda = new double[structures.length][];
        for (int t = 0; t < structures.length; t++) {
            lambda[t] = new double[effects(t) * effects(t)];
            structures[t].factor(theta, offsets[t], effects(t), lambda[t]);
            if (isKnown(t)) {
                lambda[t] = times(lambda[t], 1 / Math.sqrt(phi));
            }
        }
        return lambda;
    }

    private static double[] times(double[] values, double factor) {
        double[] result = values.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] *= factor;
        }
        return result;
    }

    /** The derivatives of Lambda Lambda' of term {@code t} with respect to each of its parameters, k x k each. */
    double[][] slopes(int t, double[] theta) {
        int k = effects(t);
        int first = offsets[t];
        double[] factor = new double[k * k];
        structures[t].factor(theta, first, k, factor);
        double[][] result = new double[structures[t].parameters(k)][k * k];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j <= i; j++) {
                double[] gradient = new double[theta.length];
                structures[t].addGradient(theta, first, k, ElementDerivatives.ofElement(factor, i, j, 1), gradient);
                for (int a = 0; a < result.length; a++) {
                    result[a][i * k + j] = gradient[first + a];
                    result[a][j * k + i] = gradient[first + a];
                }
            }
        }
        return result;
    }

    /**
     * The derivatives of V = W^-1 + Z Lambda Lambda'Z' with respect to each element of theta and, last, that of phi V
     * with respect to phi.
     */
    List<VarianceDirection> directions(double[] theta, double phi) {
        List<VarianceDirection> directions = new ArrayList<>();
        double[][] known = new double[terms()][];
        for (int t = 0; t < terms(); t++) {
            for (double[] slope : slopes(t, theta)) {
                directions.add(VarianceDirection.ofTerm(t, slope, terms()));
            }
            known[t] = isKnown(t) ? VarianceDirection.outerProduct(factors(theta, phi)[t], -1) : null;
        }
        directions.add(new VarianceDirection(1, known));
        return directions;
    }

    /** The gradient with respect to theta from those with respect to the elements of each term's Lambda. */
    double[] gradient(double[] theta, double[][] factorGradients) {
        double[] gradient = new double[parameters()];
        for (int t = 0; t < structures.length; t++) {
            structures[t].addGradient(theta, offsets[t], effects(t), factorGradients[t], gradient);
        }
        return gradient;
    }

    /** The derivative with respect to phi through Lambda, of the terms whose G is known. */
    double scaleGradient(double[] theta, double phi, double[][] factorGradients) {
        double[][] factors = factors(theta, phi);
        double sum = 0;
        for (int t = 0; t < structures.length; t++) {
            for (int i = 0; isKnown(t) && i < factors[t].length; i++) {
                sum -= factorGradients[t][i] * factors[t][i] / (2 * phi);
            }
        }
        return sum;
    }
}
