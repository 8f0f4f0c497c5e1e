package org.glmm.engine.design;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

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

    /** The columns of X whose linear combination a column of n values is; empty if it is none. */
    public Optional<List<FixedColumn>> combination(double[] column) {
        int p = size();
        double[] extended = new double[rows * (p + 1)];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(values, row * p, extended, row * (p + 1), p);
            extended[row * (p + 1) + p] = column[row];
        }
        boolean intercept = p > 0 && columns.get(0).term() == FixedColumn.INTERCEPT;
        return RankDetection.independentColumns(extended, rows, p + 1, intercept).aliases().stream()
            .filter(alias -> alias.column() == p).findFirst()
            .map(alias -> IntStream.of(alias.sources()).mapToObj(columns::get).toList());
    }
}
