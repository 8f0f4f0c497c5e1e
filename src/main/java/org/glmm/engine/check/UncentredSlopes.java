package org.glmm.engine.check;

import java.util.ArrayList;
import java.util.List;

import org.glmm.engine.design.RandomDesign;
import org.glmm.engine.formula.RandomTerm;

/**
 * Finds random slopes whose covariate is far from zero in relation to its spread, beside a random intercept with which
 * they may not be correlated freely. The model then depends on the origin of the covariate, and one of the effects
 * hardly shows in the data.
 */
public final class UncentredSlopes {

    private static final double FAR = 100;

    private UncentredSlopes() {
    }

    /** The slopes, "year in (1 + year || school)". */
    public static List<String> find(ModelData data) {
        List<String> slopes = new ArrayList<>();
        for (RandomDesign term : data.design().random()) {
            boolean depends = term.term().intercept() && !term.term().structure().equals(RandomTerm.UNSTRUCTURED);
            for (int effect = 1; depends && effect < term.effects(); effect++) {
                if (isFarFromZero(term, effect)) {
                    slopes.add(term.effectNames().get(effect) + " in " + term.term());
                }
            }
        }
        return slopes;
    }

    private static boolean isFarFromZero(RandomDesign term, int effect) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int r = 0; r < term.level().length; r++) {
            if (term.level()[r] >= 0) {
                least = Math.min(least, term.element(r, effect));
                most = Math.max(most, term.element(r, effect));
            }
        }
        return Math.min(Math.abs(least), Math.abs(most)) > FAR * (most - least);
    }
}
