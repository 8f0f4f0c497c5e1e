package org.glmm.engine.estimate;

import java.util.Arrays;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

import org.ejml.simple.SimpleMatrix;
import org.glmm.engine.design.Design;
import org.glmm.engine.design.RandomDesign;
import org.glmm.engine.design.ResponseValues;
import org.glmm.engine.frame.TestFrames;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.Method;

/**
 * The (restricted) likelihood of a linear mixed model as a function of the reported covariance parameters, by dense
 * matrices: V = sum Z G Z' + phi W^-1 with the textbook formula of each structure, and generalized least squares.
 */
final class DenseLikelihood {

    private final Design design;
    private final SimpleMatrix x;
    private final SimpleMatrix y;
    private final double[] weights;
    private final String structure;
    private final boolean restricted;

    DenseLikelihood(Design design, double[] y, double[] weights, String structure, boolean restricted) {
        this.design = design;
        this.x = new SimpleMatrix(design.rows(), design.fixed().size(), true, design.fixed().values());
        this.y = new SimpleMatrix(design.rows(), 1, true, y);
        this.weights = weights;
        this.structure = structure;
        this.restricted = restricted;
    }

    /** That of a fit without weights, all of whose random terms have the same structure. */
    static DenseLikelihood of(String dataset, FittedModel fit) {
        var formula = fit.spec().formula();
        var design = Design.of(formula, TestFrames.read(dataset, formula.columns()), fit.spec().categorical());
        double[] ones = new double[design.rows()];
        Arrays.fill(ones, 1);
        return new DenseLikelihood(design, ((ResponseValues.Numeric) design.response()).values(), ones,
            formula.random().get(0).structure(), fit.spec().method() == Method.REML);
    }

    /** G from the reported parameters p, for k effects. */
    private double[] textbook(double[] p, int k) {
        double[] g = new double[k * k];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                int lag = Math.abs(i - j);
                g[i * k + j] = switch (structure) {
                    case "vc" -> i == j ? p[0] : 0;
                    case "diag" -> i == j ? p[i] : 0;
                    case "cs" -> i == j ? p[0] : p[0] * p[1];
                    case "csh" -> i == j ? p[i] : Math.sqrt(p[i] * p[j]) * p[k];
                    case "ar1" -> p[0] * Math.pow(p[1], lag);
                    case "arh1" -> Math.sqrt(p[i] * p[j]) * Math.pow(p[k], lag);
                    case "toep" -> i == j ? p[0] : p[0] * p[lag];
                    case "toeph" -> i == j ? p[i] : Math.sqrt(p[i] * p[j]) * p[k + lag - 1];
                    default -> p[Math.max(i, j) * (Math.max(i, j) + 1) / 2 + Math.min(i, j)];
                };
            }
        }
        return g;
    }

    /** y, n x 1. */
    SimpleMatrix y() {
        return y;
    }

    /** X, n x p. */
    SimpleMatrix x() {
        return x;
    }

    /** The number of parameters of a term with k effects. */
    private int count(int k) {
        return switch (structure) {
            case "vc" -> 1;
            case "cs", "ar1" -> 2;
            case "diag", "toep" -> k;
            case "csh", "arh1" -> k + 1;
            case "toeph" -> 2 * k - 1;
            default -> k * (k + 1) / 2;
        };
    }

    /** V; the parameters of the terms follow each other, phi is the last. */
    SimpleMatrix covariance(double[] parameters) {
        int n = design.rows();
        var v = new SimpleMatrix(n, n);
        for (int r = 0; r < n; r++) {
            v.set(r, r, parameters[parameters.length - 1] / weights[r]);
        }
        int first = 0;
        for (var term : design.random()) {
            int next = first + count(term.effects());
            add(term, textbook(Arrays.copyOfRange(parameters, first, next), term.effects()), v);
            first = next;
        }
        return v;
    }

    private static void add(RandomDesign term, double[] g, SimpleMatrix v) {
        int k = term.effects();
        for (int r = 0; r < v.numRows(); r++) {
            for (int s = 0; s < v.numRows(); s++) {
                for (int e = 0; term.level()[r] >= 0 && term.level()[r] == term.level()[s] && e < k * k; e++) {
                    v.set(r, s, v.get(r, s) + z(term, r, e / k) * g[e] * z(term, s, e % k));
                }
            }
        }
    }

    private static double z(RandomDesign term, int row, int effect) {
        return term.z() == null ? 1 : term.z()[row * term.effects() + effect];
    }

    private SimpleMatrix beta(SimpleMatrix inverse) {
        return x.transpose().mult(inverse).mult(x).solve(x.transpose().mult(inverse).mult(y));
    }

    /** The generalized least squares estimates of the fixed effects. */
    double[] fixedEffects(double[] parameters) {
        return beta(covariance(parameters).invert()).getDDRM().data;
    }

    /** (X'V^-1X)^-1. */
    SimpleMatrix fixedCovariance(double[] parameters) {
        return x.transpose().mult(covariance(parameters).invert()).mult(x).invert();
    }

    /** Minus two log (restricted) likelihood, the fixed effects at their best. */
    double minus2LogLikelihood(double[] parameters) {
        var v = covariance(parameters);
        var inverse = v.invert();
        var residual = y.minus(x.mult(beta(inverse)));
        int n = x.numRows();
        int p = restricted ? x.numCols() : 0;
        return (n - p) * Math.log(2 * Math.PI) + Math.log(v.determinant())
            + (restricted ? Math.log(x.transpose().mult(inverse).mult(x).determinant()) : 0)
            + residual.dot(inverse.mult(residual));
    }

    /**
     * The observed information: the Hessian of minus log likelihood by central differences, extrapolated over two
     * steps.
     */
    SimpleMatrix information(double[] at) {
        ToDoubleFunction<double[]> f = point -> minus2LogLikelihood(point) / 2;
        return hessian(f, at, 4e-3).scale(-1.0 / 3).plus(hessian(f, at, 2e-3).scale(4.0 / 3));
    }

    private static SimpleMatrix hessian(ToDoubleFunction<double[]> f, double[] at, double step) {
        var hessian = new SimpleMatrix(at.length, at.length);
        for (int i = 0; i < at.length; i++) {
            for (int j = 0; j < at.length; j++) {
                double sum = 0;
                for (int sign = 0; sign < 4; sign++) {
                    double[] moved = at.clone();
                    moved[i] += (sign < 2 ? 1 : -1) * step * at[i];
                    moved[j] += (sign % 2 == 0 ? 1 : -1) * step * at[j];
                    sum += (sign == 0 || sign == 3 ? 1 : -1) * f.applyAsDouble(moved);
                }
                hessian.set(i, j, sum / (4 * step * step * at[i] * at[j]));
            }
        }
        return hessian;
    }

    /** d f / d parameters, one column a parameter, by central differences extrapolated over two steps. */
    static SimpleMatrix jacobian(Function<double[], double[]> f, double[] at) {
        var jacobian = new SimpleMatrix(f.apply(at).length, at.length);
        for (int j = 0; j < at.length; j++) {
            for (int i = 0; i < jacobian.numRows(); i++) {
                jacobian.set(i, j, (4 * slope(f, at, i, j, 1e-3) - slope(f, at, i, j, 2e-3)) / 3);
            }
        }
        return jacobian;
    }

    private static double slope(Function<double[], double[]> f, double[] at, int i, int j, double step) {
        double[] up = at.clone();
        double[] down = at.clone();
        up[j] *= 1 + step;
        down[j] *= 1 - step;
        return (f.apply(up)[i] - f.apply(down)[i]) / (2 * step * at[j]);
    }
}
