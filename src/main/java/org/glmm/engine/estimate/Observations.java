package org.glmm.engine.estimate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.glmm.engine.design.ResponseValues;
import org.glmm.engine.error.ModelException;
import org.glmm.engine.family.Distribution;
import org.glmm.engine.frame.FactorColumn;
import org.glmm.engine.frame.Frame;
import org.glmm.engine.frame.NumericColumn;
import org.glmm.engine.model.ModelSpec;

/**
 * The response as the distribution takes it.
 *
 * @param y one value a row, transformed as the distribution asks; for a response of events among trials the proportion of
 *            events
 * @param size the number of trials of each row, otherwise 1; that of proportions given as such is their weight, as in R
 * @param prior the prior weights
 * @param event the level of a nominal response that counts as the event
 */
record Observations(double[] y, double[] size, double[] prior, Optional<String> event) {

    /**
     * Reads and checks the response and the weights.
     *
     * @throws ModelException if the response cannot have the distribution, does not vary, or a weight is not positive
     */
    static Observations of(ResponseValues response, Frame frame, ModelSpec spec) {
        double[] prior = weights(frame, spec);
        Observations observations = read(response, prior, spec);
        requireVariation(response.name(), observations.y);
        return observations;
    }

    private static double[] weights(Frame frame, ModelSpec spec) {
        if (spec.weights().isEmpty()) {
            return ones(frame.rows());
        }
        double[] weights = new double[frame.rows()];
        String name = spec.weights().get();
        if (!(frame.column(name) instanceof NumericColumn column)) {
            throw new ModelException("The weights column \"" + name + "\" is not numeric; choose a numeric column.");
        }
        for (int r = 0; r < weights.length; r++) {
            weights[r] = column.values()[r];
            if (!(weights[r] > 0)) {
                throw new ModelException("The weight in column \"" + name + "\" is " + NumericColumn.label(weights[r])
                    + " in row " + (r + 1) + " of the rows used; weights must be positive, so leave such rows out.");
            }
        }
        return weights;
    }

    private static Observations read(ResponseValues response, double[] prior, ModelSpec spec) {
        boolean events = spec.distribution().takesTrials();
        if (response instanceof ResponseValues.Events counts) {
            if (!events) {
                throw new ModelException("The response \"" + response.name() + "\" gives events and trials, but the "
                    + spec.distribution().name() + " distribution takes one column; choose the binomial distribution, or "
                    + "write I(" + response.name() + ") for the ratio itself.");
            }
            return proportions(counts, prior);
        }
        if (response instanceof ResponseValues.Categories categories) {
            if (!events) {
                throw new ModelException("The response \"" + response.name() + "\" is not numeric, but the "
                    + spec.distribution().name() + " distribution needs numbers; choose another response or the binomial "
                    + "distribution.");
            }
            return indicators(categories, prior, spec.eventLevel());
        }
        ResponseValues.Numeric numeric = (ResponseValues.Numeric) response;
        if (events && spec.eventLevel().isPresent()) {
            FactorColumn factor = new NumericColumn(numeric.name(), numeric.values()).asFactor();
            return indicators(new ResponseValues.Categories(numeric.name(), factor.codes(), factor.levels()), prior,
                spec.eventLevel());
        }
        requireInRange(numeric, spec.distribution());
        if (events && Arrays.stream(numeric.values()).anyMatch(y -> y > 0 && y < 1)) {
            return new Observations(numeric.values(), prior, ones(prior.length), Optional.empty());
        }
        return new Observations(transformed(numeric.values(), spec.distribution()), ones(prior.length), prior,
            Optional.empty());
    }

    private static double[] transformed(double[] values, Distribution distribution) {
        return distribution.transform(Math.E) == Math.E ? values
            : Arrays.stream(values).map(distribution::transform).toArray();
    }

    private static Observations proportions(ResponseValues.Events events, double[] prior) {
        double[] y = new double[prior.length];
        for (int r = 0; r < y.length; r++) {
            y[r] = events.events()[r] / events.trials()[r];
        }
        return new Observations(y, events.trials(), prior, Optional.empty());
    }

    private static Observations indicators(ResponseValues.Categories response, double[] prior, Optional<String> event) {
        List<String> levels = response.levels();
        if (levels.size() != 2) {
            throw new ModelException("The response \"" + response.name() + "\" has " + levels.size()
                + (levels.size() == 1 ? " level (" : " levels (") + some(levels)
                + ") in the rows used; a binomial response needs exactly two.");
        }
        String level = event.orElse(levels.get(1));
        int code = levels.indexOf(level);
        if (code < 0) {
            throw new ModelException("The event level \"" + level + "\" is not a level of the response \""
                + response.name() + "\"; its levels are " + some(levels) + ".");
        }
        double[] y = new double[prior.length];
        for (int r = 0; r < y.length; r++) {
            y[r] = response.codes()[r] == code ? 1 : 0;
        }
        return new Observations(y, ones(y.length), prior, Optional.of(level));
    }

    private static double[] ones(int rows) {
        double[] ones = new double[rows];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static String some(List<String> levels) {
        List<String> first = levels.subList(0, Math.min(5, levels.size()));
        return "\"" + String.join("\", \"", first) + "\"" + (levels.size() > 5 ? ", ..." : "");
    }

    private static void requireInRange(ResponseValues.Numeric response, Distribution distribution) {
        for (int r = 0; r < response.values().length; r++) {
            double value = response.values()[r];
            if (!distribution.isObservation(value)) {
                throw new ModelException("The response \"" + response.name() + "\" is " + NumericColumn.label(value)
                    + " in row " + (r + 1) + " of the rows used; the " + distribution.name() + " distribution needs "
                    + distribution.observations() + "." + sentence(distribution.remedy(value)));
            }
        }
    }

    private static String sentence(String text) {
        return text.isEmpty() ? "" : " " + text;
    }

    private static void requireVariation(String name, double[] y) {
        for (double value : y) {
            if (value != y[0]) {
                return;
            }
        }
        throw new ModelException("The response \"" + name + "\" has the same value ("
            + NumericColumn.label(y[0]) + ") in all " + y.length + " rows used; there is nothing to model.");
    }
}
