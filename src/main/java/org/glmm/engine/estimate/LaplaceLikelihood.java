package org.glmm.engine.estimate;

import static org.glmm.engine.dense.DenseAlgebra.dot;

import java.util.Arrays;

import org.glmm.engine.mme.ModeEquations;

/**
 * Minus two times the Laplace approximation of the marginal log-likelihood, as a function of the fixed effects beta,
 * the covariance parameters theta and, where the distribution has one, the log of the dispersion parameter psi, with
 * exact gradient:
 *
 * <pre>
 * -2 log L = -2 sum log f(y; eta) + b'b + log det A,   A = Lambda'Z'WZ Lambda + I
 * </pre>
 *
 * at the mode b of the first two terms, with W the observed information. The restricted likelihood has beta integrated
 * out in the same way, under a flat prior: then b and beta are at their joint mode, A is the left-hand side of the
 * mixed-model equations, and p log 2 pi is subtracted.
 *
 * <p>With T = Z Lambda or (Z Lambda, X) the design of the mode, C = A^-1, s_r = t_r' C t_r, v = s dW/deta and c = C
 * T'v, implicit differentiation of the mode gives (Kristensen et al. 2016, J. Statist. Softw. 70, for the idea)
 *
 * <pre>
 * d/dbeta   = X'(r - 2 l'),   r = v - W T c,   l' = dlog f/deta
 * d/dLambda = sum over levels of (Z'r) b' + (Z'l') (c - 2 b)'  +  dlog det A / dLambda for constant W
 * d/dlog psi = -2 sum l_psi + s'W_psi + (T c)'l'_psi,  the index marking derivatives with respect to log psi
 * </pre>
 */
final class LaplaceLikelihood implements MarginalLikelihood {

    private static final int MOST_ITERATIONS = 100;
    private static final int MOST_HALVINGS = 40;
    /** Newton steps of this squared length end the search, because the next one would be of its square. */
    private static final double LAST_DECREMENT = 1e-12;
    /** The same for steps with an old factor, of which the next would not be much shorter. */
    private static final double LAST_OLD_DECREMENT = 1e-20;
    /** An old factor serves as long as the squared length of the steps shrinks at least so much. */
    private static final double CONTRACTION = 0.03;
    /** The longest squared step, by random effect, on which a factor from another point is tried. */
    private static final double NEAR = 1e-2;
    private static final double ROUNDING = 1e-13;

    private final ModeEquations equations;
    private final CovarianceModel covariance;
    private final ObservationLikelihood observations;
    private final double[] offset;
    private final int p;
    private final Evaluations evaluations;
    /** offset + X beta of the fixed effects that do not belong to the mode. */
    private final double[] fixed;
    private final double[] eta;
    /** r and T c of the gradient, one value a row. */
    private final double[] adjoint;
    private final double[] adjustment;
    private double[] mode;
    private double dispersion;
    /** Whether the equations are factored with the observed information of some point. */
    private boolean factored;

    /**
     * The likelihood, restricted if the fixed effects belong to the mode.
     *
     * @param p the number of fixed effects that do not belong to the mode
     */
    LaplaceLikelihood(ModeEquations equations, CovarianceModel covariance, ObservationLikelihood observations,
        double[] offset, int p, Evaluations evaluations) {
        this.equations = equations;
        this.covariance = covariance;
        this.observations = observations;
        this.offset = offset;
        this.p = p;
        this.evaluations = evaluations;
        this.fixed = new double[offset.length];
        this.eta = new double[offset.length];
        this.adjoint = new double[offset.length];
        this.adjustment = new double[offset.length];
        this.mode = new double[equations.size()];
    }

    @Override
    public int fixedEffects() {
        return p;
    }

    @Override
    public int parameters() {
        return p + covariance.parameters() + (observations.isDispersed() ? 1 : 0);
    }

    @Override
    public double evaluate(double[] x, double[] gradient) {
        double[] theta = Arrays.copyOfRange(x, p, p + covariance.parameters());
        dispersion = observations.isDispersed() ? Math.exp(x[x.length - 1]) : 1;
        equations.relate(covariance.factors(theta, 1));
        System.arraycopy(offset, 0, fixed, 0, fixed.length);
        equations.addFixed(Arrays.copyOf(x, p), fixed);
        if (!findMode()) {
            return Double.POSITIVE_INFINITY;
        }
        differentiate(theta, gradient);
        return evaluations.report(-2 * (observations.kernel() + observations.constant(dispersion)) + squares(mode)
            + equations.logDeterminant() - (mode.length - equations.randomEffects()) * Math.log(2 * Math.PI), gradient);
    }

    /**
     * Newton's method for the mode, with the factor of an earlier point as long as its steps shrink fast; leaves the
     * equations factored at the mode with the observed information.
     */
    private boolean findMode() {
        double objective = penalised(mode);
        if (!Double.isFinite(objective)) {
            Arrays.fill(mode, 0, equations.randomEffects(), 0);
            objective = penalised(mode);
        }
        double longest = NEAR * mode.length;
        for (int iteration = 0; iteration < MOST_ITERATIONS && Double.isFinite(objective); iteration++) {
            double[] slope = slope();
            double[] direction = factored ? solved(slope) : null;
            boolean old = factored && dot(slope, direction) <= longest;
            if (!old) {
                factored = equations.factor(observations.information());
                if (!factored && !equations.factor(observations.expectedInformation(eta, dispersion))) {
                    return false;
                }
                direction = solved(slope);
            }
            double decrement = dot(slope, direction);
            if (factored && decrement <= (old ? LAST_OLD_DECREMENT : LAST_DECREMENT)) {
                mode = moved(direction, 1);
                factored = Double.isFinite(penalised(mode)) && equations.factor(observations.information());
                return factored;
            }
            longest = CONTRACTION * decrement;
            objective = descend(direction, objective);
        }
        factored = false;
        return false;
    }

    /** Half the negative gradient of the penalised deviance at the mode. */
    private double[] slope() {
        double[] slope = equations.transposed(observations.score());
        for (int k = 0; k < equations.randomEffects(); k++) {
            slope[k] -= mode[k];
        }
        return slope;
    }

    private double[] solved(double[] slope) {
        double[] direction = slope.clone();
        equations.solve(direction);
        return direction;
    }

    private double[] moved(double[] direction, double length) {
        double[] result = mode.clone();
        for (int k = 0; k < result.length; k++) {
            result[k] += length * direction[k];
        }
        return result;
    }

    /**
     * Moves the mode along the direction, halved until the objective does not rise; infinite if it rises everywhere.
     */
    private double descend(double[] direction, double objective) {
        double length = 1;
        for (int halving = 0; halving < MOST_HALVINGS; halving++) {
            double[] trial = moved(direction, length);
            double value = penalised(trial);
            if (value <= objective + ROUNDING * (1 + Math.abs(objective))) {
                mode = trial;
                return value;
            }
            length /= 2;
        }
        return Double.POSITIVE_INFINITY;
    }

    private double penalised(double[] at) {
        System.arraycopy(fixed, 0, eta, 0, eta.length);
        equations.add(at, eta);
        return -2 * observations.evaluate(eta, dispersion) + squares(at);
    }

    /** b'b. */
    private double squares(double[] at) {
        double sum = 0;
        for (int k = 0; k < equations.randomEffects(); k++) {
            sum += at[k] * at[k];
        }
        return sum;
    }

    private void differentiate(double[] theta, double[] gradient) {
        double[] leverages = equations.leverages();
        double[] score = observations.score();
        double[] information = observations.information();
        for (int r = 0; r < adjoint.length; r++) {
            adjoint[r] = leverages[r] * observations.informationSlope()[r];
        }
        double[] c = equations.transposed(adjoint);
        equations.solve(c);
        Arrays.fill(adjustment, 0);
        equations.add(c, adjustment);
        for (int r = 0; r < adjoint.length; r++) {
            adjoint[r] -= information[r] * adjustment[r];
        }
        System.arraycopy(covariance.gradient(theta, factorGradient(score, c)), 0, gradient, p, theta.length);
        for (int r = 0; r < adjoint.length; r++) {
            adjoint[r] -= 2 * score[r];
        }
        System.arraycopy(equations.fixedTransposed(adjoint), 0, gradient, 0, p);
        if (observations.isDispersed()) {
            gradient[gradient.length - 1] = dispersionGradient(leverages);
        }
    }

    private double dispersionGradient(double[] leverages) {
        double[] score = new double[leverages.length];
        double[] information = new double[leverages.length];
        double sum = observations.differentiateDispersion(eta, dispersion, score, information);
        return -2 * sum + dot(leverages, information) + dot(adjustment, score);
    }

    private double[][] factorGradient(double[] score, double[] c) {
        double[] scaled = new double[equations.randomEffects()];
        for (int k = 0; k < scaled.length; k++) {
            scaled[k] = c[k] - 2 * mode[k];
        }
        double[][] sum = equations.logDeterminantGradient();
        double[][] first = equations.outerProducts(equations.randomTransposed(adjoint), mode);
        double[][] second = equations.outerProducts(equations.randomTransposed(score), scaled);
        for (int t = 0; t < sum.length; t++) {
            for (int i = 0; i < sum[t].length; i++) {
                sum[t][i] += first[t][i] + second[t][i];
            }
        }
        return sum;
    }

    @Override
    public void startAt(double[] scaledBeta, double[] spherical) {
        System.arraycopy(spherical, 0, mode, 0, spherical.length);
        System.arraycopy(scaledBeta, 0, mode, spherical.length, mode.length - spherical.length);
    }

    @Override
    public double[] scaledBeta(double[] x) {
        int q = equations.randomEffects();
        return mode.length > q ? Arrays.copyOfRange(mode, q, mode.length) : Arrays.copyOf(x, p);
    }

    @Override
    public double[] u() {
        return equations.factorTimes(mode);
    }

    @Override
    public double[] linearPredictor() {
        return eta.clone();
    }

    @Override
    public double[] information() {
        return observations.information();
    }
}
