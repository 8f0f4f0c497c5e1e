package org.glmm.headless.spi;

import java.util.function.Supplier;

/** Watches the execution of a node, from whatever threads the node uses, and may cancel it. */
public interface ProgressMonitor {

    /**
     * @param fraction done, from 0 to 1, NaN if unknown
     * @param message what is being done; costly, to be asked for only when it is shown
     */
    void progress(double fraction, Supplier<String> message);

    /** Whether the node is to stop at the next occasion. */
    boolean isCanceled();
}
