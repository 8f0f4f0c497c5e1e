package org.glmm.engine.design;

import org.glmm.engine.error.ModelException;
import org.glmm.engine.formula.Expression;
import org.glmm.engine.formula.Response;
import org.glmm.engine.frame.NumericColumn;

/** Evaluates the left-hand side of a formula and checks events against trials. */
final class ResponseReader {

    private final FrameReader frame;

    ResponseReader(FrameReader frame) {
        this.frame = frame;
    }

    ResponseValues read(Response response) {
        if (response instanceof Response.Proportion proportion) {
            return proportion(proportion);
        }
        if (response instanceof Response.Counts counts) {
            return counts(counts);
        }
        var value = ((Response.Single) response).value();
        if (frame.isFactor(value)) {
            var factor = frame.factor(value);
            return new ResponseValues.Categories(response.label(), factor.codes(), factor.levels());
        }
        return new ResponseValues.Numeric(response.label(), frame.numbers(value));
    }

    private ResponseValues proportion(Response.Proportion response) {
        double[] events = wholeNumbers("events", response.events(), 0);
        double[] trials = wholeNumbers("trials", response.trials(), 1);
        for (int row = 0; row < events.length; row++) {
            if (events[row] > trials[row]) {
                throw new ModelException("Events " + quoted(response.events()) + " exceed trials "
                    + quoted(response.trials()) + " in row " + (row + 1) + " of the rows used: " + text(events[row])
                    + " events in " + text(trials[row]) + " trials; correct the data or exchange the columns.");
            }
        }
        return new ResponseValues.Events(response.label(), events, trials);
    }

    private ResponseValues counts(Response.Counts response) {
        double[] events = wholeNumbers("events", response.events(), 0);
        double[] failures = wholeNumbers("failures", response.failures(), 0);
        double[] trials = new double[events.length];
        for (int row = 0; row < trials.length; row++) {
            trials[row] = events[row] + failures[row];
            if (trials[row] == 0) {
                throw new ModelException("Events " + quoted(response.events()) + " and failures "
                    + quoted(response.failures()) + " are both 0 in row " + (row + 1)
                    + " of the rows used; leave out rows without trials.");
            }
        }
        return new ResponseValues.Events(response.label(), events, trials);
    }

    private double[] wholeNumbers(String role, Expression expression, int minimum) {
        double[] values = frame.numbers(expression);
        for (int row = 0; row < values.length; row++) {
            if (values[row] < minimum || values[row] != Math.rint(values[row])) {
                throw new ModelException("The " + role + " " + quoted(expression) + " are " + text(values[row])
                    + " in row " + (row + 1) + " of the rows used; they must be whole numbers from " + minimum + ".");
            }
        }
        return values;
    }

    private static String quoted(Expression expression) {
        return "\"" + expression.label() + "\"";
    }

    private static String text(double value) {
        return NumericColumn.label(value);
    }
}
