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
    double report(double value, double[] gradient) {
        count++;
        double squares = 0;
        for (double slope : gradient) {
            squares += slope * slope;
        }
        monitor.progress(phase, iteration > 0 ? iteration : count, value, Math.sqrt(squares));
        return value;
    }

    int count() {
        return count;
    }
}
