package org.glmm.headless.run;

/** States of a node. */
public enum NodeState {

    /** Not configured. */
    IDLE,

    /** Ready for execution. */
    CONFIGURED,

    /** Executed with success. */
    EXECUTED
}
