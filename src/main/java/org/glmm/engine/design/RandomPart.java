package org.glmm.engine.design;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.glmm.engine.formula.Expression;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.formula.RandomTerm;

/**
 * A random term, or its part in the rows with one level of {@link RandomTerm#by}, which has covariance parameters of its
 * own.
 *
 * @param byLevel the index of the level; {@link #ALL_ROWS} without such a factor
 * @param group the grouping as named in results: {@code g}, or {@code g (sex=M)}
 */
public record RandomPart(RandomTerm term, int byLevel, String group) {

    /** The level index of a part that all rows belong to. */
    static final int ALL_ROWS = -1;

    /** The parts of all random terms, in order. */
    public static List<RandomPart> of(Formula formula, Schema schema) {
        return formula.random().stream().flatMap(term -> parts(term, schema)).toList();
    }

    private static Stream<RandomPart> parts(RandomTerm term, Schema schema) {
        if (term.by().isEmpty()) {
            return Stream.of(new RandomPart(term, ALL_ROWS, term.groupName()));
        }
        Expression by = schema.asFactor(term.by().get());
        List<String> levels = schema.levelsOf(by);
        return IntStream.range(0, levels.size()).mapToObj(level -> new RandomPart(term, level,
            term.groupName() + " (" + by.columns().get(0) + "=" + levels.get(level) + ")"));
    }
}
