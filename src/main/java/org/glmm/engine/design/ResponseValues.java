package org.glmm.engine.design;

import java.util.List;
import java.util.Set;

import org.glmm.engine.error.ModelException;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.frame.Frame;

/** The response of the rows used. The arrays are shared, nobody may write to them. */
public sealed interface ResponseValues {

    /**
     * Evaluates the response of a formula.
     *
     * @param categorical numeric columns that count as factors
     * @throws ModelException if events and trials do not agree
     */
    static ResponseValues of(Formula formula, Frame frame, Set<String> categorical) {
        return new ResponseReader(new FrameReader(frame, categorical)).read(formula.response());
    }

    /** The response as named in results. */
    String name();

    /** The same of some of the rows. */
    ResponseValues select(int[] rows);

    /** Numbers: counts, measurements, 0/1. */
    record Numeric(String name, double[] values) implements ResponseValues {

        @Override
        public Numeric select(int[] rows) {
            return new Numeric(name, Selection.of(values, 1, rows));
        }
    }

    /** Events out of trials: whole numbers, 0 to trials, trials from 1. */
    record Events(String name, double[] events, double[] trials) implements ResponseValues {

        @Override
        public Events select(int[] rows) {
            return new Events(name, Selection.of(events, 1, rows), Selection.of(trials, 1, rows));
        }
    }

    /** Levels of a factor: per row the index of its level. */
    record Categories(String name, int[] codes, List<String> levels) implements ResponseValues {

        @Override
        public Categories select(int[] rows) {
            return new Categories(name, Selection.of(codes, rows), levels);
        }
    }
}
