package org.glmm.engine.design;

import java.util.ArrayList;
import java.util.List;

import org.glmm.engine.formula.Expression;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.formula.RandomTerm;

/**
 * A random term, or its part in the rows with one level of {@link RandomTerm#by}, which has covariance parameters of
 * its own.
 *
 * @param byLevel the index of the level; {@link #ALL_ROWS} without such a factor
 * @param group the grouping as named in results: {@code g}, or {@code g (sex=M)}
 */
public record RandomPart(RandomTerm term, int byLevel, String group) {

    /** The level index of a part that all rows belong to. */
    static final int ALL_ROWS = -1;

    /** The parts of all random terms, in order. */
    public static List<RandomPart> of(Formula formula, Schema schema) {
        List<RandomPart> parts = new ArrayList<>();
        for (RandomTerm term : formula.random()) {
            if (term.by().isEmpty()) {
                parts.add(new RandomPart(term, ALL_ROWS, term.groupName()));
            } else {
                addParts(term, schema.asFactor(term.by().get()), schema, parts);
            }
        }
        return parts;
    }

    private static void addParts(RandomTerm term, Expression by, Schema schema, List<RandomPart> parts) {
        List<String> levels = schema.levelsOf(by);
        for (int level = 0; level < levels.size(); level++) {
            parts.add(new RandomPart(term, level,
                term.groupName() + " (" + by.columns().get(0) + "=" + levels.get(level) + ")"));
        }
    }
}
