package org.glmm.headless.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.glmm.headless.spi.ExecutionContexts;
import org.junit.jupiter.api.Test;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;

class ProgressTest {

    private final RecordedProgress progress = new RecordedProgress();

    @Test
    void progressAndMessageOfTheWhole() {
        final var exec = ExecutionContexts.create(progress);
        exec.setMessage("reading");
        assertEquals(Double.NaN, progress.fraction());
        exec.setProgress(0.25, () -> "fitting");
        assertEquals(0.25, progress.fraction());
        assertEquals("fitting", progress.message());
        exec.setProgress(7);
        assertEquals(1, progress.fraction());
    }

    @Test
    void partsAdvanceTheWholeByTheirShare() {
        final var exec = ExecutionContexts.create(progress);
        final ExecutionMonitor first = exec.createSubProgress(0.5);
        first.setProgress(0.5);
        assertEquals(0.25, progress.fraction(), 1e-12);
        first.setProgress(1);
        final var second = exec.createSubExecutionContext(0.5).createSubProgress(0.5);
        second.setProgress(0.5);
        assertEquals(0.625, progress.fraction(), 1e-12);
        second.setProgress(0.2);
        assertEquals(0.625, progress.fraction(), 1e-12, "a part never goes back");
        second.setProgress(1);
        assertEquals(0.75, progress.fraction(), 1e-12);
    }

    @Test
    void messagesOfPartsFollowThoseOfTheWhole() {
        final var exec = ExecutionContexts.create(progress);
        exec.setMessage("fit");
        final var part = exec.createSubProgress(0.5);
        part.setProgress(0.1, "iteration 1");
        assertEquals("fit - iteration 1", progress.message());
        exec.createSilentSubProgress(0.5).setProgress(1, "hidden");
        assertEquals("fit - iteration 1", progress.message());
        assertEquals(0.55, progress.fraction(), 1e-12);
        exec.setMessage("store");
        assertEquals("store", progress.message());
    }

    @Test
    void cancelArrivesEverywhere() throws CanceledExecutionException {
        final var exec = ExecutionContexts.create(new RecordedProgress(1));
        final var part = exec.createSubProgress(0.5).createSilentSubProgress(0.1);
        part.checkCanceled();
        exec.setProgress(0.5);
        final var canceled = assertThrows(CanceledExecutionException.class, part::checkCanceled);
        assertEquals("Execution canceled", canceled.getMessage());
        assertThrows(CanceledExecutionException.class, exec::checkCanceled);
        assertThrows(CanceledExecutionException.class, exec.createSilentSubExecutionContext(1)::checkCanceled);
    }

    @Test
    void aMonitorForNobodyIsNeverCanceled() throws CanceledExecutionException {
        final var exec = new ExecutionMonitor();
        exec.setProgress(1, "done");
        exec.checkCanceled();
    }
}
