package org.glmm.engine.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.glmm.engine.Glmm;
import org.glmm.engine.design.Design;
import org.glmm.engine.design.RandomDesign;
import org.glmm.engine.family.Distribution;
import org.glmm.engine.family.Link;
import org.glmm.engine.frame.Frame;
import org.glmm.engine.frame.TestFrames;
import org.glmm.engine.model.FitMonitor;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec;
import org.glmm.engine.model.RandomEffects;

/**
 * Our fit of a reference case, with what peers report and we do not: linear predictors of the rows and variances of the
 * random effects given the fixed effects, both by plain arithmetic from the estimates.
 */
record ReferenceFit(FittedModel model, Design design, Observations observations) {

    private static final Map<List<Object>, ReferenceFit> FITTED = new ConcurrentHashMap<>();

    /** Fits each case once per method. */
    static ReferenceFit of(ReferenceCase model, Method method, boolean estimateScale) {
        return FITTED.computeIfAbsent(List.of(model.name(), method, estimateScale),
            key -> fit(model, model.spec(method, estimateScale)));
    }

    private static ReferenceFit fit(ReferenceCase model, ModelSpec spec) {
        Frame frame = TestFrames.read(model.data(), spec.columns());
        Design design = Design.of(spec.formula(), frame, spec.categorical(), spec.codings());
        return new ReferenceFit(Glmm.fit(frame, spec, FitMonitor.SILENT), design,
            Observations.of(design.response(), frame, spec));
    }

    static void forget() {
        FITTED.clear();
    }

    /** x' beta + offset. */
    double population(int row) {
        double[] beta = model.fixedEffects().estimates();
        double eta = design.offset() == null ? 0 : design.offset()[row];
        for (int j = 0; j < beta.length; j++) {
            eta += x(row, j) * beta[j];
        }
        return eta;
    }

    /** x' beta + offset + z' u. */
    double conditional(int row) {
        double eta = population(row);
        for (int t = 0; t < design.random().size(); t++) {
            RandomDesign term = design.random().get(t);
            for (int e = 0; e < term.effects() && term.level()[row] >= 0; e++) {
                eta += z(term, row, e) * model.randomEffects().get(t).value(term.level()[row], e);
            }
        }
        return eta;
    }

    /** The standard error of x' beta. */
    double populationError(int row) {
        double[] covariance = model.fixedEffects().covariance();
        int p = design.fixed().size();
        double sum = 0;
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < p; j++) {
                sum += x(row, i) * covariance[i * p + j] * x(row, j);
            }
        }
        return Math.sqrt(sum);
    }

    /** The standard error of x' beta + z' u for new levels of all groupings, sqrt(x' Var(beta) x + z' G z). */
    double newLevelError(int row) {
        double sum = Math.pow(populationError(row), 2);
        for (int t = 0; t < design.random().size(); t++) {
            RandomDesign term = design.random().get(t);
            double[] g = model.randomEffects().get(t).covariance();
            for (int i = 0; i < term.effects(); i++) {
                for (int j = 0; j < term.effects(); j++) {
                    sum += z(term, row, i) * g[i * term.effects() + j] * z(term, row, j);
                }
            }
        }
        return Math.sqrt(sum);
    }

    private double x(int row, int column) {
        return design.fixed().values()[row * design.fixed().size() + column];
    }

    private static double z(RandomDesign term, int row, int effect) {
        return term.z() == null ? 1 : term.z()[row * term.effects() + effect];
    }

    /** W = (dmu/deta)^2 w / (phi v(mu, psi)), at the modes or, for a marginal expansion, at random effects of zero. */
    private double[] weights() {
        Distribution distribution = model.spec().distribution();
        Link link = model.spec().link();
        double[] weights = new double[design.rows()];
        for (int r = 0; r < weights.length; r++) {
            double eta = model.spec().method().marginal() ? population(r) : conditional(r);
            double variance = distribution.variance(link.inverse(eta), model.statistics().shape(),
                observations.size()[r]);
            weights[r] = observations.weights()[r] * Math.pow(link.derivative(eta), 2)
                / (model.statistics().scale() * variance);
        }
        return weights;
    }

    /**
     * Per term the variances of its effects given the fixed effects, L x k: the prediction error variances without the
     * share of the fixed effects, diag(K (X'WX - X'WZ K)^-1 K') with K = Lambda (Lambda'Z'WZ Lambda + I)^-1
     * Lambda'Z'WX, each column of K by conjugate gradients.
     */
    List<double[]> conditionalVariances() {
        double[] w = weights();
        int p = design.fixed().size();
        double[][] k = new double[p][];
        var s = new DMatrixRMaj(p, p);
        for (int j = 0; j < p; j++) {
            k[j] = new RandomSystem(w).solve(j);
            double[] zk = new RandomSystem(w).timesZ(k[j]);
            for (int i = 0; i < p; i++) {
                for (int r = 0; r < w.length; r++) {
                    s.add(i, j, x(r, i) * w[r] * (x(r, j) - zk[r]));
                }
            }
        }
        CommonOps_DDRM.invert(s);
        List<double[]> variances = new ArrayList<>();
        int first = 0;
        for (RandomEffects effects : model.randomEffects()) {
            double[] given = effects.predictionErrorVariance().clone();
            for (int u = 0; u < given.length; u++) {
                for (int i = 0; i < p; i++) {
                    for (int j = 0; j < p; j++) {
                        given[u] -= k[i][first + u] * s.get(i, j) * k[j][first + u];
                    }
                }
            }
            first += given.length;
            variances.add(given);
        }
        return variances;
    }

    /** The products of the random effects' equations with a vector. */
    private final class RandomSystem {

        private final double[] w;
        private final List<double[]> factors;
        private final int size;

        RandomSystem(double[] w) {
            this.w = w;
            this.factors = model.randomEffects().stream()
                .map(effects -> factor(effects.covariance(), effects.effects().size())).toList();
            this.size = model.randomEffects().stream().mapToInt(effects -> effects.values().length).sum();
        }

        /** A lower triangular root of a matrix that may be singular. */
        private static double[] factor(double[] g, int k) {
            double[] root = new double[k * k];
            for (int j = 0; j < k; j++) {
                for (int i = j; i < k; i++) {
                    double sum = g[i * k + j];
                    for (int c = 0; c < j; c++) {
                        sum -= root[i * k + c] * root[j * k + c];
                    }
                    boolean zero = root[j * k + j] == 0 && (i > j || sum <= 1e-14 * g[j * k + j]);
                    root[i * k + j] = zero ? 0 : i == j ? Math.sqrt(sum) : sum / root[j * k + j];
                }
            }
            return root;
        }

        double[] timesZ(double[] u) {
            double[] rows = new double[w.length];
            int first = 0;
            for (RandomDesign term : design.random()) {
                int k = term.effects();
                for (int r = 0; r < rows.length; r++) {
                    for (int e = 0; e < k && term.level()[r] >= 0; e++) {
                        rows[r] += z(term, r, e) * u[first + term.level()[r] * k + e];
                    }
                }
                first += term.levels() * k;
            }
            return rows;
        }

        private double[] timesTransposedZ(double[] rows) {
            double[] u = new double[size];
            int first = 0;
            for (RandomDesign term : design.random()) {
                int k = term.effects();
                for (int r = 0; r < rows.length; r++) {
                    for (int e = 0; e < k && term.level()[r] >= 0; e++) {
                        u[first + term.level()[r] * k + e] += z(term, r, e) * rows[r];
                    }
                }
                first += term.levels() * k;
            }
            return u;
        }

        /** Lambda b or Lambda' u. */
        private double[] timesLambda(double[] v, boolean transposed) {
            double[] product = new double[size];
            int first = 0;
            for (int t = 0; t < factors.size(); t++) {
                RandomDesign term = design.random().get(t);
                int k = term.effects();
                for (int block = first; block < first + term.levels() * k; block += k) {
                    for (int i = 0; i < k; i++) {
                        for (int j = 0; j < k; j++) {
                            product[block + i] += factors.get(t)[transposed ? j * k + i : i * k + j] * v[block + j];
                        }
                    }
                }
                first += term.levels() * k;
            }
            return product;
        }

        private double[] weighted(double[] rows) {
            double[] product = rows.clone();
            Arrays.setAll(product, r -> w[r] * rows[r]);
            return product;
        }

        private double[] times(double[] b) {
            double[] product = timesLambda(timesTransposedZ(weighted(timesZ(timesLambda(b, false)))), true);
            for (int i = 0; i < size; i++) {
                product[i] += b[i];
            }
            return product;
        }

        /** Column {@code j} of K. */
        double[] solve(int j) {
            double[] column = new double[w.length];
            Arrays.setAll(column, r -> w[r] * x(r, j));
            double[] residual = timesLambda(timesTransposedZ(column), true);
            double[] direction = residual.clone();
            double[] b = new double[size];
            double start = dot(residual, residual);
            double norm = start;
            for (int step = 0; step < 20 * size && norm > 1e-26 * start; step++) {
                double[] image = times(direction);
                double length = norm / dot(direction, image);
                for (int i = 0; i < size; i++) {
                    b[i] += length * direction[i];
                    residual[i] -= length * image[i];
                }
                double next = dot(residual, residual);
                for (int i = 0; i < size; i++) {
                    direction[i] = residual[i] + next / norm * direction[i];
                }
                norm = next;
            }
            return timesLambda(b, false);
        }

        private static double dot(double[] a, double[] b) {
            double sum = 0;
            for (int i = 0; i < a.length; i++) {
                sum += a[i] * b[i];
            }
            return sum;
        }
    }
}
