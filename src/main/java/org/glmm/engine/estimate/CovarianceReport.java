package org.glmm.engine.estimate;

import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

import org.glmm.engine.covariance.CovarianceStructure.Element;
import org.glmm.engine.covariance.CovarianceStructure.Extent;
import org.glmm.engine.covariance.CovarianceStructure.Quantity;
import org.glmm.engine.covariance.CovarianceStructures;
import org.glmm.engine.design.RandomDesign;
import org.glmm.engine.estimate.FlatDirection.Change;
import org.glmm.engine.family.Dispersion;
import org.glmm.engine.model.CovarianceParameter;
import org.glmm.engine.model.CovarianceParameter.Kind;
import org.glmm.engine.model.CovarianceParameter.State;
import org.glmm.engine.model.ModelSpec;

/**
 * The covariance parameters on the scale on which they are reported, variances and covariances or correlations in G,
 * with standard errors by the delta method, and what is to be said about those on the boundary.
 */
final class CovarianceReport {

    private final CovarianceModel covariance;
    private final List<EffectCoordinates> coordinates;
    private final double[] theta;
    private final double scale;
    private final double dispersion;
    private final Dispersion kind;
    private final String limit;
    private final boolean relative;
    private final boolean dispersionEstimated;
    private final double[][] lambda;
    private final double[][] factors;
    private final List<String> boundaries = new ArrayList<>();

    /** @param coordinates of the effects of each term, in which the covariance parameters were estimated */
    CovarianceReport(CovarianceModel covariance, List<EffectCoordinates> coordinates, EstimatedPoint point,
        ModelSpec spec) {
        this.covariance = covariance;
        this.coordinates = coordinates;
        this.theta = point.theta();
        this.scale = point.scale();
        this.kind = spec.distribution().dispersion();
        this.dispersion = point.dispersion(kind);
        this.limit = spec.distribution().limit(point.shape());
        this.relative = !spec.method().marginalLikelihood();
        this.dispersionEstimated = spec.estimateScale() || kind == Dispersion.SHAPE;
        this.lambda = covariance.factors(theta, relative ? scale : 1);
        this.factors = new double[lambda.length][];
        for (int t = 0; t < lambda.length; t++) {
            factors[t] = coordinates.get(t).times(lambda[t]);
        }
    }

    /**
     * F of each term, k x k, row-major, such that u = F b has the covariance matrix F F', times phi where that is
     * relative.
     */
    double[][] relativeFactors() {
        return factors;
    }

    /** G of one level of term {@code t}, k x k, row-major. */
    double[] matrix(int t) {
        return matrix(factors[t], covariance.effects(t));
    }

    private double[] matrix(double[] factor, int k) {
        double[] g = new double[k * k];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                for (int c = 0; c < k; c++) {
                    g[i * k + j] += multiplier() * factor[i * k + c] * factor[j * k + c];
                }
            }
        }
        return g;
    }

    private double multiplier() {
        return relative ? scale : 1;
    }

    /** Which of theta and psi, in this order, are estimated by likelihood in the interior of their range. */
    boolean[] free() {
        int m = covariance.parameters();
        boolean[] free = new boolean[m + 1];
        for (int i = 0; i < m; i++) {
            free[i] = covariance.isInterior(i, theta);
        }
        free[m] = dispersionEstimated && limit.isEmpty() && !(relative && kind == Dispersion.SHAPE);
        return free;
    }

    /** Whether the residual scale was estimated. */
    boolean isScaleFree() {
        return kind != Dispersion.SHAPE && dispersionEstimated;
    }

    /**
     * The covariance parameters, the dispersion parameter or the residual scale last.
     *
     * @param information the asymptotic covariance matrix of (theta, psi), if there is one; what it does not determine
     *            has no standard error
     */
    List<CovarianceParameter> parameters(Optional<AsymptoticCovariance> information) {
        List<CovarianceParameter> parameters = new ArrayList<>();
        for (int t = 0; t < covariance.terms(); t++) {
            double[] g = matrix(t);
            int before = boundaries.size();
            for (Element element : covariance.structure(t).reported(covariance.effects(t))) {
                parameters.add(parameter(t, element, g, information));
            }
            if (boundaries.size() == before && covariance.isSingular(t, theta)) {
                boundaries.add("the covariance matrix of the effects for " + covariance.term(t).group()
                    + " is singular: a combination of them has a variance of zero");
            }
        }
        parameters.add(dispersion(information));
        return parameters;
    }

    private CovarianceParameter dispersion(Optional<AsymptoticCovariance> information) {
        if (!limit.isEmpty()) {
            boundaries.add("the dispersion parameter is estimated at the end of its range, so " + limit);
        }
        int m = covariance.parameters();
        double[] unit = new double[m + 1];
        unit[m] = 1;
        double error = free()[m] && information.isPresent() ? information.get().standardError(unit) : Double.NaN;
        return new CovarianceParameter(CovarianceParameter.RESIDUAL,
            kind == Dispersion.SHAPE ? Kind.DISPERSION : Kind.VARIANCE, "", "", dispersion, error,
            kind == Dispersion.SHAPE ? dispersion : Math.sqrt(dispersion),
            !dispersionEstimated ? State.FIXED : limit.isEmpty() ? State.ESTIMATED : State.BOUNDARY);
    }

    private CovarianceParameter parameter(int t, Element element, double[] g,
        Optional<AsymptoticCovariance> information) {
        RandomDesign term = covariance.term(t);
        int k = term.effects();
        double value = element.quantity() == Quantity.CORRELATION ? correlation(g, element, k)
            : g[element.row() * k + element.column()];
        double standardised = element.quantity() == Quantity.VARIANCE ? Math.sqrt(value) : correlation(g, element, k);
        String effect = name(element, element.row(), term);
        String other = otherName(element, term);
        State state = covariance.isKnown(t) ? State.FIXED
            : isOnBoundary(t, element, g, effect, other) ? State.BOUNDARY : State.ESTIMATED;
        double error = state == State.ESTIMATED && information.isPresent()
            ? information.get().standardError(jacobian(t, element, g)) : Double.NaN;
        return new CovarianceParameter(term.group(), Kind.valueOf(element.quantity().name()), effect, other, value,
            error, standardised, state);
    }

    private static String name(Element element, int effect, RandomDesign term) {
        return element.extent() == Extent.SINGLE ? term.effectNames().get(effect) : term.term().effectsName();
    }

    private static String otherName(Element element, RandomDesign term) {
        if (element.quantity() == Quantity.VARIANCE) {
            return "";
        }
        return element.extent() == Extent.LAG ? "lag " + (element.row() - element.column())
            : name(element, element.column(), term);
    }

    /** Whether the element is at the end of its range; keeps what is to be said about it. */
    private boolean isOnBoundary(int t, Element element, double[] g, String effect, String other) {
        RandomDesign term = covariance.term(t);
        boolean zero = isZero(t, element.row(), g) || isZero(t, element.column(), g);
        if (zero && element.quantity() == Quantity.VARIANCE) {
            boundaries.add("the variance of " + effect + " for " + term.group() + " is estimated as zero");
        }
        if (zero || element.quantity() == Quantity.VARIANCE) {
            return zero;
        }
        boolean extreme = isPerfect(t, element)
            || element.quantity() == Quantity.CORRELATION && !covariance.hasInteriorAngles(t, theta);
        if (extreme) {
            boundaries.add("the correlation of " + effect + " and " + other + " for " + term.group()
                + " is estimated as "
                + NumberFormat.getInstance(Locale.ROOT).format(correlation(g, element, term.effects()))
                + ", at the end of its range");
        }
        return extreme;
    }

    /**
     * Whether one effect is a multiple of the other, seen where they are hardly correlated on account of their origins.
     */
    private boolean isPerfect(int t, Element element) {
        int k = covariance.effects(t);
        if (coordinates.get(t).isTransformed() && !covariance.isSingular(t, theta)) {
            return false;
        }
        double[] apart = matrix(coordinates.get(t).apart(element.column(), element.row()).times(lambda[t]), k);
        double correlation = correlation(apart, element, k);
        return isZero(t, element.row(), apart) || isZero(t, element.column(), apart)
            || 1 - correlation * correlation <= CovarianceStructures.NEGLIGIBLE;
    }

    private boolean isZero(int t, int effect, double[] g) {
        double size = covariance.typicalDeviation(t, effect);
        return g[effect * covariance.effects(t) + effect] <= CovarianceStructures.NEGLIGIBLE * size * size
            * multiplier();
    }

    private static double correlation(double[] g, Element element, int k) {
        int i = element.row();
        int j = element.column();
        double product = g[i * k + i] * g[j * k + j];
        return product > 0 ? Math.max(-1, Math.min(1, g[i * k + j] / Math.sqrt(product))) : Double.NaN;
    }

    /** What is on the boundary, in words; known after {@link #parameters}. */
    List<String> boundaries() {
        return boundaries;
    }

    /**
     * How the reported covariance parameters and the dispersion parameter change along a direction.
     *
     * @param direction from {@code first} theta and phi, or without phi the logarithm of the dispersion parameter
     */
    List<Change> changes(double[] direction, int first) {
        int m = covariance.parameters();
        List<Change> changes = new ArrayList<>();
        for (int t = 0; t < covariance.terms(); t++) {
            double[] g = matrix(t);
            for (Element element : covariance.structure(t).reported(covariance.effects(t))) {
                double[] jacobian = covariance.isKnown(t) ? new double[m + 1] : jacobian(t, element, g);
                double change = IntStream.rangeClosed(0, m).mapToDouble(i -> jacobian[i] * direction[first + i]).sum();
                changes.add(new Change(title(t, element), change, change / size(t, element)));
            }
        }
        double change = relative ? direction[first + m] : dispersion * direction[first + m];
        changes.add(new Change(kind == Dispersion.SHAPE ? "dispersion parameter" : "residual scale", change,
            change / dispersion));
        return changes;
    }

    private String title(int t, Element element) {
        RandomDesign term = covariance.term(t);
        String other = otherName(element, term);
        return element.quantity().name().toLowerCase(Locale.ROOT) + " of " + name(element, element.row(), term)
            + (other.isEmpty() ? "" : " and " + other) + " in " + term.term();
    }

    private double size(int t, Element element) {
        if (element.quantity() == Quantity.CORRELATION) {
            return 1;
        }
        int k = covariance.effects(t);
        double[] typical = new double[k * k];
        for (int i = 0; i < k; i++) {
            typical[i * k + i] = covariance.typicalDeviation(t, i);
        }
        double[] sizes = matrix(coordinates.get(t).times(typical), k);
        return Math.sqrt(sizes[element.row() * (k + 1)] * sizes[element.column() * (k + 1)]);
    }

    /** The derivatives of the reported value with respect to theta and phi. */
    private double[] jacobian(int t, Element element, double[] g) {
        int k = covariance.effects(t);
        int m = covariance.parameters();
        double[] jacobian = new double[m + 1];
        covariance.structure(t).addGradient(theta, covariance.offset(t), k,
            coordinates.get(t).transposedTimes(derivatives(t, element, g)), jacobian);
        jacobian[m] = relative && element.quantity() != Quantity.CORRELATION
            ? g[element.row() * k + element.column()] / scale : 0;
        return jacobian;
    }

    /** The derivatives of the reported value with respect to the elements of the factor of G. */
    private double[] derivatives(int t, Element element, double[] g) {
        int k = covariance.effects(t);
        int i = element.row();
        int j = element.column();
        return element.quantity() != Quantity.CORRELATION
            ? ElementDerivatives.ofElement(factors[t], i, j, multiplier())
            : ElementDerivatives.ofCorrelation(factors[t], i, j, multiplier(), correlation(g, element, k),
                g[i * k + i], g[j * k + j]);
    }
}
