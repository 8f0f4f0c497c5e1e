package org.glmm.engine.estimate;

import java.util.Optional;

import org.glmm.engine.covariance.CovarianceStructures;
import org.glmm.engine.design.Design;
import org.glmm.engine.design.RandomDesign;
import org.glmm.engine.error.ModelException;
import org.glmm.engine.model.Finding;
import org.glmm.engine.model.Finding.Kind;
import org.glmm.engine.model.ModelSpec;

/** Finds random terms that no data can tell from the residual. */
final class ModelChecks {

    private ModelChecks() {
    }

    /**
     * Refuses a random term with as many random effects as rows in a linear mixed model.
     *
     * @throws ModelException naming the term
     */
    static void requireDistinctFromResidual(Design design, ModelSpec spec) {
        if (!spec.method().linear()) {
            return;
        }
        for (RandomDesign term : design.random()) {
            long effects = (long) term.levels() * term.effects();
            boolean absorbs = term.term().variance().isEmpty()
                && CovarianceStructures.named(term.term().structure()).absorbsIdentity(term.effects());
            if (absorbs && effects >= term.rows()) {
                throw new ModelException("The random term " + term.term() + " has " + effects + " effects ("
                    + term.levels() + " levels) for " + term.rows()
                    + " rows, so it cannot be told from the residual; remove it or choose a coarser grouping.");
            }
        }
    }

    /** A finding where over-dispersion is modelled twice: by an effect for each row and by an estimated scale. */
    static Optional<Finding> doubleDispersion(Design design, ModelSpec spec) {
        return spec.method().linear() || !spec.estimateScale() ? Optional.empty()
            : design.random().stream().filter(term -> term.levels() == design.rows()).findFirst()
                .map(term -> new Finding(Kind.CONFOUNDED, "The random term " + term.term() + " has one level for each row and the residual scale is "
                    + "estimated as well; both describe over-dispersion, so that several solutions may exist. "
                    + "Remove the term or fix the scale at 1."));
    }
}
