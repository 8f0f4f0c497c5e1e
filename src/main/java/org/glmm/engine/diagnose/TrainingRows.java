package org.glmm.engine.diagnose;

import static org.glmm.engine.dense.DenseAlgebra.dot;
import static org.glmm.engine.dense.DenseAlgebra.quadraticForm;

import java.util.function.ObjIntConsumer;

import org.glmm.engine.design.FrameRow;
import org.glmm.engine.design.Input;
import org.glmm.engine.design.ResponseValues;
import org.glmm.engine.estimate.Observations;
import org.glmm.engine.family.Distribution;
import org.glmm.engine.family.Link;
import org.glmm.engine.frame.Frame;
import org.glmm.engine.mme.PredictionErrors;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.parallel.RowChunks;
import org.glmm.engine.parallel.Workers;

/** The rows that a model was fitted to, with what the model says of each. */
final class TrainingRows {

    private final Frame frame;
    private final FittedModel model;
    private final Observations observations;
    private final int[] firstNode;
    private final Workers workers;

    /**
     * @param frame the rows used for the fit
     * @param workers who work on them
     */
    TrainingRows(Frame frame, FittedModel model, Workers workers) {
        this.frame = frame;
        this.model = model;
        this.workers = workers;
        var spec = model.spec();
        observations = Observations.of(ResponseValues.of(spec.formula(), frame, spec.categorical()), frame, spec);
        firstNode = new int[model.randomEffects().size()];
        for (int t = 1; t < firstNode.length; t++) {
            firstNode[t] = firstNode[t - 1] + model.randomEffects().get(t - 1).levels().size();
        }
    }

    int size() {
        return frame.rows();
    }

    Frame frame() {
        return frame;
    }

    Workers workers() {
        return workers;
    }

    FittedModel model() {
        return model;
    }

    Observations observations() {
        return observations;
    }

    /** Visits all rows, by several threads at a time; each has a cursor of its own, which stands on the row. */
    void forEach(ObjIntConsumer<Cursor> body) {
        new RowChunks(size(), workers).forEach((chunk, from, to) -> {
            var cursor = new Cursor();
            for (int row = from; row < to; row++) {
                cursor.moveTo(row);
                body.accept(cursor, row);
            }
        });
    }

    Cursor cursor() {
        return new Cursor();
    }

    /** One row: its design, observation, linear predictors and variance. Moves from row to row. */
    final class Cursor {

        private final FrameRow values =
            new FrameRow(frame, model.recipe().inputs().stream().map(Input::name).toList());
        private final Distribution distribution = model.spec().distribution();
        private final Link link = model.spec().link();
        final int[] nodes = new int[firstNode.length];
        final int[] levels = new int[firstNode.length];
        final double[][] z = new double[firstNode.length][];
        double[] x;
        double y;
        double size;
        double prior;
        double frequency;
        /** x'beta + offset. */
        double typical;
        /** x'beta + offset + z'u. */
        double eta;
        /** x'beta. */
        double fixedPart;

        void moveTo(int row) {
            values.moveTo(row);
            var design = model.recipe().evaluate(values);
            x = design.x();
            y = observations.y()[row];
            size = observations.size()[row];
            prior = observations.prior()[row];
            frequency = observations.frequency()[row];
            fixedPart = dot(x, model.fixedEffects().estimates());
            typical = fixedPart + design.offset();
            eta = typical;
            for (int t = 0; t < nodes.length; t++) {
                z[t] = design.z(t);
                levels[t] = design.level(t);
                nodes[t] = z[t] == null ? PredictionErrors.NONE : firstNode[t] + levels[t];
                eta += z[t] == null ? 0
                    : dot(z[t], 0, model.randomEffects().get(t).values(), levels[t] * z[t].length, z[t].length);
            }
        }

        /** Var(y) given the random effects where the mean is {@code mu}. */
        double variance(double mu) {
            return model.statistics().scale() * distribution.variance(mu, model.statistics().shape(), size) / prior;
        }

        /** z'Gz of one term, 0 if the row does not belong to it. */
        double groupVariance(int term) {
            return z[term] == null ? 0
                : quadraticForm(model.randomEffects().get(term).covariance(), z[term]);
        }

        /** z'Gz of all terms. */
        double groupVariance() {
            double sum = 0;
            for (int t = 0; t < z.length; t++) {
                sum += groupVariance(t);
            }
            return sum;
        }

        double mean(double linearPredictor) {
            return link.inverse(linearPredictor);
        }

        double slope(double linearPredictor) {
            return link.derivative(linearPredictor);
        }

        /** The weight of an observation in the mixed-model equations, the scale included: (dmu/deta)^2 / Var(y). */
        double weight() {
            double d = slope(eta);
            return d * d / variance(mean(eta));
        }

        /** The weight of all the observations that the row stands for. */
        double totalWeight() {
            return frequency * weight();
        }

        /** The residual on the scale of the linear predictor, (y - mu) / (dmu/deta). */
        double workingResidual() {
            return (y - mean(eta)) / slope(eta);
        }
    }
}
