package org.glmm.bench;

import java.util.Locale;

/** Counts how often something is found among data sets, and how many data sets gave no answer. */
final class Tally {

    private int found;
    private int asked;
    private int unanswered;

    /** Counts a p-value as found if it is below a level; NaN is no answer. */
    void add(double pValue, double level) {
        if (Double.isNaN(pValue)) {
            unanswered++;
        } else {
            asked++;
            found += pValue < level ? 1 : 0;
        }
    }

    int unanswered() {
        return unanswered;
    }

    /** The share found in percent, with its standard error. */
    String found() {
        return percent(found);
    }

    /** The share not found in percent, with its standard error. */
    String notFound() {
        return percent(asked - found);
    }

    private String percent(int count) {
        double share = (double) count / asked;
        return asked == 0 ? "" : String.format(Locale.ROOT, "%.1f (%.1f)", 100 * share,
            100 * Math.sqrt(share * (1 - share) / asked));
    }
}
