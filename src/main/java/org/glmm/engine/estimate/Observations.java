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
 * @param y one value a row, transformed as the distribution asks; for a response of events among trials the proportion
 *            of events
 * @param size the number of trials of each row, otherwise 1; that of proportions given as such is their weight, as in R
 * @param prior the prior weights
 * @param frequency how many rows each row stands for
 * @param event the level of a nominal response that counts as the event
 */
public record Observations(double[] y, double[] size, double[] prior, double[] frequency,
    Optional<String> event) {

    /**
     * Reads and checks the response, the weights and the frequencies.
     *
     * @throws ModelException if the response cannot have the distribution, does not vary, or a weight is not positive
     */
    public static Observations of(ResponseValues response, Frame frame, ModelSpec spec) {
        double[] ones = new double[frame.rows()];
        Arrays.fill(ones, 1);
        double[] prior = spec.weights().isPresent() ? column("weights", spec.weights().get(), frame) : ones;
        double[] frequency = spec.frequencies().isPresent() ? frequencies(spec.frequencies().get(), frame) : ones;
        Observations weights = new Observations(ones, ones, prior, frequency, Optional.empty());
        Observations observations = read(response, weights, spec);
        requireVariation(response.name(), observations.y);
        return observations;
    }

    private static double[] column(String role, String name, Frame frame) {
        if (!(frame.column(name) instanceof NumericColumn column)) {
            throw new ModelException("The " + role + " column \"" + name
                + "\" is not numeric; choose a numeric column.");
        }
        double[] weights = column.values();
        for (int r = 0; r < weights.length; r++) {
            if (!(weights[r] > 0)) {
                throw new ModelException("The value in the " + role + " column \"" + name + "\" is "
                    + NumericColumn.label(weights[r]) + " in row " + (r + 1)
                    + " of the rows used; it must be positive, so leave such rows out.");
            }
        }
        return weights;
    }

    private static double[] frequencies(String name, Frame frame) {
        double[] frequencies = column("frequencies", name, frame);
        for (int r = 0; r < frequencies.length; r++) {
            if (frequencies[r] != Math.rint(frequencies[r])) {
                throw new ModelException("The value in the frequencies column \"" + name + "\" is "
                    + NumericColumn.label(frequencies[r]) + " in row " + (r + 1)
                    + " of the rows used; frequencies must be whole numbers. Choose it as weights if it is a "
                    + "precision.");
            }
        }
        return frequencies;
    }

    /** The weight of each row in sums over rows: its prior weight times its frequency. */
    double[] weights() {
        double[] weights = new double[prior.length];
        for (int r = 0; r < weights.length; r++) {
            weights[r] = prior[r] * frequency[r];
        }
        return weights;
    }

    /** The number of rows, each as often as its frequency. */
    double count() {
        double count = 0;
        for (double rows : frequency) {
            count += rows;
        }
        return count;
    }

    /**
     * The same rows with another response.
     *
     * @throws ModelException if it does not vary
     */
    Observations with(double[] response) {
        requireVariation("simulated", response);
        return with(response, size, event);
    }

    /**
     * Some of the rows.
     *
     * @param frequencies how many rows each of them stands for
     */
    Observations select(int[] rows, double[] frequencies) {
        return new Observations(select(y, rows), select(size, rows), select(prior, rows), frequencies, event);
    }

    private static double[] select(double[] values, int[] rows) {
        return Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
    }

    private Observations with(double[] response, double[] trials, Optional<String> eventLevel) {
        return new Observations(response, trials, prior, frequency, eventLevel);
    }

    private static Observations read(ResponseValues response, Observations weights, ModelSpec spec) {
        boolean events = spec.distribution().takesTrials();
        if (response instanceof ResponseValues.Events counts) {
            if (!events) {
                throw new ModelException("The response \"" + response.name() + "\" gives events and trials, but the "
                    + spec.distribution().name() + " distribution takes one column; choose the binomial distribution, "
                    + "or write I(" + response.name() + ") for the ratio itself.");
            }
            return proportions(counts, weights);
        }
        if (response instanceof ResponseValues.Categories categories) {
            if (!events) {
                throw new ModelException("The response \"" + response.name() + "\" is not numeric, but the "
                    + spec.distribution().name() + " distribution needs numbers; choose another response or the "
                    + "binomial distribution.");
            }
            return indicators(categories, weights, spec.eventLevel());
        }
        ResponseValues.Numeric numeric = (ResponseValues.Numeric) response;
        if (events && spec.eventLevel().isPresent()) {
            FactorColumn factor = new NumericColumn(numeric.name(), numeric.values()).asFactor();
            return indicators(new ResponseValues.Categories(numeric.name(), factor.codes(), factor.levels()), weights,
                spec.eventLevel());
        }
        requireInRange(numeric, spec.distribution());
        if (events && Arrays.stream(numeric.values()).anyMatch(y -> y > 0 && y < 1)) {
            return new Observations(numeric.values(), weights.prior, weights.size, weights.frequency, Optional.empty());
        }
        return weights.with(transformed(numeric.values(), spec.distribution()), weights.size, Optional.empty());
    }

    private static double[] transformed(double[] values, Distribution distribution) {
        return distribution.transform(Math.E) == Math.E ? values
            : Arrays.stream(values).map(distribution::transform).toArray();
    }

    private static Observations proportions(ResponseValues.Events events, Observations weights) {
        double[] y = new double[weights.prior.length];
        for (int r = 0; r < y.length; r++) {
            y[r] = events.events()[r] / events.trials()[r];
        }
        return weights.with(y, events.trials(), Optional.empty());
    }

    private static Observations indicators(ResponseValues.Categories response, Observations weights,
        Optional<String> event) {
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
        double[] y = new double[weights.prior.length];
        for (int r = 0; r < y.length; r++) {
            y[r] = response.codes()[r] == code ? 1 : 0;
        }
        return weights.with(y, weights.size, Optional.of(level));
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
