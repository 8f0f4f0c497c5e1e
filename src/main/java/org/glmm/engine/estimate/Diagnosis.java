package org.glmm.engine.estimate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.glmm.engine.check.Checks;
import org.glmm.engine.check.ModelData;
import org.glmm.engine.check.UncentredSlopes;
import org.glmm.engine.dense.DenseAlgebra;
import org.glmm.engine.model.Convergence;
import org.glmm.engine.model.Convergence.Verdict;
import org.glmm.engine.model.Finding;
import org.glmm.engine.model.Finding.Kind;
import org.glmm.engine.model.FitStatistics;
import org.glmm.engine.model.ModelSpec;

/** What is to be said about a fit, in the user's words: the verdict and the findings. */
final class Diagnosis {

    private static final double NEGLIGIBLE_SCALE = 1e-13;
    private static final double EDGE = 1e-10;

    private final ModelData data;
    private final ModelSpec spec;
    private final List<Finding> findings;

    /**
     * Checks what can be checked before fitting.
     *
     * @param checkpoint called now and then; may throw to end the checks
     */
    Diagnosis(ModelData data, Runnable checkpoint) {
        this.data = data;
        this.spec = data.spec();
        this.findings = new ArrayList<>(Checks.findings(data, checkpoint));
    }

    /**
     * The verdict.
     *
     * @param boundaries the covariance parameters at the edge of their range, in words
     * @param evaluations the number of factorisations
     */
    Convergence convergence(EstimatedPoint point, List<String> boundaries, int evaluations) {
        List<String> reasons = new ArrayList<>(boundaries);
        if (has(Kind.SEPARATION)) {
            reasons.add("some estimates are infinite (separation)");
        } else if (isPerfect(point)) {
            reasons.add("the residual scale is estimated as zero, because the fixed and random effects reproduce the "
                + "response exactly; variances and tests mean nothing then");
        }
        if (!point.converged() && !has(Kind.SEPARATION)) {
            reasons.add(point.trouble());
            List<String> uncentred = UncentredSlopes.find(data);
            if (!uncentred.isEmpty()) {
                reasons.add("subtract their means from the covariates of the random slopes "
                    + String.join(", ", uncentred));
            }
        }
        Verdict verdict = reasons.size() > boundaries.size() ? Verdict.NOT_CONVERGED
            : boundaries.isEmpty() ? Verdict.CONVERGED : Verdict.BOUNDARY;
        return new Convergence(verdict, String.join("; ", reasons), point.iterations(), evaluations,
            point.scaledGradient());
    }

    /** Whether fixed effects predict some responses perfectly. */
    boolean isSeparated() {
        return has(Kind.SEPARATION);
    }

    private boolean has(Kind kind) {
        for (Finding finding : findings) {
            if (finding.kind() == kind) {
                return true;
            }
        }
        return false;
    }

    private boolean isPerfect(EstimatedPoint point) {
        if (!spec.estimateScale()) {
            return false;
        }
        double size = 1;
        if (spec.method().linear()) {
            size = DenseAlgebra.dot(data.y(), data.y()) / data.y().length;
        }
        return point.scale() <= NEGLIGIBLE_SCALE * size;
    }

    /** Adds a finding of the estimation, if there is one. */
    void add(Optional<Finding> finding) {
        if (finding.isPresent()) {
            findings.add(finding.get());
        }
    }

    /**
     * The findings, the gravest first.
     *
     * @param undetermined if the information matrix is not positive definite, the direction in which it is least, in
     *            words; blank if that is not known
     */
    List<Finding> findings(EstimatedPoint point, Convergence convergence, FitStatistics statistics,
        Optional<String> undetermined) {
        List<Finding> all = new ArrayList<>(findings);
        if (convergence.verdict() != Verdict.CONVERGED) {
            all.add(new Finding(convergence.verdict() == Verdict.BOUNDARY ? Kind.BOUNDARY : Kind.NOT_CONVERGED,
                "The fit has " + convergence.verdict().text() + ": " + convergence.message() + "."));
        }
        if (!has(Kind.SEPARATION)) {
            if (undetermined.isPresent()) {
                all.add(singular(undetermined.get()));
            }
            addEdges(point.linearPredictor(), all);
        }
        Optional<Finding> overdispersion = Overdispersion.find(data, statistics);
        if (overdispersion.isPresent()) {
            all.add(overdispersion.get());
        }
        if (all.size() > 1) {
            all.sort(Comparator.comparing(Finding::kind));
        }
        return all;
    }

    private static Finding singular(String direction) {
        return new Finding(Kind.INFORMATION, "The information matrix of the parameters is not positive definite"
            + (direction.isBlank() ? ", so that the covariance parameters have no standard errors."
                : ": the data do not determine the combination " + direction
                + "; covariance parameters that have part in "
                    + "it have no standard errors; leave out a term that has part in it."));
    }

    /**
     * Fitted means that have reached an observation at the end of its range, though the fixed effects do not lead
     * there.
     */
    private void addEdges(double[] linearPredictor, List<Finding> all) {
        byte[] limits = data.limits();
        int count = 0;
        int first = 0;
        for (int r = limits.length - 1; r >= 0; r--) {
            if (limits[r] != 0 && Math.abs(spec.link().inverse(linearPredictor[r]) - data.y()[r]) < EDGE) {
                first = r;
                count++;
            }
        }
        if (count > 0) {
            all.add(new Finding(Kind.DEGENERATE_RESPONSE, "The fitted mean is at the end of the range of the response "
                + data.design().response().name() + " in " + count + " of " + limits.length + " rows (first in row "
                + (first + 1)
                + " of the rows used), where standard errors and tests cannot be trusted; choose another link "
                + "or a simpler model."));
        }
    }
}
