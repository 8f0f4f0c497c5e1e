package org.glmm.engine.frame;

import java.util.List;

/**
 * A column with a level in every row. The array is shared, not copied; nobody may write to it.
 *
 * @param codes per row the index of its level
 * @param levels the level names; the first is the reference
 */
public record FactorColumn(String name, int[] codes, List<String> levels) implements Column {

    public FactorColumn {
        levels = List.copyOf(levels);
    }

    @Override
    public int rows() {
        return codes.length;
    }

    @Override
    public FactorColumn asFactor() {
        return this;
    }
}
