package org.glmm.engine.design;

/** Classes of rows that agree in some columns, numbered in the order of their first rows. */
public final class RowClasses {

    private final int[] rows;
    private final int most;
    private final int[] of;
    private int count = 1;

    /**
     * One class of all rows.
     *
     * @param rows the rows to be divided
     * @param most with more classes than these, they are not divided any more
     */
    public RowClasses(int[] rows, int most) {
        this.rows = rows;
        this.most = most;
        this.of = new int[rows.length];
    }

    /** One class of the rows {@code 0 .. count - 1}, to be divided as often as they differ. */
    static RowClasses ofAll(int count) {
        return new RowClasses(firstRows(count), count);
    }

    /** The rows {@code 0 .. count - 1}. */
    public static int[] firstRows(int count) {
        int[] rows = new int[count];
        for (int row = 0; row < count; row++) {
            rows[row] = row;
        }
        return rows;
    }

    /** Divides the classes by a matrix, row-major, with so many columns. */
    public void split(double[] matrix, int columns) {
        if (count > most || columns == 0) {
            return;
        }
        Numbering[] values = numberings(columns);
        Numbering[] pairs = numberings(columns);
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns; j++) {
                int value = values[j].of(Double.doubleToRawLongBits(matrix[rows[i] * columns + j]));
                of[i] = pairs[j].of(pair(of[i], value));
            }
        }
        count = pairs[columns - 1].count;
    }

    /** Divides the classes by a column. */
    public void split(int[] values) {
        if (count > most) {
            return;
        }
        Numbering pairs = new Numbering();
        for (int i = 0; i < rows.length; i++) {
            of[i] = pairs.of(pair(of[i], values[rows[i]]));
        }
        count = pairs.count;
    }

    private static Numbering[] numberings(int count) {
        Numbering[] numberings = new Numbering[count];
        for (int j = 0; j < count; j++) {
            numberings[j] = new Numbering();
        }
        return numberings;
    }

    private static long pair(int first, int second) {
        return (long) first << Integer.SIZE | Integer.toUnsignedLong(second);
    }

    /** The number of classes. */
    public int count() {
        return count;
    }

    /** The class of each row. */
    public int[] of() {
        return of;
    }

    /** The first row of each class. */
    public int[] first() {
        int[] first = new int[count];
        int found = 0;
        for (int i = 0; found < count; i++) {
            if (of[i] == found) {
                first[found++] = rows[i];
            }
        }
        return first;
    }

    /** The sum over the rows of each class of values that rows have. */
    public double[] sums(double[] values) {
        double[] sums = new double[count];
        for (int i = 0; i < of.length; i++) {
            sums[of[i]] += values[rows[i]];
        }
        return sums;
    }

    /** Numbers keys in the order in which they come: a hash table with linear probing, at most half full. */
    private static final class Numbering {

        private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

        private long[] keys = new long[16];
        /** The number of the key in each slot plus one, zero where there is none. */
        private int[] numbers = new int[16];
        private int count;

        int of(long key) {
            int slot = slot(key);
            if (numbers[slot] > 0) {
                return numbers[slot] - 1;
            }
            if (2 * count >= keys.length) {
                grow();
                slot = slot(key);
            }
            keys[slot] = key;
            numbers[slot] = ++count;
            return count - 1;
        }

        /** Where a key is, or is to come. */
        private int slot(long key) {
            int slot = (int) (key * GOLDEN_RATIO >>> Long.numberOfLeadingZeros(keys.length) + 1);
            while (numbers[slot] > 0 && keys[slot] != key) {
                slot = slot + 1 & keys.length - 1;
            }
            return slot;
        }

        private void grow() {
            long[] oldKeys = keys;
            int[] oldNumbers = numbers;
            keys = new long[4 * oldKeys.length];
            numbers = new int[keys.length];
            for (int old = 0; old < oldKeys.length; old++) {
                if (oldNumbers[old] > 0) {
                    int slot = slot(oldKeys[old]);
                    keys[slot] = oldKeys[old];
                    numbers[slot] = oldNumbers[old];
                }
            }
        }
    }
}
