package org.glmm.engine.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The levels of a grouping factor, or the combinations of several grouping factors' levels that occur in the data,
 * sorted by the first factor's levels, then the second's and so on.
 */
public final class GroupLevels {

    /** The level index of a combination that does not occur. */
    public static final int NEW_LEVEL = -1;

    private final List<List<String>> factors;

    /**
     * For each factor the sorted distinct keys: index of the combination so far * levels + code. Null for the first
     * factor if all its levels occur.
     */
    private final long[][] keys;

    private GroupLevels(List<List<String>> factors, long[][] keys) {
        this.factors = factors;
        this.keys = keys;
    }

    /** Groups of the combinations that rows have, and each row's group. */
    record Grouped(GroupLevels levels, int[] rows) { }

    /**
     * Finds the groups of rows.
     *
     * @param factors the level names of each factor
     * @param codes per factor, per row the index of the level
     */
    static Grouped group(List<List<String>> factors, List<int[]> codes) {
        long[][] keys = new long[factors.size()][];
        int[] groups = codes.get(0);
        for (int f = hasAllLevels(groups, factors.get(0).size()) ? 1 : 0; f < factors.size(); f++) {
            long[] rowKeys = new long[groups.length];
            for (int row = 0; row < rowKeys.length; row++) {
                rowKeys[row] = (f == 0 ? 0 : (long) groups[row] * factors.get(f).size()) + codes.get(f)[row];
            }
            long[] distinct = sortedDistinct(rowKeys);
            groups = new int[rowKeys.length];
            for (int row = 0; row < groups.length; row++) {
                groups[row] = Arrays.binarySearch(distinct, rowKeys[row]);
            }
            keys[f] = distinct;
        }
        return new Grouped(new GroupLevels(List.copyOf(factors), keys), groups);
    }

    private static boolean hasAllLevels(int[] codes, int levels) {
        var found = new BitSet(levels);
        for (int code : codes) {
            found.set(code);
        }
        return found.cardinality() == levels;
    }

    /**
     * Restores groups from their parts.
     *
     * @param factors the level names of each factor
     * @param cells as from {@link #cells()}
     */
    public static GroupLevels of(List<List<String>> factors, int[] cells) {
        int width = factors.size();
        if (cells.length == 0) {
            return new GroupLevels(List.copyOf(factors), new long[1][]);
        }
        List<int[]> codes = new ArrayList<>();
        for (int f = 0; f < width; f++) {
            int factor = f;
            codes.add(IntStream.range(0, cells.length / width).map(cell -> cells[cell * width + factor]).toArray());
        }
        return group(factors, codes).levels();
    }

    private static long[] sortedDistinct(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        int size = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                sorted[size++] = sorted[i];
            }
        }
        return Arrays.copyOf(sorted, size);
    }

    /** Whether the groups are all levels of one factor. */
    private boolean isOneFactor() {
        return keys.length == 1 && keys[0] == null;
    }

    /** The number of groups. */
    public int size() {
        return isOneFactor() ? factors.get(0).size() : keys[keys.length - 1].length;
    }

    /** The index of the group with the given level of each factor, or {@link #NEW_LEVEL}. */
    public int index(int[] codes) {
        int group = keys[0] == null ? codes[0] : Arrays.binarySearch(keys[0], codes[0]);
        if (group < 0) {
            return NEW_LEVEL;
        }
        for (int f = 1; f < codes.length; f++) {
            long key = (long) group * factors.get(f).size() + codes[f];
            group = Arrays.binarySearch(keys[f], key);
            if (group < 0) {
                return NEW_LEVEL;
            }
        }
        return group;
    }

    /** The level names of a group joined by ":". */
    public String name(int group) {
        int[] codes = codes(group);
        var name = new StringBuilder(factors.get(0).get(codes[0]));
        for (int f = 1; f < codes.length; f++) {
            name.append(':').append(factors.get(f).get(codes[f]));
        }
        return name.toString();
    }

    public List<String> names() {
        return isOneFactor() ? factors.get(0) : IntStream.range(0, size()).mapToObj(this::name).toList();
    }

    /** The level index of each factor, group after group; empty if the groups are all levels of one factor. */
    public int[] cells() {
        return isOneFactor() ? new int[0]
            : IntStream.range(0, size()).flatMap(group -> Arrays.stream(codes(group))).toArray();
    }

    private int[] codes(int group) {
        int[] codes = new int[factors.size()];
        int rest = group;
        for (int f = codes.length - 1; f > 0; f--) {
            long key = keys[f][rest];
            codes[f] = (int) (key % factors.get(f).size());
            rest = (int) (key / factors.get(f).size());
        }
        codes[0] = keys[0] == null ? rest : (int) keys[0][rest];
        return codes;
    }
}
