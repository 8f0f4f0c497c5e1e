package org.glmm.engine.estimate;

import java.util.Arrays;

import org.glmm.engine.mme.ConditionalEquations;

/**
 * Minus two times the Laplace approximation of the marginal log-likelihood, as a function of the fixed effects beta, the
 * covariance parameters theta and, where the distribution has one, the log of the dispersion parameter psi, with exact
 * gradient:
 *
 * <pre>
 * -2 log L = -2 sum log f(y; eta) + b'b + log det A,   A = Lambda'Z'WZ Lambda + I
 * </pre>
 *
 * at the mode b of the first two terms, with W the observed information. With C = A^-1, s_r = z_r' Lambda C Lambda' z_r,
 * v = s dW/deta and c = C Lambda'Z'v, implicit differentiation of the mode gives (Kristensen et al. 2016, J. Statist. Softw.
 * 70, for the idea)
 *
 * <pre>
 * d/dbeta   = X'(r - 2 l'),   r = v - W Z Lambda c,   l' = dlog f/deta
 * d/dLambda = sum over levels of (Z'r) b' + (Z'l') (c - 2 b)'  +  dlog det A / dLambda for constant W
 * d/dlog psi = -2 sum l_psi + s'W_psi + (Z Lambda c)'l'_psi,  the index marking derivatives with respect to log psi
 * </pre>
 */
final class LaplaceLikelihood implements Objective {

    private static final int MOST_ITERATIONS = 100;
    private static final int MOST_HALVINGS = 40;
    private static final double DECREMENT = 1e-17;
    private static final double ROUNDING = 1e-13;

    private final ConditionalEquations equations;
    private final CovarianceModel covariance;
    private final ObservationLikelihood observations;
    private final double[] offset;
    private final int p;
    private final Evaluations evaluations;
    private double[] b;
    private double[] eta;
    private double dispersion;

    /** @param p the number of fixed effects */
    LaplaceLikelihood(ConditionalEquations equations, CovarianceModel covariance, ObservationLikelihood observations,
        double[] offset, int p, Evaluations evaluations) {
        this.equations = equations;
        this.covariance = covariance;
        this.observations = observations;
        this.offset = offset;
        this.p = p;
        this.evaluations = evaluations;
        this.b = new double[equations.randomEffects()];
    }

    /** The number of parameters: p fixed effects, m covariance parameters, and perhaps log psi. */
    int parameters() {
        return p + covariance.parameters() + (observations.isDispersed() ? 1 : 0);
    }

    @Override
    public double evaluate(double[] x, double[] gradient) {
        double[] theta = Arrays.copyOfRange(x, p, p + covariance.parameters());
        dispersion = observations.isDispersed() ? Math.exp(x[x.length - 1]) : 1;
        equations.relate(covariance.factors(theta, 1));
        double[] fixed = offset.clone();
        equations.addFixed(Arrays.copyOf(x, p), fixed);
        if (!findMode(fixed)) {
            return Double.POSITIVE_INFINITY;
        }
        equations.invert();
        differentiate(theta, gradient);
        return evaluations.report(-2 * (observations.kernel() + observations.constant(dispersion)) + dot(b, b)
            + equations.logDeterminant(), gradient);
    }

    /** Newton's method for b; leaves the equations factored at the mode with the observed information. */
    private boolean findMode(double[] fixed) {
        if (!Double.isFinite(penalised(fixed, b))) {
            b = new double[b.length];
        }
        double objective = penalised(fixed, b);
        for (int iteration = 0; iteration < MOST_ITERATIONS && Double.isFinite(objective); iteration++) {
            boolean observed = equations.factor(observations.information());
            if (!observed && !equations.factor(observations.expectedInformation(eta, dispersion))) {
                return false;
            }
            double[] step = equations.factorTransposed(equations.randomTransposed(observations.score()));
            for (int k = 0; k < step.length; k++) {
                step[k] -= b[k];
            }
            double[] direction = step.clone();
            equations.solve(direction);
            if (observed && dot(step, direction) <= DECREMENT) {
                return true;
            }
            objective = descend(fixed, direction, objective);
        }
        return false;
    }

    /** Moves b along the direction, halved until the objective does not rise; infinite if it rises everywhere. */
    private double descend(double[] fixed, double[] direction, double objective) {
        double length = 1;
        for (int halving = 0; halving < MOST_HALVINGS; halving++) {
            double[] trial = b.clone();
            for (int k = 0; k < trial.length; k++) {
                trial[k] += length * direction[k];
            }
            double value = penalised(fixed, trial);
            if (value <= objective + ROUNDING * (1 + Math.abs(objective))) {
                b = trial;
                return value;
            }
            length /= 2;
        }
        return Double.POSITIVE_INFINITY;
    }

    private double penalised(double[] fixed, double[] at) {
        eta = fixed.clone();
        equations.addRandom(equations.factorTimes(at), eta);
        return -2 * observations.evaluate(eta, dispersion) + dot(at, at);
    }

    private void differentiate(double[] theta, double[] gradient) {
        double[] leverages = equations.leverages();
        double[] information = observations.information();
        double[] v = new double[leverages.length];
        for (int r = 0; r < v.length; r++) {
            v[r] = leverages[r] * observations.informationSlope()[r];
        }
        double[] c = equations.factorTransposed(equations.randomTransposed(v));
        equations.solve(c);
        double[] adjustment = new double[v.length];
        equations.addRandom(equations.factorTimes(c), adjustment);
        double[] score = observations.score();
        double[] total = new double[v.length];
        for (int r = 0; r < v.length; r++) {
            v[r] -= information[r] * adjustment[r];
            total[r] = v[r] - 2 * score[r];
        }
        System.arraycopy(equations.fixedTransposed(total), 0, gradient, 0, p);
        System.arraycopy(covariance.gradient(theta, factorGradient(v, score, c)), 0, gradient, p, theta.length);
        if (observations.isDispersed()) {
            gradient[gradient.length - 1] = dispersionGradient(leverages, adjustment);
        }
    }

    /** @param adjustment Z Lambda c */
    private double dispersionGradient(double[] leverages, double[] adjustment) {
        double[] score = new double[leverages.length];
        double[] information = new double[leverages.length];
        double sum = observations.differentiateDispersion(eta, dispersion, score, information);
        return -2 * sum + dot(leverages, information) + dot(adjustment, score);
    }

    private double[][] factorGradient(double[] v, double[] score, double[] c) {
        double[] scaled = new double[b.length];
        for (int k = 0; k < scaled.length; k++) {
            scaled[k] = c[k] - 2 * b[k];
        }
        double[][] sum = equations.logDeterminantGradient();
        double[][] first = equations.outerProducts(equations.randomTransposed(v), b);
        double[][] second = equations.outerProducts(equations.randomTransposed(score), scaled);
        for (int t = 0; t < sum.length; t++) {
            for (int i = 0; i < sum[t].length; i++) {
                sum[t][i] += first[t][i] + second[t][i];
            }
        }
        return sum;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Starts the search for the mode from these spherical random effects. */
    void startAt(double[] spherical) {
        b = spherical.clone();
    }

    /** The mode of the random effects u = Lambda b at the last evaluation. */
    double[] u() {
        return equations.factorTimes(b);
    }

    /** eta of every row at the mode of the last evaluation, offset included. */
    double[] linearPredictor() {
        return eta;
    }

    /** The observed information of every row at the last evaluation. */
    double[] information() {
        return observations.information();
    }
}
