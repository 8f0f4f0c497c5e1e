package org.glmm.knime.learner;

import java.util.Locale;
import java.util.concurrent.CancellationException;

import org.glmm.engine.model.FitMonitor;
import org.glmm.engine.model.ModelSpec;
import org.glmm.engine.report.SearchTrace;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;

/** Shows the progress of a fit on the node, and passes the user's wish to cancel on to the fit. */
final class FitProgress implements FitMonitor {

    /** After this many evaluations the progress bar is at its middle; how many there will be is not known. */
    private static final double HALF_WAY = 30;

    private final String objectiveName;
    private final ExecutionMonitor exec;
    private final SearchTrace trace = new SearchTrace();
    private int evaluations;

    FitProgress(ModelSpec spec, ExecutionMonitor exec) {
        objectiveName = FitStatisticsTable.objectiveName(spec.method());
        this.exec = exec;
    }

    @Override
    public void progress(String phase, int iteration, double objective, double gradient) {
        checkpoint();
        trace.note(phase, iteration, objective, gradient);
        evaluations++;
        exec.setProgress(evaluations / (evaluations + HALF_WAY), () -> message(phase, iteration, objective, gradient));
    }

    @Override
    public void step(String phase, int done, int total) {
        checkpoint();
        exec.setProgress((double) done / total, () -> phase + ": " + done + " of " + total);
    }

    @Override
    public void checkpoint() {
        try {
            exec.checkCanceled();
        } catch (CanceledExecutionException e) {
            throw (CancellationException) new CancellationException(e.getMessage()).initCause(e);
        }
    }

    /** How the search went. */
    SearchTrace trace() {
        return trace;
    }

    private String message(String phase, int iteration, double objective, double gradient) {
        return String.format(Locale.ROOT, "%s, iteration %d: %s %.8g, gradient %.2g", phase, iteration, objectiveName,
            objective, gradient);
    }
}
