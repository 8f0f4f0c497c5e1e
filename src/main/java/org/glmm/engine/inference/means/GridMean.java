package org.glmm.engine.inference.means;

import org.glmm.engine.inference.LinearFunction;

/**
 * An average of the linear predictor over cells of the reference grid.
 *
 * @param combination the levels it belongs to
 * @param function the average as a function of the coefficients
 * @param variance the variance of the sum of all random effects, averaged over the cells
 * @param note why it does not exist; usually empty
 */
public record GridMean(int[] combination, LinearFunction function, double variance, String note) {

    public boolean exists() {
        return note.isEmpty();
    }

    /** The same mean with another label. */
    public GridMean labelled(String label) {
        return new GridMean(combination, function.labelled(label), variance, note);
    }
}
