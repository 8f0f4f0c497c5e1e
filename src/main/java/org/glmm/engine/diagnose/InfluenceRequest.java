package org.glmm.engine.diagnose;

/** Which Cook's distances are wanted. */
public enum InfluenceRequest {
    NONE,
    /** Those of all rows and groups, but for crossed groups only if they take a few seconds. */
    QUICK,
    ALL
}
