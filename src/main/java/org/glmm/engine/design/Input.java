package org.glmm.engine.design;

import org.glmm.engine.frame.Kind;

/**
 * A column that a {@link DesignRecipe} reads.
 *
 * @param kind how a row must offer it: as a number or as a level
 * @param use the first of the uses that the formula has for it
 */
public record Input(String name, Kind kind, Use use) {

    /** What a column is for; those for fixed effects come first. */
    public enum Use {
        /** Fixed effects and offsets. */
        FIXED_EFFECTS,
        /** The effects of random terms, and the factors that tell to which part of a term a row belongs. */
        RANDOM_EFFECTS,
        /** The groups of random terms, and nothing else. */
        GROUPS
    }
}
