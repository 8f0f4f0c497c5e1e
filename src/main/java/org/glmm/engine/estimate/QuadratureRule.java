package org.glmm.engine.estimate;

import org.apache.commons.math3.analysis.integration.gauss.HermiteRuleFactory;
import org.apache.commons.math3.util.Pair;

/**
 * The Gauss-Hermite rule for integrals over a line of functions near exp(-z^2/2): the integral of f is sqrt(2 pi) times
 * the sum of exp(logWeights) f(points).
 */
record QuadratureRule(double[] points, double[] logWeights) {

    /** @param count the number of points; with one the rule is the Laplace approximation */
    static QuadratureRule of(int count) {
        Pair<double[], double[]> rule = new HermiteRuleFactory().getRule(count);
        double[] points = rule.getFirst();
        double[] logWeights = rule.getSecond();
        for (int i = 0; i < count; i++) {
            points[i] *= Math.sqrt(2);
            logWeights[i] = Math.log(logWeights[i] / Math.sqrt(Math.PI)) + points[i] * points[i] / 2;
        }
        return new QuadratureRule(points, logWeights);
    }

    int count() {
        return points.length;
    }
}
