package org.glmm.engine.design;

import java.util.List;

/** The response of the rows used. The arrays are shared, nobody may write to them. */
public sealed interface ResponseValues {

    /** The response as named in results. */
    String name();

    /** Numbers: counts, measurements, 0/1. */
    record Numeric(String name, double[] values) implements ResponseValues { }

    /** Events out of trials: whole numbers, 0 to trials, trials from 1. */
    record Events(String name, double[] events, double[] trials) implements ResponseValues { }

    /** Levels of a factor: per row the index of its level. */
    record Categories(String name, int[] codes, List<String> levels) implements ResponseValues { }
}
