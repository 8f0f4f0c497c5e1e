package org.glmm.engine.estimate;

/** A parameter of the user's scale as a smooth function of the parameters x of a likelihood. */
interface ParameterFunction {

    /** The value at x; NaN where the function has none. */
    double value(double[] x);

    /** The gradient at x, as long as x. */
    double[] gradient(double[] x);

    /**
     * A linear function.
     *
     * @param origin an x
     * @param value the value there
     * @param coefficients the gradient
     */
    record Linear(double[] origin, double value, double[] coefficients) implements ParameterFunction {

        @Override
        public double value(double[] x) {
            double sum = value;
            for (int i = 0; i < x.length; i++) {
                sum += coefficients[i] * (x[i] - origin[i]);
            }
            return sum;
        }

        @Override
        public double[] gradient(double[] x) {
            return coefficients;
        }
    }
}
