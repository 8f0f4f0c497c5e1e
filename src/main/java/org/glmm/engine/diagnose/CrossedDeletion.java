package org.glmm.engine.diagnose;

import static org.glmm.engine.dense.DenseAlgebra.dot;
import static org.glmm.engine.dense.DenseAlgebra.product;
import static org.glmm.engine.dense.DenseAlgebra.root;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.chol.CholeskyDecompositionInner_DDRM;
import org.glmm.engine.design.Design;
import org.glmm.engine.mme.MixedModelEquations;
import org.glmm.engine.mme.ModelStructure;
import org.glmm.engine.mme.PredictionErrors;
import org.glmm.engine.model.RandomEffects;

/**
 * The changes of the fixed effects by leaving out groups of rows that share random effects with other rows, for fixed
 * covariance parameters. With C the covariance matrix of the errors x'beta-hat + z'(u-hat - u) of the rows of a group,
 * w their weights, e their working residuals and x~ = x - F'z,
 *
 * <pre>
 * beta-hat - beta-hat(g) = S^-1 (sum over the rows of x~ w^1/2 r),   (I - W^1/2 C W^1/2) r = W^1/2 e
 * </pre>
 *
 * which is the model with a parameter of its own for each row of the group (Cook and Weisberg 1982, Residuals and
 * Influence in Regression, 3.4). The matrix has eigenvalues between 0 and 1, as many below 1 as the rows have effects
 * at most, so that conjugate gradients end after a few steps. A step takes one solve of the mixed-model equations; the
 * groups of a batch take theirs together.
 */
final class CrossedDeletion {

    private static final int BATCH = 64;
    private static final int USUAL_STEPS = 8;
    private static final double ACCURACY = 1e-8;
    /** The share of a variance below which nothing is left of it given the effects before. */
    private static final double SINGULAR = 1e-12;
    /** The least share of a pivot of X'WX that must be left for the fixed effects to be estimable without the group. */
    private static final double LEAST_PIVOT = 1e-9;

    private final TrainingRows rows;
    private final MixedModelEquations equations;
    private final PredictionErrors errors;
    private final double[] fixedCovariance;
    private final int p;
    private final double[] information;
    private final double[] pivots;

    CrossedDeletion(TrainingRows rows) {
        this.rows = rows;
        var spec = rows.model().spec();
        var design = Design.of(spec.formula(), rows.frame(), spec.categorical(), spec.codings());
        equations = new MixedModelEquations(new ModelStructure(design.fixed(), design.random(), rows.workers()));
        double[] weights = new double[rows.size()];
        rows.forEach((cursor, row) -> weights[row] = cursor.totalWeight());
        equations.weigh(weights);
        equations.factor(rows.model().randomEffects().stream().map(term -> root(term.covariance(), SINGULAR))
            .toArray(double[][]::new));
        errors = equations.variances().predictionErrors(1);
        fixedCovariance = equations.variances().fixedCovariance();
        p = equations.fixedEffects();
        information = new double[p * p];
        var cursor = rows.cursor();
        for (int row = 0; row < rows.size(); row++) {
            cursor.moveTo(row);
            addSquare(cursor.totalWeight(), cursor.x, information);
        }
        pivots = pivots(information);
    }

    private static void addSquare(double weight, double[] x, double[] sum) {
        for (int i = 0, at = 0; i < x.length; i++) {
            for (double element : x) {
                sum[at++] += weight * x[i] * element;
            }
        }
    }

    /** The squares of the diagonal of the Cholesky factor; all zero if there is none. */
    private double[] pivots(double[] matrix) {
        var factor = new CholeskyDecompositionInner_DDRM(true);
        boolean exists = p > 0 && factor.decompose(new DMatrixRMaj(p, p, true, matrix.clone()));
        return IntStream.range(0, p).mapToDouble(i -> exists ? factor.getT().get(i, i) * factor.getT().get(i, i) : 0)
            .toArray();
    }

    /** About how many additions and multiplications the changes by leaving out each of so many groups take. */
    double work(int groups) {
        return (double) groups * USUAL_STEPS * equations.solveWork();
    }

    /**
     * The changes by leaving out each of the groups, p values each; NaN if the fixed effects cannot be estimated
     * without the group.
     *
     * @param groups the rows of each group
     */
    double[][] shifts(List<int[]> groups) {
        double[][] shifts = new double[groups.size()][];
        for (int first = 0; first < shifts.length; first += BATCH) {
            int end = Math.min(shifts.length, first + BATCH);
            var batch = new ArrayList<Deletion>();
            for (int group = first; group < end; group++) {
                batch.add(new Deletion(groups.get(group)));
            }
            solve(batch);
            for (int group = first; group < end; group++) {
                shifts[group] = batch.get(group - first).shift();
            }
        }
        return shifts;
    }

    private void solve(List<Deletion> batch) {
        int q = equations.randomEffects();
        var open = new ArrayList<>(batch);
        open.removeIf(Deletion::isDone);
        while (!open.isEmpty()) {
            rows.workers().checkpoint();
            double[] columns = new double[q * open.size()];
            for (int i = 0; i < open.size(); i++) {
                open.get(i).scatter(columns, i * q);
            }
            equations.variances().multiplyByConditional(columns, open.size());
            for (int i = 0; i < open.size(); i++) {
                open.get(i).step(columns, i * q);
            }
            open.removeIf(Deletion::isDone);
        }
    }

    /** One row of a group, multiplied by the root of its weight. */
    private record Row(double[] adjusted, int[] nodes, double[][] z, double root) {
    }

    /** The conjugate gradients of one group. */
    private final class Deletion {

        private final Row[] members;
        private final boolean estimable;
        private final double[] solution;
        private final double[] residual;
        private final double[] direction;
        private final double smallEnough;
        private double squares;
        private int steps;

        Deletion(int[] group) {
            members = new Row[group.length];
            solution = new double[group.length];
            residual = new double[group.length];
            double[] rest = information.clone();
            var cursor = rows.cursor();
            for (int i = 0; i < group.length; i++) {
                cursor.moveTo(group[i]);
                double root = Math.sqrt(cursor.totalWeight());
                members[i] = new Row(errors.adjusted(cursor.x, cursor.nodes, cursor.z), cursor.nodes.clone(),
                    cursor.z.clone(), root);
                residual[i] = root * cursor.workingResidual();
                addSquare(-cursor.totalWeight(), cursor.x, rest);
            }
            double[] left = pivots(rest);
            estimable = IntStream.range(0, p).allMatch(j -> left[j] > LEAST_PIVOT * pivots[j]);
            direction = residual.clone();
            squares = squares(residual);
            smallEnough = ACCURACY * ACCURACY * squares;
        }

        boolean isDone() {
            return !estimable || !(squares > smallEnough) || steps > 2 * members.length + BATCH;
        }

        /** Adds Z'W^1/2 times the direction. */
        void scatter(double[] column, int start) {
            for (int i = 0; i < members.length; i++) {
                var row = members[i];
                double factor = row.root * direction[i];
                for (int t = 0; t < row.nodes.length; t++) {
                    if (row.nodes[t] != PredictionErrors.NONE) {
                        int at = start + errors.pattern().firstRow(row.nodes[t]);
                        for (double element : row.z[t]) {
                            column[at++] += factor * element;
                        }
                    }
                }
            }
        }

        /** @param column holds HZ'W^1/2 times the direction */
        void step(double[] column, int start) {
            double[] fixed = product(fixedCovariance, adjustedSum(direction));
            double[] image = new double[members.length];
            double curvature = 0;
            for (int i = 0; i < members.length; i++) {
                var row = members[i];
                double predictor = dot(row.adjusted, fixed);
                for (int t = 0; t < row.nodes.length; t++) {
                    if (row.nodes[t] != PredictionErrors.NONE) {
                        int at = start + errors.pattern().firstRow(row.nodes[t]);
                        for (double element : row.z[t]) {
                            predictor += element * column[at++];
                        }
                    }
                }
                image[i] = direction[i] - row.root * predictor;
                curvature += direction[i] * image[i];
            }
            advance(squares / curvature, image);
        }

        private void advance(double length, double[] image) {
            for (int i = 0; i < image.length; i++) {
                solution[i] += length * direction[i];
                residual[i] -= length * image[i];
            }
            double before = squares;
            squares = squares(residual);
            for (int i = 0; i < image.length; i++) {
                direction[i] = residual[i] + squares / before * direction[i];
            }
            steps++;
        }

        double[] shift() {
            double[] shift = product(fixedCovariance, adjustedSum(solution));
            if (!estimable) {
                Arrays.fill(shift, Double.NaN);
            }
            return shift;
        }

        /** The sum over the rows of x~ w^1/2 v. */
        private double[] adjustedSum(double[] v) {
            double[] sum = new double[p];
            for (int i = 0; i < members.length; i++) {
                for (int j = 0; j < p; j++) {
                    sum[j] += members[i].root * v[i] * members[i].adjusted[j];
                }
            }
            return sum;
        }
    }

    private static double squares(double[] vector) {
        return dot(vector, vector);
    }
}
