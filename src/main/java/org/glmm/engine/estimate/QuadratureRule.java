package org.glmm.engine.estimate;

import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * The Gauss-Hermite rule for integrals over a line of functions near exp(-z^2/2): the integral of f is sqrt(2 pi) times the
 * sum of exp(logWeights) f(points).
 */
record QuadratureRule(double[] points, double[] logWeights) {

    /** @param count the number of points; with one the rule is the Laplace approximation */
    static QuadratureRule of(int count) {
        GaussIntegrator rule = new GaussIntegratorFactory().hermite(count);
        double[] points = new double[count];
        double[] logWeights = new double[count];
        for (int i = 0; i < count; i++) {
            points[i] = Math.sqrt(2) * rule.getPoint(i);
            logWeights[i] = Math.log(rule.getWeight(i) / Math.sqrt(Math.PI)) + points[i] * points[i] / 2;
        }
        return new QuadratureRule(points, logWeights);
    }

    int count() {
        return points.length;
    }
}
