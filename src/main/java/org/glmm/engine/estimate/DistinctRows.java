package org.glmm.engine.estimate;

import java.util.SplittableRandom;

import org.glmm.engine.design.Design;
import org.glmm.engine.design.RandomDesign;

/**
 * The different rows of the data. Rows that agree in all that a likelihood sees, the row of X, levels and covariates
 * of the random effects, offset, response, trials and prior weight, are one row here, whose frequency is the sum of
 * theirs. Where that does not halve their number, or they are few, all rows stay.
 *
 * @param design of the different rows, in the order of their first occurrence
 * @param observations of the different rows
 * @param place for each row of the data the one that it is here
 */
record DistinctRows(Design design, Observations observations, int[] place) {

    /** The fit of fewer rows does not become faster. */
    static final int FEWEST = 10_000;

    private static final int SHRINKAGE = 2;
    /** The size of the sample that tells whether rows repeat, in multiples of the root of their number. */
    private static final int SAMPLE = 6;
    private static final long SEED = 1;

    static DistinctRows of(Design design, Observations observations) {
        int n = design.rows();
        int[] rows = new int[n];
        for (int row = 0; row < n; row++) {
            rows[row] = row;
        }
        int most = n / SHRINKAGE;
        if (n >= FEWEST && repeat(design, observations)) {
            Classes classes = classes(rows, design, observations, most);
            if (classes.count <= most) {
                int[] first = classes.first();
                return new DistinctRows(design.select(first),
                    observations.select(first, classes.sums(observations.frequency())), classes.of);
            }
        }
        return new DistinctRows(design, observations, rows);
    }

    /**
     * Whether the rows seem to repeat often enough: of m rows drawn with replacement, about c m^2 / 2n are like one
     * drawn before if every row occurs c times.
     */
    private static boolean repeat(Design design, Observations observations) {
        int n = design.rows();
        int m = (int) (SAMPLE * Math.sqrt(n));
        int most = m - SAMPLE * SAMPLE * SHRINKAGE / 2;
        SplittableRandom random = new SplittableRandom(SEED);
        int[] sample = new int[m];
        for (int draw = 0; draw < m; draw++) {
            sample[draw] = random.nextInt(n);
        }
        return classes(sample, design, observations, most).count <= most;
    }

    private static Classes classes(int[] rows, Design design, Observations observations, int most) {
        Classes classes = new Classes(rows, most);
        classes.split(observations.y(), 1);
        classes.split(observations.size(), 1);
        classes.split(observations.prior(), 1);
        classes.split(design.fixed().values(), design.fixed().size());
        if (design.offset() != null) {
            classes.split(design.offset(), 1);
        }
        for (RandomDesign term : design.random()) {
            classes.split(term.level());
            if (term.z() != null) {
                classes.split(term.z(), term.effects());
            }
        }
        return classes;
    }

    /** The values of all rows of the data from those of the different rows. */
    double[] restored(double[] values) {
        double[] all = new double[place.length];
        for (int row = 0; row < all.length; row++) {
            all[row] = values[place[row]];
        }
        return all;
    }

    /** Classes of rows that agree in some columns, numbered in the order of their first rows. */
    private static final class Classes {

        private final int[] rows;
        private final int most;
        private final int[] of;
        private int count = 1;

        /** @param most with more classes than these, they are not divided any more */
        Classes(int[] rows, int most) {
            this.rows = rows;
            this.most = most;
            this.of = new int[rows.length];
        }

        /** Divides the classes by a matrix, row-major, with so many columns. */
        void split(double[] matrix, int columns) {
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

        void split(int[] values) {
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

        /** The first row of each class. */
        int[] first() {
            int[] first = new int[count];
            int found = 0;
            for (int i = 0; found < count; i++) {
                if (of[i] == found) {
                    first[found++] = rows[i];
                }
            }
            return first;
        }

        double[] sums(double[] values) {
            double[] sums = new double[count];
            for (int i = 0; i < of.length; i++) {
                sums[of[i]] += values[i];
            }
            return sums;
        }
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
