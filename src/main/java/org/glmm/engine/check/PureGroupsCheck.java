package org.glmm.engine.check;

import java.util.ArrayList;
import java.util.List;

import org.glmm.engine.design.RandomDesign;
import org.glmm.engine.model.Finding;
import org.glmm.engine.model.Finding.Kind;

/**
 * Finds groupings in each of whose groups all responses are at the same end of their range. One or the other such group
 * is nothing special, but where all are, the random effects explain the response the better the larger their variance
 * is.
 */
final class PureGroupsCheck implements Check {

    @Override
    public List<Finding> findings(ModelData data) {
        byte[] limits = data.limits();
        List<Finding> findings = new ArrayList<>();
        for (RandomDesign term : data.design().random()) {
            if (arePure(term, limits) && term.levels() < term.rows()) {
                findings.add(new Finding(Kind.DEGENERATE_RESPONSE, "In each level of " + term.group()
                    + " all rows have the same " + data.design().response().name()
                    + ", so that the data set no upper limit to the variance of the random "
                    + "term " + term.term() + "; model one row for each level instead."));
            }
        }
        return findings;
    }

    private static boolean arePure(RandomDesign term, byte[] limits) {
        byte[] outcome = new byte[term.levels()];
        for (int r = 0; r < limits.length; r++) {
            int level = term.level()[r];
            if (limits[r] == 0 || level >= 0 && outcome[level] == -limits[r]) {
                return false;
            }
            if (level >= 0) {
                outcome[level] = limits[r];
            }
        }
        return true;
    }
}
