package org.glmm.engine.estimate;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

import org.glmm.engine.mme.ConditionalEquations;
import org.glmm.engine.parallel.Workers;

/**
 * Minus two times the marginal log-likelihood by adaptive Gauss-Hermite quadrature, as a function of the fixed effects,
 * the covariance parameters and, where the distribution has one, the log of the dispersion parameter, with the exact
 * gradient of the sum that approximates it: {@link QuadratureGroup}, summed over the groups. The sums are taken over
 * chunks of groups first, so that they are the same for any number of threads.
 */
final class QuadratureLikelihood implements MarginalLikelihood {

    private static final int MOST_CHUNKS = 256;
    /** Fewer evaluations of the density are not worth waking other threads. */
    private static final double SHARED_WORK = 2e4;

    private final ConditionalEquations equations;
    private final CovarianceModel covariance;
    private final ObservationLikelihood observations;
    private final double[] offset;
    private final int p;
    private final Evaluations evaluations;
    private final Workers workers;
    private final QuadratureTree tree;
    private final EffectPaths[] paths;
    private final double[] mode;
    private final double[] eta;
    private final double[] information;
    /** offset + X beta, and the derivatives of the log-likelihood with respect to it, one value a row. */
    private final double[] fixed;
    private final double[] etaAdjoint;
    private double[][] lambda;
    private QuadratureRule rule;
    private Workers team;

    /** @param p the number of fixed effects */
    QuadratureLikelihood(ConditionalEquations equations, CovarianceModel covariance, ObservationLikelihood observations,
        double[] offset, int p, QuadratureTree tree, Evaluations evaluations, Workers workers) {
        this.equations = equations;
        this.covariance = covariance;
        this.observations = observations;
        this.offset = offset;
        this.p = p;
        this.evaluations = evaluations;
        this.workers = workers;
        this.tree = tree;
        this.paths = new EffectPaths[tree.groups()];
        for (int group = 0; group < paths.length; group++) {
            paths[group] = EffectPaths.of(tree, group);
        }
        this.mode = new double[equations.randomEffects()];
        this.eta = new double[offset.length];
        this.information = new double[offset.length];
        this.fixed = new double[offset.length];
        this.etaAdjoint = new double[offset.length];
        take(1);
    }

    /** Takes so many points in each dimension; with one it is the Laplace approximation. */
    void take(int points) {
        rule = QuadratureRule.of(points);
        team = tree.evaluations(points) < SHARED_WORK ? workers.alone() : workers;
    }

    @Override
    public int fixedEffects() {
        return p;
    }

    @Override
    public int parameters() {
        return p + covariance.parameters() + (observations.isDispersed() ? 1 : 0);
    }

    /** What the groups of a chunk add up to, and the derivatives with respect to eta, one a row of the data. */
    private static final class Sums {

        private final double[][] factorGradient;
        private double logLikelihood;
        private double dispersionDerivative;

        Sums(CovarianceModel covariance) {
            this.factorGradient = new double[covariance.terms()][];
            for (int t = 0; t < factorGradient.length; t++) {
                factorGradient[t] = new double[covariance.effects(t) * covariance.effects(t)];
            }
        }

        void add(Sums other) {
            logLikelihood += other.logLikelihood;
            dispersionDerivative += other.dispersionDerivative;
            for (int t = 0; t < factorGradient.length; t++) {
                for (int i = 0; i < factorGradient[t].length; i++) {
                    factorGradient[t][i] += other.factorGradient[t][i];
                }
            }
        }
    }

    @Override
    public double evaluate(double[] x, double[] gradient) {
        double[] theta = theta(x);
        double dispersion = dispersion(x);
        relate(x);
        Sums total = sum(dispersion);
        if (!Double.isFinite(total.logLikelihood)) {
            return Double.POSITIVE_INFINITY;
        }
        System.arraycopy(equations.fixedTransposed(etaAdjoint), 0, gradient, 0, p);
        System.arraycopy(covariance.gradient(theta, total.factorGradient), 0, gradient, p, theta.length);
        if (observations.isDispersed()) {
            gradient[gradient.length - 1] = total.dispersionDerivative;
        }
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] *= -2;
        }
        return evaluations.report(-2 * (total.logLikelihood + observations.constant(dispersion)), gradient);
    }

    private double[] theta(double[] x) {
        return Arrays.copyOfRange(x, p, p + covariance.parameters());
    }

    private double dispersion(double[] x) {
        return observations.isDispersed() ? Math.exp(x[x.length - 1]) : 1;
    }

    /** Takes Lambda and beta. */
    private void relate(double[] x) {
        lambda = covariance.factors(theta(x), 1);
        equations.relate(lambda);
        System.arraycopy(offset, 0, fixed, 0, fixed.length);
        equations.addFixed(Arrays.copyOf(x, p), fixed);
        Arrays.fill(etaAdjoint, 0);
    }

    private Sums sum(double dispersion) {
        int chunks = Math.min(MOST_CHUNKS, paths.length);
        Sums[] sums = new Sums[chunks];
        AtomicInteger next = new AtomicInteger();
        team.run(member -> {
            RowLikelihood density = observations.rows(dispersion);
            for (int chunk = next.getAndIncrement(); chunk < chunks; chunk = next.getAndIncrement()) {
                sums[chunk] = new Sums(covariance);
                int end = (int) ((chunk + 1L) * paths.length / chunks);
                for (int group = (int) ((long) chunk * paths.length / chunks); group < end; group++) {
                    workers.checkpoint();
                    integrate(group, density, sums[chunk]);
                }
            }
        });
        Sums total = new Sums(covariance);
        for (Sums part : sums) {
            total.add(part);
        }
        addLooseRows(dispersion, total);
        return total;
    }

    private void integrate(int group, RowLikelihood density, Sums sums) {
        EffectPaths effects = paths[group];
        GroupRows rows = new GroupRows(tree, group, effects, lambda, fixed);
        double[] start = new double[effects.effects()];
        for (int v = 0; v < start.length; v++) {
            start[v] = mode[effects.effect()[v]];
        }
        QuadratureGroup integral = new QuadratureGroup(effects, rows, rule, density, observations.isDispersed(), start);
        double value = integral.integrate();
        sums.logLikelihood += value;
        if (!Double.isFinite(value)) {
            return;
        }
        sums.dispersionDerivative += integral.differentiate();
        rows.addFactorGradient(sums.factorGradient);
        for (int v = 0; v < effects.effects(); v++) {
            mode[effects.effect()[v]] = integral.mode()[v];
        }
        for (int r = 0; r < rows.count(); r++) {
            eta[rows.row(r)] = rows.eta[r];
            information[rows.row(r)] = rows.information[r];
            etaAdjoint[rows.row(r)] = rows.etaAdjoint[r];
        }
    }

    private void addLooseRows(double dispersion, Sums total) {
        RowLikelihood density = observations.rows(dispersion);
        for (int row : tree.looseRows()) {
            addLooseRow(row, density, total);
        }
    }

    private void addLooseRow(int row, RowLikelihood density, Sums sums) {
        double[] values = new double[4];
        density.differentiate(row, fixed[row], values);
        sums.logLikelihood += values[0];
        eta[row] = fixed[row];
        information[row] = -values[2];
        etaAdjoint[row] = values[1];
        if (observations.isDispersed()) {
            double[] dispersionValues = new double[3];
            density.differentiateDispersion(row, fixed[row], dispersionValues);
            sums.dispersionDerivative += dispersionValues[0];
        }
    }

    /**
     * The gradient of log L of each subject, where the likelihood is finite.
     *
     * @param x the parameters
     * @param subject the subject 0 .. m - 1 of each row, outside of which no random effect reaches
     * @return for each subject one derivative a parameter
     */
    double[][] scores(double[] x, int[] subject) {
        double[] theta = theta(x);
        relate(x);
        double[][] scores = new double[Arrays.stream(subject).max().orElse(-1) + 1][x.length];
        RowLikelihood density = observations.rows(dispersion(x));
        for (int group = 0; group < paths.length; group++) {
            workers.checkpoint();
            Sums sums = new Sums(covariance);
            integrate(group, density, sums);
            tree.someRow(group).ifPresent(row -> addSlopes(sums, theta, scores[subject[row]]));
        }
        for (int row : tree.looseRows()) {
            Sums sums = new Sums(covariance);
            addLooseRow(row, density, sums);
            addSlopes(sums, theta, scores[subject[row]]);
        }
        addFixedSlopes(subject, scores);
        return scores;
    }

    private void addSlopes(Sums sums, double[] theta, double[] score) {
        double[] slopes = covariance.gradient(theta, sums.factorGradient);
        for (int i = 0; i < slopes.length; i++) {
            score[p + i] += slopes[i];
        }
        if (observations.isDispersed()) {
            score[score.length - 1] += sums.dispersionDerivative;
        }
    }

    private void addFixedSlopes(int[] subject, double[][] scores) {
        for (int j = 0; j < p; j++) {
            double[] unit = new double[p];
            unit[j] = 1;
            double[] column = new double[etaAdjoint.length];
            equations.addFixed(unit, column);
            for (int r = 0; r < column.length; r++) {
                scores[subject[r]][j] += column[r] * etaAdjoint[r];
            }
        }
    }

    @Override
    public void startAt(double[] scaledBeta, double[] spherical) {
        System.arraycopy(spherical, 0, mode, 0, mode.length);
    }

    @Override
    public double[] scaledBeta(double[] x) {
        return Arrays.copyOf(x, p);
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
        return information.clone();
    }
}
