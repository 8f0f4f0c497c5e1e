package org.glmm.engine.inference.contrast;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The compact letter display: means that share a letter do not differ significantly. The insert-and-absorb algorithm
 * (Piepho 2004, J. Comput. Graph. Statist. 13, 456-466).
 */
public final class LetterGroups {

    private LetterGroups() {
    }

    /**
     * The letters of each mean, {@code a} for the group of the largest.
     *
     * @param means their estimates; one that is NaN has no letters
     * @param differs whether the means i and j differ, for j smaller than i
     */
    public static List<String> of(double[] means, boolean[][] differs) {
        int n = means.length;
        int[] order = IntStream.range(0, n).filter(i -> !Double.isNaN(means[i])).boxed()
            .sorted(Comparator.comparingDouble(i -> -means[i])).mapToInt(Integer::intValue).toArray();
        var groups = new ArrayList<BitSet>();
        var all = new BitSet(n);
        IntStream.range(0, order.length).forEach(all::set);
        groups.add(all);
        for (int a = 0; a < order.length; a++) {
            for (int b = a + 1; b < order.length; b++) {
                if (differs[Math.max(order[a], order[b])][Math.min(order[a], order[b])]) {
                    separate(groups, a, b);
                }
            }
        }
        groups.sort(Comparator.<BitSet>comparingInt(group -> group.nextSetBit(0)).thenComparingInt(BitSet::length));
        var letters = new ArrayList<String>(Collections.nCopies(n, ""));
        for (int place = 0; place < order.length; place++) {
            var text = new StringBuilder();
            for (int g = 0; g < groups.size(); g++) {
                text.append(groups.get(g).get(place) ? letter(g) : "");
            }
            letters.set(order[place], text.toString());
        }
        return letters;
    }

    /** Splits every group that holds both, and drops what is then contained in another group. */
    private static void separate(List<BitSet> groups, int a, int b) {
        for (var group : List.copyOf(groups)) {
            if (group.get(a) && group.get(b)) {
                groups.remove(group);
                absorb(groups, without(group, a));
                absorb(groups, without(group, b));
            }
        }
    }

    private static BitSet without(BitSet group, int member) {
        var rest = (BitSet) group.clone();
        rest.clear(member);
        return rest;
    }

    private static void absorb(List<BitSet> groups, BitSet added) {
        if (groups.stream().noneMatch(group -> contains(group, added))) {
            groups.removeIf(group -> contains(added, group));
            groups.add(added);
        }
    }

    private static boolean contains(BitSet larger, BitSet smaller) {
        var rest = (BitSet) smaller.clone();
        rest.andNot(larger);
        return rest.isEmpty();
    }

    private static String letter(int group) {
        var letter = String.valueOf((char) ('a' + group % 26));
        return group < 26 ? letter : letter + group / 26;
    }
}
