package org.glmm.engine.estimate;

import org.glmm.engine.model.FitMonitor;

/** Counts the evaluations of the objective and tells the monitor about each. */
final class Evaluations {

    private final FitMonitor monitor;
    private String phase = "";
    private int iteration;
    private int count;

    Evaluations(FitMonitor monitor) {
        this.monitor = monitor;
    }

    /** Names what the next evaluations belong to. */
    void begin(String newPhase, int newIteration) {
        phase = newPhase;
        iteration = newIteration;
    }

    /** Counts one evaluation and passes its value on. */
    double report(double value) {
        count++;
        monitor.progress(phase, iteration > 0 ? iteration : count, value);
        return value;
    }

    int count() {
        return count;
    }
}
