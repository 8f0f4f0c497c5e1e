package org.glmm.engine.report;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.glmm.engine.formula.Expression;
import org.glmm.engine.formula.RandomTerm;
import org.glmm.engine.frame.Frame;

/**
 * What the data say about the groups of the random effects, one sentence for each grouping: how many levels it has,
 * how many rows a level, and how it lies to the groupings before it. A grouping is nested in another if each of its
 * levels occurs with one level of the other only; otherwise the two are crossed.
 */
public final class GroupsInWords {

    private final List<Grouping> groupings;

    private GroupsInWords(List<Grouping> groupings) {
        this.groupings = groupings;
    }

    /** A grouping: the number of its level in each row. */
    private record Grouping(String name, int[] codes, int levels) {

        static Grouping of(RandomTerm term, Frame frame) {
            var columns = term.grouping().stream().flatMap(factor -> factor.columns().stream())
                .map(column -> frame.column(column).asFactor()).toList();
            Map<List<Integer>, Integer> numbers = new HashMap<>();
            int[] codes = IntStream.range(0, frame.rows()).map(row -> numbers.computeIfAbsent(
                columns.stream().map(column -> column.codes()[row]).toList(), combination -> numbers.size())).toArray();
            var name = term.grouping().stream().map(Expression::columns).map(c -> c.get(0))
                .collect(Collectors.joining(" x "));
            return new Grouping(name, codes, numbers.size());
        }

        String size() {
            int[] rows = new int[levels];
            Arrays.stream(codes).forEach(code -> rows[code]++);
            int least = Arrays.stream(rows).min().orElse(0);
            int most = Arrays.stream(rows).max().orElse(0);
            return name + ": " + counted(levels, "level") + ", "
                + (least == most ? counted(most, "row") : least + " to " + most + " rows") + " each";
        }

        boolean isNestedIn(Grouping other) {
            return pairs(other) == levels;
        }

        /** The number of pairs of levels that occur. */
        long pairs(Grouping other) {
            return IntStream.range(0, codes.length)
                .mapToLong(row -> (long) codes[row] * other.levels + other.codes[row]).distinct().count();
        }
    }

    /** The sentences, in the order of the terms; a grouping of several terms is described once. */
    public static List<String> of(Frame frame, List<RandomTerm> terms) {
        Map<String, Grouping> distinct = new LinkedHashMap<>();
        terms.forEach(term -> distinct.computeIfAbsent(term.groupName(), name -> Grouping.of(term, frame)));
        var words = new GroupsInWords(List.copyOf(distinct.values()));
        return IntStream.range(0, distinct.size()).mapToObj(words::sentence).toList();
    }

    private String sentence(int i) {
        var grouping = groupings.get(i);
        var relations = groupings.stream().limit(i).map(other -> relation(grouping, other))
            .collect(Collectors.joining(", "));
        return grouping.size() + (relations.isEmpty() ? "" : ", " + relations);
    }

    private static String relation(Grouping grouping, Grouping other) {
        boolean inside = grouping.isNestedIn(other);
        boolean around = other.isNestedIn(grouping);
        if (inside) {
            return (around ? "the same groups as " : "nested in ") + other.name;
        }
        if (around) {
            return other.name + " is nested in it";
        }
        long pairs = grouping.pairs(other);
        long all = (long) grouping.levels * other.levels;
        return "crossed with " + other.name
            + (pairs == all ? "" : " (" + pairs + " of " + all + " combinations occur)");
    }

    private static String counted(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
