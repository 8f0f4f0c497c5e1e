package org.glmm.engine.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.glmm.engine.design.Design;
import org.glmm.engine.error.ModelException;
import org.glmm.engine.model.Convergence;
import org.glmm.engine.model.Convergence.Verdict;
import org.glmm.engine.model.Finding;
import org.glmm.engine.model.Finding.Kind;
import org.glmm.engine.model.ModelSpec;

/** What is to be said about a fit, in the user's words: the verdict and the findings. */
final class Diagnosis {

    private static final double NEGLIGIBLE_SCALE = 1e-13;

    private final Design design;
    private final Observations observations;
    private final ModelSpec spec;

    /**
     * Checks what can be checked before fitting.
     *
     * @throws ModelException if the model cannot be fitted to the data at all
     */
    Diagnosis(Design design, Observations observations, ModelSpec spec) {
        this.design = design;
        this.observations = observations;
        this.spec = spec;
        ModelChecks.requireDistinctFromResidual(design, spec);
    }

    /**
     * The verdict.
     *
     * @param boundaries the covariance parameters at the edge of their range, in words
     * @param fixedCovariance the covariance matrix of the fixed effects for phi = 1, p x p
     * @param evaluations the number of factorisations
     */
    Convergence convergence(EstimatedPoint point, List<String> boundaries, double[] fixedCovariance, int evaluations) {
        List<String> separated = Separation.find(spec, design.fixed(), fixedCovariance, point.linearPredictor());
        boolean perfect = separated.isEmpty() && isPerfect(point);
        Verdict verdict = !point.converged() || !separated.isEmpty() || perfect ? Verdict.NOT_CONVERGED
            : boundaries.isEmpty() ? Verdict.CONVERGED : Verdict.BOUNDARY;
        List<String> reasons = new ArrayList<>(boundaries);
        if (perfect) {
            reasons.add("the residual scale is estimated as zero, because the fixed and random effects reproduce the "
                + "response exactly; variances and tests mean nothing then");
        }
        if (!separated.isEmpty()) {
            reasons.add("the estimates of " + String.join(", ", separated)
                + " run to infinity because these effects predict some responses perfectly (separation); remove them "
                + "from the model or merge levels");
        }
        if (!point.converged()) {
            reasons.add(point.trouble());
        }
        return new Convergence(verdict, String.join("; ", reasons), point.iterations(), evaluations,
            point.scaledGradient());
    }

    private boolean isPerfect(EstimatedPoint point) {
        double size = Arrays.stream(observations.y()).map(y -> y * y).average().orElse(1);
        return spec.estimateScale()
            && point.scale() <= NEGLIGIBLE_SCALE * (spec.method().linear() ? size : 1);
    }

    /**
     * The findings.
     *
     * @param informative whether the information matrix of the covariance parameters is positive definite
     */
    List<Finding> findings(Convergence convergence, boolean informative) {
        List<Finding> findings = new ArrayList<>();
        if (convergence.verdict() != Verdict.CONVERGED) {
            findings.add(new Finding(
                convergence.verdict() == Verdict.BOUNDARY ? Kind.BOUNDARY : Kind.NOT_CONVERGED,
                "The fit has " + convergence.verdict().text() + ": " + convergence.message() + "."));
        }
        if (!design.fixed().dropped().isEmpty()) {
            findings.add(new Finding(Kind.DROPPED_COLUMNS, "The fixed-effect columns "
                + String.join(", ", design.fixed().dropped())
                + " are linear combinations of columns before them and were dropped."));
        }
        if (!informative) {
            findings.add(new Finding(Kind.INFORMATION, "The information matrix of the covariance parameters is not "
                + "positive definite, so they have no standard errors; the data hardly determine some of them."));
        }
        ModelChecks.doubleDispersion(design, spec).ifPresent(findings::add);
        return findings;
    }
}
