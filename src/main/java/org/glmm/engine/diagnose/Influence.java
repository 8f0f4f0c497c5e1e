package org.glmm.engine.diagnose;

import static org.glmm.engine.dense.DenseAlgebra.product;
import static org.glmm.engine.dense.DenseAlgebra.quadraticForm;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.mme.PredictionErrors;

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
 * 893-909). The second is for groups that share no random effect with other rows; for others, such as those of crossed
 * groupings, see {@link CrossedDeletion}.
 *
 * @param rows Cook's distance of each row
 * @param groups those of the groups of each grouping, in the order of {@link #groupings}
 */
public record Influence(double[] rows, List<Groups> groups) {

    private static final int NO_GROUP = -1;
    private static final int UNSEEN = -2;

    /** More additions and multiplications than this, a few seconds, are made for crossed groups on request only. */
    private static final double MOST_WORK = 5e9;

    /**
     * The distances of the groups of a grouping.
     *
     * @param distances of each row's group; NaN where the fixed effects cannot be estimated without the group, or the
     *            row has none; empty if they take long
     * @param takesLong whether they were left out because they take long
     */
    public record Groups(double[] distances, boolean takesLong) {

        private static final double[] NONE = {};
    }

    private static final class Context {

        private final TrainingRows rows;
        private final double[] information;
        private final double[] fixedCovariance;
        private final double[] precision;
        private CrossedDeletion crossed;

        Context(TrainingRows rows) {
            int p = rows.model().fixedEffects().count();
            this.rows = rows;
            information = information(rows);
            fixedCovariance = inverse(information, p);
            precision = inverse(rows.model().fixedEffects().covariance(), p);
        }

        CrossedDeletion crossedDeletion() {
            if (crossed == null) {
                crossed = new CrossedDeletion(rows);
            }
            return crossed;
        }

        /** d' Var(beta-hat)^-1 d / p. */
        double distance(double[] shift) {
            return quadraticForm(precision, shift) / shift.length;
        }
    }

    /** The groupings that distances are computed for: one for each grouping of the random terms. */
    public static List<String> groupings(Formula formula) {
        return formula.random().stream().map(term -> term.groupName()).distinct().toList();
    }

    static Influence of(TrainingRows rows, InfluenceRequest request) {
        var context = new Context(rows);
        double[] distances = new double[rows.size()];
        rows.forEach((cursor, row) -> distances[row] = distance(cursor, context));
        var groups = groupings(rows.model().spec().formula()).stream()
            .map(grouping -> groupDistances(grouping, context, request == InfluenceRequest.ALL)).toList();
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
        return factor * factor * context.distance(shift);
    }

    private static Groups groupDistances(String grouping, Context context, boolean howeverLong) {
        int[] members = members(grouping, context.rows);
        var groups = rowsOfGroups(members);
        double[] distances;
        if (areSeparate(members, context.rows)) {
            distances = separateDistances(groups, context);
        } else {
            var deletion = context.crossedDeletion();
            if (!howeverLong && deletion.work(groups.size()) > MOST_WORK) {
                return new Groups(Groups.NONE, true);
            }
            distances = Arrays.stream(deletion.shifts(groups)).mapToDouble(context::distance).toArray();
        }
        return new Groups(Arrays.stream(members).mapToDouble(group -> group == NO_GROUP ? Double.NaN : distances[group])
            .toArray(), false);
    }

    /** The group of each row, numbered from 0. */
    private static int[] members(String grouping, TrainingRows rows) {
        var parts = rows.model().recipe().randomParts();
        int[] terms = IntStream.range(0, parts.size())
            .filter(part -> parts.get(part).term().groupName().equals(grouping)).toArray();
        var numbers = new HashMap<String, Integer>();
        int[] members = new int[rows.size()];
        var cursor = rows.cursor();
        for (int row = 0; row < members.length; row++) {
            cursor.moveTo(row);
            members[row] = NO_GROUP;
            for (int term : terms) {
                if (cursor.nodes[term] != PredictionErrors.NONE) {
                    var level = rows.model().randomEffects().get(term).levels().get(cursor.levels[term]);
                    members[row] = numbers.computeIfAbsent(level, name -> numbers.size());
                }
            }
        }
        return members;
    }

    /** Whether no level of any term has rows of several groups. */
    private static boolean areSeparate(int[] members, TrainingRows rows) {
        int[] groupOfNode = new int[rows.model().predictionErrors().pattern().nodes()];
        Arrays.fill(groupOfNode, UNSEEN);
        var cursor = rows.cursor();
        for (int row = 0; row < members.length; row++) {
            cursor.moveTo(row);
            for (int node : cursor.nodes) {
                if (node != PredictionErrors.NONE) {
                    if (groupOfNode[node] != UNSEEN && groupOfNode[node] != members[row]) {
                        return false;
                    }
                    groupOfNode[node] = members[row];
                }
            }
        }
        return true;
    }

    private static List<int[]> rowsOfGroups(int[] members) {
        int groups = Arrays.stream(members).max().orElse(NO_GROUP) + 1;
        int[] sizes = new int[groups];
        Arrays.stream(members).filter(group -> group != NO_GROUP).forEach(group -> sizes[group]++);
        var result = Arrays.stream(sizes).mapToObj(int[]::new).toList();
        for (int row = members.length - 1; row >= 0; row--) {
            if (members[row] != NO_GROUP) {
                result.get(members[row])[--sizes[members[row]]] = row;
            }
        }
        return result;
    }

    private static double[] separateDistances(List<int[]> groups, Context context) {
        int p = context.rows.model().fixedEffects().count();
        var cursor = context.rows.cursor();
        double[] distances = new double[groups.size()];
        for (int group = 0; group < distances.length; group++) {
            double[] part = new double[p * p];
            double[] score = new double[p];
            for (int row : groups.get(group)) {
                cursor.moveTo(row);
                addInformation(cursor, context.rows.model().predictionErrors(), part);
                double we = cursor.totalWeight() * cursor.workingResidual();
                for (int j = 0; j < p; j++) {
                    score[j] += we * cursor.x[j];
                }
            }
            distances[group] = context.distance(shift(part, score, context));
        }
        return distances;
    }

    /** NaN if the fixed effects cannot be estimated without the group. */
    private static double[] shift(double[] part, double[] score, Context context) {
        int p = score.length;
        var rest = new DMatrixRMaj(p, p, true, context.information);
        for (int i = 0; i < part.length; i++) {
            rest.data[i] -= part[i];
        }
        var shift = new DMatrixRMaj(p, 1);
        var solver = LinearSolverFactory_DDRM.linear(p);
        if (!solver.setA(rest) || solver.quality() < 1e-12) {
            Arrays.fill(shift.data, Double.NaN);
        } else {
            solver.solve(new DMatrixRMaj(p, 1, true, score), shift);
        }
        return shift.data;
    }
}
