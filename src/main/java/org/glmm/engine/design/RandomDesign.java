package org.glmm.engine.design;

import java.util.List;

import org.glmm.engine.formula.RandomTerm;

/**
 * The design of one random term: for each row a group and the row z of its k effects. The arrays are shared, nobody
 * may write to them.
 *
 * @param term the term as written
 * @param group the grouping as named in results: {@code g}, or {@code g (sex=M)} for one level of {@link RandomTerm#by}
 * @param level per row the index of its group; -1 if the row has no effect of this term
 * @param z row-major, n * k; null if k is 1 and all elements are 1
 * @param levelNames the groups' names
 * @param effectNames the k effects' names
 */
public record RandomDesign(RandomTerm term, String group, int[] level, double[] z, List<String> levelNames,
        List<String> effectNames) {

    public RandomDesign {
        levelNames = List.copyOf(levelNames);
        effectNames = List.copyOf(effectNames);
    }

    /** The same of some of the rows. */
    RandomDesign select(int[] rows) {
        return new RandomDesign(term, group, Selection.of(level, rows),
            z == null ? null : Selection.of(z, effects(), rows), levelNames, effectNames);
    }

    /** The number of rows that have an effect of this term. */
    public int rows() {
        int rows = 0;
        for (int group : level) {
            rows += group >= 0 ? 1 : 0;
        }
        return rows;
    }

    /** The number of groups. */
    public int levels() {
        return levelNames.size();
    }

    /** The number of effects k in every group. */
    public int effects() {
        return effectNames.size();
    }

    /** The element of z for one row and effect. */
    public double element(int row, int effect) {
        return z == null ? 1 : z[row * effects() + effect];
    }
}
