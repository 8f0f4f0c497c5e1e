package org.glmm.engine.inference.multiplicity;

/** A way to allow for the number of comparisons in a family. Implementations are stateless. */
public interface Adjustment {

    /** The name under which users and saved workflows know it. */
    String name();

    /** The adjusted p-value of each comparison. */
    double[] pValues(Family family);

    /**
     * For each comparison the multiple of its standard error that is half the width of its simultaneous two-sided
     * confidence interval; NaN if the method has none.
     *
     * @param level the joint level, 0.95 for example
     */
    double[] criticalValues(Family family, double level);

    /** Whether the method is meant for comparisons of a kind. */
    default boolean appliesTo(Family.Kind kind) {
        return true;
    }

    /** Whether the method takes the joint distribution of the statistics, and not only their p-values. */
    default boolean isJoint() {
        return false;
    }

    /** Whether the method has one-sided tests. */
    default boolean isOneSided() {
        return true;
    }
}
