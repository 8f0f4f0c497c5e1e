package org.glmm.engine.check;

import org.glmm.engine.design.Design;
import org.glmm.engine.formula.Expression;
import org.glmm.engine.frame.FactorColumn;
import org.glmm.engine.frame.Frame;
import org.glmm.engine.model.ModelSpec;

/**
 * A model and the data it is to be fitted to.
 *
 * @param y the response as the distribution takes it, one value a row
 */
public record ModelData(Frame frame, Design design, ModelSpec spec, double[] y) {

    private static final double ENDLESS = 1e300;
    private static final double SAME = 1e-12;

    /** The column of a factor or grouping variable. */
    FactorColumn factor(Expression variable) {
        return frame.column(variable.columns().get(0)).asFactor();
    }

    /**
     * Towards which end of the linear predictor the likelihood of each row grows without reaching a maximum: 1, -1, or
     * 0 if there is one at a finite value. It grows without end where the observation is the limit of the mean, as a
     * count of zero with log link.
     */
    public byte[] limits() {
        double high = high();
        double low = low();
        byte[] limits = new byte[y.length];
        for (int r = 0; r < y.length; r++) {
            limits[r] = limit(y[r], high, low);
        }
        return limits;
    }

    private double high() {
        return spec.link().inverse(ENDLESS);
    }

    private double low() {
        return spec.link().inverse(-ENDLESS);
    }

    private static byte limit(double y, double high, double low) {
        return (byte) (Math.abs(y - high) < SAME ? 1 : Math.abs(y - low) < SAME ? -1 : 0);
    }

    /** Whether no observation is at an end of the range of the mean. */
    boolean isInterior() {
        double high = high();
        double low = low();
        for (double value : y) {
            if (limit(value, high, low) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether every observation is at an end of the range of the mean, as zeros and ones are. */
    public boolean isBinary() {
        double high = high();
        double low = low();
        for (double value : y) {
            if (limit(value, high, low) == 0) {
                return false;
            }
        }
        return true;
    }
}
