package org.glmm.engine.check;

import java.util.ArrayList;
import java.util.List;

import org.glmm.engine.design.RandomDesign;

/**
 * Finds random slopes whose covariate is far from zero in relation to its spread. Beside a random intercept, which belongs
 * to a covariate of zero, their correlation is then nearly one, and the optimiser hardly gets ahead.
 */
public final class UncentredSlopes {

    private static final double FAR = 100;

    private UncentredSlopes() {
    }

    /** The slopes, "year in (1 + year | school)". */
    public static List<String> find(ModelData data) {
        List<String> slopes = new ArrayList<>();
        for (RandomDesign term : data.design().random()) {
            for (int effect = 1; term.term().intercept() && effect < term.effects(); effect++) {
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
