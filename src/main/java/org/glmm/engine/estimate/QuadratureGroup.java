package org.glmm.engine.estimate;

import java.util.Arrays;

/**
 * The integral over the random effects of one group, with its derivatives. With h(b) = -2 sum log f + b'b, the mode b
 * of h and A = LL' half its Hessian there, factored in the order of the {@link QuadratureTree},
 *
 * <pre>
 * log L = log integral of exp(-h / 2) / (2 pi)^(q/2) = log sum over z of prod w(z) exp(-h(b + x) / 2) - log det L,   L'x = z
 * </pre>
 *
 * (Pinheiro and Chao 2006, J. Comput. Graph. Statist. 15). An element of x depends on the points of its own position
 * and those above it only, so that the sum is nested along the tree. Derivatives go the same way back: through the sums
 * to x, b and L, through the factorisation to A, and through the mode by implicit differentiation. They are those of
 * the sum as it is computed, the movement of its points included.
 */
final class QuadratureGroup {

    private static final int MOST_ITERATIONS = 200;
    private static final int MOST_HALVINGS = 40;
    private static final double LAST_DECREMENT = 1e-12;
    private static final double ROUNDING = 1e-13;

    private final QuadratureRule rule;
    private final RowLikelihood density;
    private final boolean dispersed;
    private final EffectPaths paths;
    private final PathFactor factor;
    private final GroupRows rows;
    private final int count;
    private final double[] mode;
    private final double[] modeAdjoint;
    private final double[] shift;
    private final double[] shiftAdjoint;
    private final double[][] logTerms;
    private final double[][] scores;
    private final double[][] dispersionScores;
    private final double[] values = new double[4];
    private final double[] dispersionValues = new double[3];
    private double dispersionDerivative;

    /** @param dispersed whether the derivative with respect to the dispersion parameter is wanted */
    QuadratureGroup(EffectPaths paths, GroupRows rows, QuadratureRule rule, RowLikelihood density, boolean dispersed,
        double[] start) {
        this.rule = rule;
        this.density = density;
        this.dispersed = dispersed;
        this.paths = paths;
        this.factor = new PathFactor(paths.path(), paths.position());
        this.rows = rows;
        this.count = paths.effects();
        this.mode = start;
        this.modeAdjoint = new double[count];
        this.shift = new double[paths.depth()];
        this.shiftAdjoint = new double[paths.depth()];
        this.logTerms = new double[count][];
        this.scores = new double[rows.count()][];
        this.dispersionScores = new double[rows.count()][];
    }

    /** Finds the mode and integrates; log L, minus infinity if there is no mode. */
    double integrate() {
        if (!findMode()) {
            return Double.NEGATIVE_INFINITY;
        }
        for (int v = 0; v < count; v++) {
            int combinations = (int) Math.pow(rule.count(), paths.position()[v] + 1);
            logTerms[v] = new double[combinations];
            for (int r : paths.rows(v)) {
                scores[r] = new double[combinations];
                dispersionScores[r] = dispersed ? new double[combinations] : null;
            }
        }
        return sum(count - 1, 0) - factor.logDeterminant();
    }

    private boolean findMode() {
        double objective = penalised(mode);
        if (!Double.isFinite(objective)) {
            Arrays.fill(mode, 0);
            objective = penalised(mode);
        }
        for (int iteration = 0; iteration < MOST_ITERATIONS && Double.isFinite(objective); iteration++) {
            boolean observed = factor(false) || !factor(true);
            double[] slope = rows.transposed(rows.score);
            for (int v = 0; v < count; v++) {
                slope[v] -= mode[v];
            }
            double[] step = slope.clone();
            factor.solve(step);
            double decrement = 0;
            for (int v = 0; v < count; v++) {
                decrement += slope[v] * step[v];
            }
            if (observed && decrement <= LAST_DECREMENT) {
                move(mode, step, 1);
                return Double.isFinite(penalised(mode)) && factor(false);
            }
            objective = descend(step, objective);
        }
        return false;
    }

    /** Factors A with the observed information, or with what is positive of it. */
    private boolean factor(boolean positive) {
        factor.clear();
        for (int r = 0; r < rows.count(); r++) {
            rows.addSquare(r, positive ? Math.max(0, rows.information[r]) : rows.information[r], factor);
        }
        return factor.factor();
    }

    private double descend(double[] step, double objective) {
        double length = 1;
        double[] trial = new double[count];
        for (int halving = 0; halving < MOST_HALVINGS; halving++, length /= 2) {
            System.arraycopy(mode, 0, trial, 0, count);
            move(trial, step, length);
            double value = penalised(trial);
            if (value <= objective + ROUNDING * (1 + Math.abs(objective))) {
                System.arraycopy(trial, 0, mode, 0, count);
                return value;
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    private static void move(double[] from, double[] step, double length) {
        for (int v = 0; v < from.length; v++) {
            from[v] += length * step[v];
        }
    }

    /** h(b), with eta and its derivatives of every row. */
    private double penalised(double[] b) {
        double sum = 0;
        for (int r = 0; r < rows.count(); r++) {
            double eta = rows.linearPredictor(r, b);
            density.differentiate(rows.row(r), eta, values);
            sum -= 2 * values[0];
            rows.set(r, eta, values);
        }
        for (double element : b) {
            sum += element * element;
        }
        return Double.isNaN(sum) ? Double.POSITIVE_INFINITY : sum;
    }

    /**
     * The log of the sum over the points of effect v and all effects below it, for one combination of the points above.
     */
    private double sum(int v, int combination) {
        int p = paths.position()[v];
        double[] l = factor.elements(v);
        double offset = offset(p, l);
        int first = combination * rule.count();
        for (int k = 0; k < rule.count(); k++) {
            shift[p] = (rule.points()[k] - offset) / l[p];
            double b = mode[v] + shift[p];
            double term = rule.logWeights()[k] - b * b / 2;
            for (int r : paths.rows(v)) {
                term += logDensity(r, first + k);
            }
            for (int child : paths.children(v)) {
                term += sum(child, first + k);
            }
            logTerms[v][first + k] = Double.isNaN(term) ? Double.NEGATIVE_INFINITY : term;
        }
        return logSum(logTerms[v], first, rule.count());
    }

    private double offset(int p, double[] l) {
        double offset = 0;
        for (int j = 0; j < p; j++) {
            offset += l[j] * shift[j];
        }
        return offset;
    }

    private double logDensity(int r, int combination) {
        double eta = rows.shifted(r, shift);
        density.differentiate(rows.row(r), eta, values);
        if (!Double.isFinite(values[0])) {
            return Double.NEGATIVE_INFINITY;
        }
        scores[r][combination] = values[1];
        if (dispersed) {
            density.differentiateDispersion(rows.row(r), eta, dispersionValues);
            dispersionScores[r][combination] = dispersionValues[0];
        }
        return values[0];
    }

    private static double logSum(double[] terms, int first, int count) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = first; i < first + count; i++) {
            largest = Math.max(largest, terms[i]);
        }
        if (largest == Double.NEGATIVE_INFINITY) {
            return largest;
        }
        double sum = 0;
        for (int i = first; i < first + count; i++) {
            sum += Math.exp(terms[i] - largest);
        }
        return largest + Math.log(sum);
    }

    /**
     * Computes the derivatives of log L after {@link #integrate}: those with respect to eta and to the loads of every
     * row into the group's rows.
     *
     * @return the derivative with respect to log psi
     */
    double differentiate() {
        back(count - 1, 0, 1);
        for (int v = 0; v < count; v++) {
            int p = paths.position()[v];
            factor.adjoint(v)[p] -= 1 / factor.elements(v)[p];
        }
        factor.reverse();
        double[] curvature = new double[rows.count()];
        for (int r = 0; r < rows.count(); r++) {
            curvature[r] = rows.square(r, factor);
            rows.addLoad(r, curvature[r] * rows.slope[r], modeAdjoint);
        }
        factor.solve(modeAdjoint);
        for (int r = 0; r < rows.count(); r++) {
            double t = rows.project(r, modeAdjoint);
            double atMode = curvature[r] * rows.slope[r] - rows.information[r] * t;
            rows.addAtMode(r, atMode, mode, modeAdjoint, factor);
            if (dispersed) {
                density.differentiateDispersion(rows.row(r), rows.eta[r], dispersionValues);
                dispersionDerivative += t * dispersionValues[1] - curvature[r] * dispersionValues[2];
            }
        }
        return dispersionDerivative;
    }

    /** The way back through {@link #sum}; {@code weight} is the share of the combination in the integral. */
    private void back(int v, int combination, double weight) {
        int p = paths.position()[v];
        double[] l = factor.elements(v);
        double[] bar = factor.adjoint(v);
        double offset = offset(p, l);
        int first = combination * rule.count();
        double total = logSum(logTerms[v], first, rule.count());
        for (int k = 0; k < rule.count(); k++) {
            double share = weight * Math.exp(logTerms[v][first + k] - total);
            if (!(share > 0)) {
                continue;
            }
            shift[p] = (rule.points()[k] - offset) / l[p];
            double b = mode[v] + shift[p];
            shiftAdjoint[p] = -share * b;
            modeAdjoint[v] -= share * b;
            for (int r : paths.rows(v)) {
                rows.addBack(r, share * scores[r][first + k], mode, shift, modeAdjoint, shiftAdjoint);
                dispersionDerivative += dispersed ? share * dispersionScores[r][first + k] : 0;
            }
            for (int child : paths.children(v)) {
                back(child, first + k, share);
            }
            double through = shiftAdjoint[p] / l[p];
            bar[p] -= through * shift[p];
            for (int j = 0; j < p; j++) {
                bar[j] -= through * shift[j];
                shiftAdjoint[j] -= through * l[j];
            }
        }
    }

    /** The mode of the spherical random effects. */
    double[] mode() {
        return mode;
    }
}
