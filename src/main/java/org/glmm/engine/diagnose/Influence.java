package org.glmm.engine.diagnose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.mme.PredictionErrors;
import org.glmm.engine.model.RandomEffects;

/**
 * Cook's distances of the fixed effects, d' Var(beta-hat)^-1 d / p with d = beta-hat - beta-hat(D) the change by
 * leaving out the rows D, for fixed covariance parameters and the working model at the estimates: exact for linear
 * mixed models. With the weights w, working residuals e, leverages h, x~ = x - F'z and S = X'V^-1X the sum over the
 * rows of w x x~', the deletion formulas are
 *
 * <pre>
 * one row     beta-hat - beta-hat(i) = S^-1 x~ w e / (1 - h)
 * a group     beta-hat - beta-hat(g) = (S - S_g)^-1 (sum over its rows of w x e)
 * </pre>
 *
 * (Christensen, Pearson and Johnson 1992, Technometrics 34, 38-45; Demidenko and Stukel 2005, Statist. Med. 24,
 * 893-909). The second is for groups that share no random effect with other rows.
 *
 * @param rows Cook's distance of each row
 * @param groups for each grouping, in the order of {@link #groupings}, the distance of each row's group; NaN where
 *            groups share random effects with others, as crossed ones do
 */
public record Influence(double[] rows, List<double[]> groups) {

    private record Context(TrainingRows rows, double[] information, double[] fixedCovariance, double[] precision) {
    }

    /** The groupings that distances are computed for: one for each grouping of the random terms. */
    public static List<String> groupings(Formula formula) {
        return formula.random().stream().map(term -> term.groupName()).distinct().toList();
    }

    static Influence of(TrainingRows rows) {
        int p = rows.model().fixedEffects().count();
        double[] information = information(rows);
        var context = new Context(rows, information, inverse(information, p),
            inverse(rows.model().fixedEffects().covariance(), p));
        double[] distances = new double[rows.size()];
        rows.forEach((cursor, row) -> distances[row] = distance(cursor, context));
        var groups = new ArrayList<double[]>();
        for (var grouping : groupings(rows.model().spec().formula())) {
            groups.add(groupDistances(grouping, context));
        }
        return new Influence(distances, groups);
    }

    /** S^-1, the covariance matrix of the fixed effects for given covariance parameters. */
    static double[] fixedCovariance(TrainingRows rows) {
        return inverse(information(rows), rows.model().fixedEffects().count());
    }

    /** S, p x p. */
    private static double[] information(TrainingRows rows) {
        int p = rows.model().fixedEffects().count();
        double[] sum = new double[p * p];
        var cursor = rows.cursor();
        for (int row = 0; row < rows.size(); row++) {
            cursor.moveTo(row);
            addInformation(cursor, rows.model().predictionErrors(), sum);
        }
        return sum;
    }

    private static void addInformation(TrainingRows.Cursor cursor, PredictionErrors errors, double[] sum) {
        double[] adjusted = errors.adjusted(cursor.x, cursor.nodes, cursor.z);
        double w = cursor.totalWeight();
        for (int i = 0, at = 0; i < adjusted.length; i++) {
            for (double element : adjusted) {
                sum[at++] += w * cursor.x[i] * element;
            }
        }
    }

    private static double[] inverse(double[] matrix, int p) {
        var inverse = new DMatrixRMaj(p, p);
        if (!CommonOps_DDRM.invert(new DMatrixRMaj(p, p, true, matrix), inverse)) {
            Arrays.fill(inverse.data, Double.NaN);
        }
        return inverse.data;
    }

    private static double distance(TrainingRows.Cursor cursor, Context context) {
        var errors = context.rows.model().predictionErrors();
        double w = cursor.totalWeight();
        double leverage = w * errors.variance(cursor.x, cursor.nodes, cursor.z, context.fixedCovariance);
        double[] adjusted = errors.adjusted(cursor.x, cursor.nodes, cursor.z);
        double[] shift = product(context.fixedCovariance, adjusted);
        double factor = w * cursor.workingResidual() / (1 - leverage);
        return factor * factor * PredictionErrors.quadraticForm(context.precision, shift) / shift.length;
    }

    private static double[] product(double[] matrix, double[] vector) {
        double[] result = new double[vector.length];
        for (int i = 0, at = 0; i < result.length; i++) {
            for (double element : vector) {
                result[i] += matrix[at++] * element;
            }
        }
        return result;
    }

    private static double[] groupDistances(String grouping, Context context) {
        double[] result = new double[context.rows.size()];
        Arrays.fill(result, Double.NaN);
        var effects = context.rows.model().randomEffects();
        int term = effects.stream().map(RandomEffects::group).toList().indexOf(grouping);
        int[] members = term < 0 ? null : members(term, context.rows);
        if (members != null) {
            double[] distances = groupDistances(effects.get(term).levels().size(), members, context);
            Arrays.setAll(result, row -> distances[members[row]]);
        }
        return result;
    }

    /** The group of each row in a term, if no level of another term has rows of several groups; otherwise null. */
    private static int[] members(int term, TrainingRows rows) {
        int[] members = new int[rows.size()];
        int[] groupOfNode = new int[rows.model().predictionErrors().pattern().nodes()];
        Arrays.fill(groupOfNode, -1);
        var cursor = rows.cursor();
        for (int row = 0; row < members.length; row++) {
            cursor.moveTo(row);
            members[row] = cursor.levels[term];
            for (int node : cursor.nodes) {
                if (node == PredictionErrors.NONE) {
                    continue;
                }
                if (groupOfNode[node] >= 0 && groupOfNode[node] != members[row]) {
                    return null;
                }
                groupOfNode[node] = members[row];
            }
        }
        return members;
    }

    private static double[] groupDistances(int groups, int[] members, Context context) {
        int p = context.rows.model().fixedEffects().count();
        int[] order = byGroup(members, groups);
        double[] distances = new double[groups];
        var cursor = context.rows.cursor();
        for (int i = 0, group = 0; group < groups; group++) {
            double[] part = new double[p * p];
            double[] score = new double[p];
            for (; i < order.length && members[order[i]] == group; i++) {
                cursor.moveTo(order[i]);
                addInformation(cursor, context.rows.model().predictionErrors(), part);
                double we = cursor.totalWeight() * cursor.workingResidual();
                for (int j = 0; j < p; j++) {
                    score[j] += we * cursor.x[j];
                }
            }
            distances[group] = distance(part, score, context);
        }
        return distances;
    }

    /** The rows sorted by group. */
    private static int[] byGroup(int[] members, int groups) {
        int[] start = new int[groups + 1];
        for (int group : members) {
            start[group + 1]++;
        }
        Arrays.parallelPrefix(start, Integer::sum);
        int[] order = new int[members.length];
        for (int row = 0; row < members.length; row++) {
            order[start[members[row]]++] = row;
        }
        return order;
    }

    /** NaN if the fixed effects cannot be estimated without the group. */
    private static double distance(double[] part, double[] score, Context context) {
        int p = score.length;
        var rest = new DMatrixRMaj(p, p, true, context.information);
        for (int i = 0; i < part.length; i++) {
            rest.data[i] -= part[i];
        }
        var solver = LinearSolverFactory_DDRM.linear(p);
        if (!solver.setA(rest) || solver.quality() < 1e-12) {
            return Double.NaN;
        }
        var shift = new DMatrixRMaj(p, 1);
        solver.solve(new DMatrixRMaj(p, 1, true, score), shift);
        return PredictionErrors.quadraticForm(context.precision, shift.data) / p;
    }
}
