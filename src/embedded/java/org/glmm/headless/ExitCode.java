package org.glmm.headless;

/** Exit codes of KNIME's batch application. */
public enum ExitCode {

    /** All nodes were executed. */
    SUCCESS(0),

    /** Parameters are wrong or missing. */
    WRONG_PARAMETERS(2),

    /** The workflow could not be loaded. */
    LOAD_ERROR(3),

    /** A node failed, stayed unconfigured or was cancelled. */
    EXECUTION_ERROR(4);

    private final int m_value;

    ExitCode(final int value) {
        m_value = value;
    }

    /** @return the process exit value */
    public int value() {
        return m_value;
    }
}
