package org.glmm.engine.design;

import org.glmm.engine.frame.Kind;

/**
 * A column that a {@link DesignRecipe} reads.
 *
 * @param kind how a row must offer it: as a number or as a level
 * @param fixedPart whether the fixed effects or offsets need it; otherwise only random terms do
 */
public record Input(String name, Kind kind, boolean fixedPart) { }
