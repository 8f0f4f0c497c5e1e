package org.glmm.engine.estimate;

import java.util.ArrayList;
import java.util.List;

import org.glmm.engine.design.FixedDesign;
import org.glmm.engine.family.Link;
import org.glmm.engine.model.ModelSpec;

/**
 * Finds fixed effects whose estimates run to infinity because they separate events from non-events (Albert and Anderson
 * 1984, Biometrika 71), or counts of zero from others: some fitted means lie at the edge of their range, and the standard
 * errors of the effects that put them there have exploded.
 */
final class Separation {

    private static final double EDGE = 1e-7;
    private static final double EXPLODED = 20;

    private Separation() {
    }

    /**
     * The names of the coefficients that have run to infinity; empty if there are none.
     *
     * @param covariance the covariance matrix of the fixed effects for phi = 1, p x p
     * @param linearPredictor eta of every row
     */
    static List<String> find(ModelSpec spec, FixedDesign x, double[] covariance, double[] linearPredictor) {
        if (!reachesEdge(spec, linearPredictor)) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        for (int j = 0; j < x.size(); j++) {
            if (!(Math.sqrt(covariance[j * x.size() + j]) * spread(x, j) < EXPLODED)) {
                names.add(x.columns().get(j).name());
            }
        }
        return names;
    }

    private static boolean reachesEdge(ModelSpec spec, double[] linearPredictor) {
        Link link = spec.link();
        for (double eta : linearPredictor) {
            double mu = link.inverse(eta);
            if (!spec.distribution().means().contains(mu - EDGE) || !spec.distribution().means().contains(mu + EDGE)) {
                return true;
            }
        }
        return false;
    }

    private static double spread(FixedDesign x, int column) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = column; i < x.values().length; i += x.size()) {
            least = Math.min(least, x.values()[i]);
            most = Math.max(most, x.values()[i]);
        }
        return most > least ? most - least : Math.abs(most);
    }
}
