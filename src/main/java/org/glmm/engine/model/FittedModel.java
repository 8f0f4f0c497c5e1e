package org.glmm.engine.model;

import java.util.List;

import org.glmm.engine.design.DesignRecipe;
import org.glmm.engine.family.Dispersion;
import org.glmm.engine.family.Link;
import org.glmm.engine.mme.PredictionErrors;

/**
 * What was found: everything that prediction and testing need, without the training rows. Immutable; the arrays inside
 * must not be written to. {@link ModelFile} writes and reads it.
 *
 * @param spec what was asked for; its event level is filled in for a nominal response
 * @param recipe how to build the rows of X and Z from data
 * @param fixedEffects estimates of the fixed effects
 * @param covarianceParameters estimates of the covariance parameters, random terms first, the residual scale last
 * @param randomEffects the predicted random effects, one entry a random term, in the order of the formula
 * @param predictionErrors the joint uncertainty of fixed and random effects; its nodes are the levels of the random
 *            effects
 * @param statistics how well the model fits
 * @param convergence the verdict on the fit
 * @param findings what the user has to know, the gravest first
 * @param testBasis what tests of the fixed effects need
 * @param randomTermTests likelihood-ratio tests of random terms, if they were asked for
 * @param profiles profile-likelihood intervals, if they were asked for
 */
public record FittedModel(ModelSpec spec, DesignRecipe recipe, FixedEffects fixedEffects,
    List<CovarianceParameter> covarianceParameters, List<RandomEffects> randomEffects,
    PredictionErrors predictionErrors, FitStatistics statistics, Convergence convergence, List<Finding> findings,
    TestBasis testBasis, List<RandomTermTest> randomTermTests, ProfileIntervals profiles) {

    /** The link between the linear predictor and the mean of the observation. */
    public Link observationLink() {
        boolean shape = spec.distribution().dispersion() == Dispersion.SHAPE;
        return spec.distribution().observationLink(spec.link(), shape ? statistics.shape() : statistics.scale());
    }

    public FittedModel {
        covarianceParameters = List.copyOf(covarianceParameters);
        randomEffects = List.copyOf(randomEffects);
        findings = List.copyOf(findings);
        randomTermTests = List.copyOf(randomTermTests);
    }

    /** A model that carries nothing for tests beyond the covariance matrix of its fixed effects. */
    public FittedModel(ModelSpec spec, DesignRecipe recipe, FixedEffects fixedEffects,
        List<CovarianceParameter> covarianceParameters, List<RandomEffects> randomEffects,
        PredictionErrors predictionErrors, FitStatistics statistics, Convergence convergence, List<Finding> findings) {
        this(spec, recipe, fixedEffects, covarianceParameters, randomEffects, predictionErrors, statistics, convergence,
            findings, TestBasis.NONE, List.of(), ProfileIntervals.NONE);
    }

    /** The same with likelihood-ratio tests of its random terms. */
    public FittedModel with(List<RandomTermTest> tests) {
        return new FittedModel(spec, recipe, fixedEffects, covarianceParameters, randomEffects, predictionErrors,
            statistics, convergence, findings, testBasis, tests, profiles);
    }

    /** The findings after which the estimates may mislead, in words. */
    public List<String> warnings() {
        return findings.stream().filter(finding -> finding.kind().isWarning()).map(Finding::text).toList();
    }

    /** The other findings, in words. */
    public List<String> notes() {
        return findings.stream().filter(finding -> !finding.kind().isWarning()).map(Finding::text).toList();
    }
}
