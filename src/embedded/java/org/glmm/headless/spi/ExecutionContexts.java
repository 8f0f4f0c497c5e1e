package org.glmm.headless.spi;

import java.lang.invoke.MethodHandles;
import java.util.function.Function;

import org.knime.core.node.ExecutionContext;

/** Makes execution contexts, which KNIME's API has no way to make without its workflow manager. */
public final class ExecutionContexts {

    private static Function<ProgressMonitor, ExecutionContext> maker;

    private ExecutionContexts() {
    }

    /** A context that reports to the monitor and is canceled by it. */
    public static ExecutionContext create(final ProgressMonitor monitor) {
        try {
            MethodHandles.lookup().ensureInitialized(ExecutionContext.class);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
        return maker.apply(monitor);
    }

    /** Called by the execution context itself when its class is initialized. */
    public static void madeBy(final Function<ProgressMonitor, ExecutionContext> constructor) {
        maker = constructor;
    }
}
