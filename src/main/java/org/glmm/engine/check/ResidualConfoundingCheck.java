package org.glmm.engine.check;

import java.util.ArrayList;
import java.util.List;

import org.glmm.engine.covariance.CovarianceStructure;
import org.glmm.engine.covariance.CovarianceStructure.Quantity;
import org.glmm.engine.covariance.CovarianceStructures;
import org.glmm.engine.design.RandomDesign;
import org.glmm.engine.model.Finding;
import org.glmm.engine.model.Finding.Kind;

/** Finds random terms with as many effects as rows, which cannot be told from the variation of single rows. */
final class ResidualConfoundingCheck implements Check {

    @Override
    public List<Finding> findings(ModelData data) {
        List<Finding> findings = new ArrayList<>();
        for (RandomDesign term : data.design().random()) {
            if (term.term().variance().isEmpty()) {
                add(term, data, findings);
            }
        }
        return findings;
    }

    private static void add(RandomDesign term, ModelData data, List<Finding> findings) {
        long effects = (long) term.levels() * term.effects();
        if (data.spec().method().linear()) {
            if (effects >= term.rows()) {
                addResidual(term, findings);
            }
        } else if (term.levels() == data.design().rows()) {
            if (data.isBinary()) {
                findings.add(new Finding(Kind.CONFOUNDED, size(term)
                    + " of zeros and ones, which vary no more than their means "
                    + "allow, so that the data do not determine its variance; remove it or choose a coarser "
                    + "grouping."));
            } else if (data.spec().estimateScale()) {
                findings.add(new Finding(Kind.CONFOUNDED, "The random term " + term.term()
                    + " has one level for each row "
                    + "and the residual scale is estimated as well; both describe over-dispersion, so that several "
                    + "solutions may exist. Remove the term or fix the scale at 1."));
            }
        }
    }

    private static String size(RandomDesign term) {
        return "The random term " + term.term() + " has " + (long) term.levels() * term.effects() + " effects ("
            + term.levels() + " levels) for " + term.rows() + " rows";
    }

    private static void addResidual(RandomDesign term, List<Finding> findings) {
        CovarianceStructure structure = CovarianceStructures.named(term.term().structure());
        boolean absorbs = structure.absorbsIdentity(term.effects());
        if (absorbs || hasVarianceForEachEffect(structure, term.effects())) {
            findings.add(new Finding(Kind.CONFOUNDED, size(term)
                + ", at least as many effects as rows, so that its variance can" + (absorbs ? "not" : " hardly")
                + " be told from the residual variance; remove it or choose a coarser grouping."));
        }
    }

    private static boolean hasVarianceForEachEffect(CovarianceStructure structure, int effects) {
        return structure.reported(effects).stream().filter(element -> element.quantity() == Quantity.VARIANCE)
            .count() == effects;
    }
}
