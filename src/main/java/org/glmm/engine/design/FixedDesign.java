package org.glmm.engine.design;

import java.util.List;

/**
 * The design matrix X of the fixed effects, of full column rank.
 *
 * @param rows number of rows n
 * @param columns the p columns kept
 * @param dropped names of the columns left out because they depend linearly on columns before them
 * @param values row-major, n * p; shared, nobody may write to it
 */
public record FixedDesign(int rows, List<FixedColumn> columns, List<String> dropped, double[] values) {

    public FixedDesign {
        columns = List.copyOf(columns);
        dropped = List.copyOf(dropped);
    }

    /** The number of columns p. */
    public int size() {
        return columns.size();
    }

    public List<String> names() {
        return columns.stream().map(FixedColumn::name).toList();
    }
}
