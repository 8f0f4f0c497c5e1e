package org.glmm.engine.inference;

import org.glmm.engine.design.Alias;
import org.glmm.engine.design.DesignRecipe;

/**
 * Which linear functions of the coefficients the data can estimate. The columns that rank detection dropped are known
 * combinations of those kept, so the null space of X is spanned by one vector for each dropped column, and a' b is
 * estimable if a is orthogonal to them all (Searle 1971, Linear Models, section 5.4).
 */
final class Estimability {

    private static final double TOLERANCE = 1e-8;

    private final int[] kept;
    private final Iterable<Alias> aliases;

    Estimability(DesignRecipe recipe) {
        kept = recipe.keptIndices();
        aliases = recipe.aliases();
    }

    /** Whether a' b has one value whatever solution of the normal equations b is; a has an element for every column. */
    boolean isEstimable(double[] function) {
        for (var alias : aliases) {
            double sum = function[alias.column()];
            double size = Math.abs(sum);
            for (int i = 0; i < alias.sources().length; i++) {
                double product = alias.coefficients()[i] * function[alias.sources()[i]];
                sum -= product;
                size = Math.max(size, Math.abs(product));
            }
            if (Math.abs(sum) > TOLERANCE * size) {
                return false;
            }
        }
        return true;
    }

    /** The elements of the columns kept, whose estimates give that of the function. */
    double[] kept(double[] function) {
        double[] result = new double[kept.length];
        for (int j = 0; j < kept.length; j++) {
            result[j] = function[kept[j]];
        }
        return result;
    }
}
