package org.glmm.engine.estimate;

/** A function of several variables with its gradient. */
interface Objective {

    /**
     * The value at {@code x}, infinite where the function has none.
     *
     * @param gradient receives the gradient; its content is undefined where the value is infinite
     */
    double evaluate(double[] x, double[] gradient);

    /** An approximate Hessian at {@code x}, where the function was evaluated last, row-major; null if none is known. */
    default double[] curvature(double[] x) {
        return null;
    }
}
