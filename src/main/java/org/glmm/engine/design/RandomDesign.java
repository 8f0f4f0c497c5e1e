package org.glmm.engine.design;

import java.util.List;

import org.glmm.engine.formula.RandomTerm;

/**
 * The design of one random term: for each row a group and the row z of its k effects. The arrays are shared, nobody
 * may write to them.
 *
 * @param term the term as written
 * @param level per row the index of its group; -1 if the row has no effect of this term
 * @param z row-major, n * k; null if k is 1 and all elements are 1
 * @param levelNames the groups' names
 * @param effectNames the k effects' names
 */
public record RandomDesign(RandomTerm term, int[] level, double[] z, List<String> levelNames,
        List<String> effectNames) {

    public RandomDesign {
        levelNames = List.copyOf(levelNames);
        effectNames = List.copyOf(effectNames);
    }

    /** The number of groups. */
    public int levels() {
        return levelNames.size();
    }

    /** The number of effects k in every group. */
    public int effects() {
        return effectNames.size();
    }
}
