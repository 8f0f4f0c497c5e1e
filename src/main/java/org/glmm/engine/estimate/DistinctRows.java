package org.glmm.engine.estimate;

import java.util.SplittableRandom;

import org.glmm.engine.design.Design;
import org.glmm.engine.design.RandomDesign;
import org.glmm.engine.design.RowClasses;

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
        int[] rows = RowClasses.firstRows(n);
        int most = n / SHRINKAGE;
        if (n >= FEWEST && repeat(design, observations)) {
            RowClasses classes = classes(rows, design, observations, most);
            if (classes.count() <= most) {
                int[] first = classes.first();
                return new DistinctRows(design.select(first),
                    observations.select(first, classes.sums(observations.frequency())), classes.of());
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
        return classes(sample, design, observations, most).count() <= most;
    }

    private static RowClasses classes(int[] rows, Design design, Observations observations, int most) {
        RowClasses classes = new RowClasses(rows, most);
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
}
