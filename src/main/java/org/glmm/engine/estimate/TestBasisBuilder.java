package org.glmm.engine.estimate;

import java.util.Optional;

import org.glmm.engine.design.Design;
import org.glmm.engine.design.FixedDesign;
import org.glmm.engine.mme.MixedModelEquations;
import org.glmm.engine.model.ModelSpec;
import org.glmm.engine.model.ModelSpec.SmallSample;
import org.glmm.engine.model.TestBasis;
import org.glmm.engine.model.TestBasis.Adjustments;
import org.glmm.engine.model.TestBasis.DesignDegrees;

/** Puts together what the model carries for tests of its fixed effects. */
final class TestBasisBuilder {

    /** The most multiplications, about a second's work, that are spent on Kenward-Roger without being asked. */
    private static final double AFFORDABLE = 1e9;

    private final MixedModelEquations equations;
    private final CovarianceModel covariance;
    private final Design design;
    private final Observations observations;
    private final ModelSpec spec;

    /** @param equations factored at the estimate */
    TestBasisBuilder(MixedModelEquations equations, CovarianceModel covariance, Design design,
        Observations observations, ModelSpec spec) {
        this.equations = equations;
        this.covariance = covariance;
        this.design = design;
        this.observations = observations;
        this.spec = spec;
    }

    /**
     * The basis at an estimate.
     *
     * @param scaleEstimated whether the residual scale was estimated
     * @param information the covariance matrix of theta and the dispersion parameter from the observed information
     * @param degrees what follows from the design
     * @param robust the robust covariance matrix of the fixed effects, if one was asked for
     */
    TestBasis build(EstimatedPoint point, boolean scaleEstimated, Optional<double[]> information, DesignDegrees degrees,
        Optional<double[]> robust) {
        VarianceParameters parameters = new VarianceParameters(covariance, point.theta(),
            !spec.method().marginalLikelihood(), point.scale(), scaleEstimated);
        SmallSampleVariability variability = new SmallSampleVariability(parameters,
            equations.derivatives().varianceProducts(observations.count()));
        double[][] derivatives = new double[parameters.directions().size()][];
        for (int i = 0; i < derivatives.length; i++) {
            derivatives[i] = equations.covariance(variability.derivative(i));
        }
        double[] products = crossProducts(design.fixed(), observations.frequency());
        Optional<double[]> observed = information.map(parameters::transformed);
        if (spec.method().marginalLikelihood()) {
            return new TestBasis(derivatives, observed, Optional.empty(), TestBasis.NONE.adjustments(), degrees,
                products, robust);
        }
        if (!isAffordable(variability.adjustmentWork())) {
            return new TestBasis(derivatives, observed, Optional.empty(), TestBasis.NONE.adjustments(), degrees,
                products, robust);
        }
        Optional<double[]> first = observed.map(variability::firstOrder).map(equations::covariance);
        if (spec.extras().smallSample() == SmallSample.NEVER || !isAffordable(variability.expectedWork())) {
            return new TestBasis(derivatives, observed, Optional.empty(),
                new Adjustments(Optional.empty(), first, Optional.empty()), degrees, products, robust);
        }
        SmallSampleVariability.Expected expected = variability.expected();
        Optional<double[]> inverse = expected.covariance();
        return new TestBasis(derivatives, observed, inverse,
            new Adjustments(inverse.map(variability::firstOrder).map(equations::covariance), first,
                inverse.map(expected::secondOrder).map(equations::covariance)), degrees, products, robust);
    }

    private static double[] crossProducts(FixedDesign design, double[] frequency) {
        int p = design.size();
        double[] products = new double[p * p];
        for (int row = 0; row < frequency.length; row++) {
            for (int i = 0; i < p; i++) {
                double x = frequency[row] * design.values()[row * p + i];
                for (int j = 0; x != 0 && j < p; j++) {
                    products[i * p + j] += x * design.values()[row * p + j];
                }
            }
        }
        return products;
    }

    private boolean isAffordable(double work) {
        return spec.extras().smallSample() == SmallSample.ALWAYS || work <= AFFORDABLE;
    }
}
