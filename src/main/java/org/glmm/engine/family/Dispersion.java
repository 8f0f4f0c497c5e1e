package org.glmm.engine.family;

/** How the variance of a response depends on the dispersion parameter of its distribution. */
public enum Dispersion {
    /** There is none: Var(y) = v(mu). */
    NONE,
    /** A scale phi: Var(y) = phi v(mu). */
    SCALE,
    /** A parameter psi inside the variance function: Var(y) = v(mu, psi). */
    SHAPE
}
