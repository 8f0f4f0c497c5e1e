package org.glmm.headless;

import java.util.function.Supplier;

import org.glmm.headless.spi.ExecutionContexts;
import org.glmm.headless.spi.ProgressMonitor;
import org.knime.core.node.ExecutionContext;

/** Execution contexts for tests. */
public final class TestContexts {

    private TestContexts() {
    }

    /** @return a context that is never cancelled and shows no progress */
    public static ExecutionContext create() {
        return ExecutionContexts.create(new ProgressMonitor() {
            @Override
            public void progress(final double fraction, final Supplier<String> message) {
                // progress is not looked at
            }

            @Override
            public boolean isCanceled() {
                return false;
            }
        });
    }
}
