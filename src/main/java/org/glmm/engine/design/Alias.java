package org.glmm.engine.design;

/**
 * A fixed-effect column that was dropped: in every training row it is the sum of {@code coefficients} times
 * {@code sources}. A column of zeros, as of an empty cell, has no sources.
 *
 * @param column the index of the dropped column among all fixed-effect columns
 * @param sources the indices, ascending, of the kept columns it depends on, among all fixed-effect columns
 * @param coefficients their multiples, none of them zero
 */
public record Alias(int column, int[] sources, double[] coefficients) { }
