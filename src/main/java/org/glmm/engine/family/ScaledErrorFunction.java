package org.glmm.engine.family;

/**
 * The scaled complementary error function erfcx(x) = exp(x^2) erfc(x) for x &gt;= 0, by the rational Chebyshev
 * approximations of Cody (1969, Math. Comp. 23, 631-637), to about 16 digits.
 */
final class ScaledErrorFunction {

    private static final double SMALL = 0.46875;
    private static final double MEDIUM = 4;
    private static final double LARGE = 1e8;
    private static final double ONE_OVER_ROOT_PI = 1 / Math.sqrt(Math.PI);

    private static final double[] A = {1.85777706184603153e-1, 3.16112374387056560, 1.13864154151050156e2,
        3.77485237685302021e2, 3.20937758913846947e3};
    private static final double[] B = {1, 2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3,
        2.84423683343917062e3};
    private static final double[] C = {2.15311535474403846e-8, 5.64188496988670089e-1, 8.88314979438837594,
        6.61191906371416295e1, 2.98635138197400131e2, 8.81952221241769090e2, 1.71204761263407058e3,
        2.05107837782607147e3, 1.23033935479799725e3};
    private static final double[] D = {1, 1.57449261107098347e1, 1.17693950891312499e2, 5.37181101862009858e2,
        1.62138957456669019e3, 3.29079923573345963e3, 4.36261909014324716e3, 3.43936767414372164e3,
        1.23033935480374942e3};
    private static final double[] P = {1.63153871373020978e-2, 3.05326634961232344e-1, 3.60344899949804439e-1,
        1.25781726111229246e-1, 1.60837851487422766e-2, 6.58749161529837803e-4};
    private static final double[] Q = {1, 2.56852019228982242, 1.87295284992346725, 5.27905102951428412e-1,
        6.05183413124413191e-2, 2.33520497626869185e-3};

    private ScaledErrorFunction() {
    }

    /** erfcx(x) for x &gt;= 0. */
    static double of(double x) {
        if (x <= SMALL) {
            double square = x * x;
            return Math.exp(square) * (1 - x * polynomial(A, square) / polynomial(B, square));
        }
        if (x <= MEDIUM) {
            return polynomial(C, x) / polynomial(D, x);
        }
        if (x >= LARGE) {
            return ONE_OVER_ROOT_PI / x;
        }
        double square = 1 / (x * x);
        return (ONE_OVER_ROOT_PI - square * polynomial(P, square) / polynomial(Q, square)) / x;
    }

    /** The standard normal distribution function, exact to about 16 digits in both tails. */
    static double normal(double z) {
        double x = Math.abs(z) / Math.sqrt(2);
        double tail = 0.5 * Math.exp(-x * x) * of(x);
        return z < 0 ? tail : 1 - tail;
    }

    private static double polynomial(double[] coefficients, double x) {
        double value = 0;
        for (double coefficient : coefficients) {
            value = value * x + coefficient;
        }
        return value;
    }
}
