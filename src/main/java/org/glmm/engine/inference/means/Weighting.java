package org.glmm.engine.inference.means;

/** How the combinations of levels of the factors that a least-squares mean averages over are weighted. */
public enum Weighting {
    /** All the same: the mean of a balanced population. */
    EQUAL,
    /** By the number of rows with the combination, whatever the level of the mean. */
    PROPORTIONAL,
    /** By the product of each factor's observed margin. */
    MARGINS,
    /** By the number of rows with the combination and the level of the mean: the margins as observed there. */
    CELLS,
    /** All that occur with the level of the mean the same, those in no row not at all. */
    FLAT
}
