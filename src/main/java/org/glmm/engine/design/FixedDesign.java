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

    private static final int SAMPLE = 20;

    public FixedDesign {
        columns = List.copyOf(columns);
        dropped = List.copyOf(dropped);
    }

    /** The number of columns p. */
    public int size() {
        return columns.size();
    }

    /** The same of some of the rows. */
    FixedDesign select(int[] selected) {
        return new FixedDesign(selected.length, columns, dropped, Selection.of(values, size(), selected));
    }

    public List<String> names() {
        return FixedColumn.names(columns);
    }

    /**
     * The columns of X whose linear combination a column of n values is; empty if it is none. What is none in a sample
     * of the rows is none in all.
     */
    public Optional<List<FixedColumn>> combination(double[] column) {
        int stride = Math.max(1, rows / (SAMPLE * (size() + 1)));
        Optional<List<FixedColumn>> sample = combination(column, stride);
        return stride == 1 || sample.isEmpty() ? sample : combination(column, 1);
    }

    private Optional<List<FixedColumn>> combination(double[] column, int stride) {
        int p = size();
        int sampled = (rows + stride - 1) / stride;
        double[] extended = new double[sampled * (p + 1)];
        for (int i = 0; i < sampled; i++) {
            System.arraycopy(values, i * stride * p, extended, i * (p + 1), p);
            extended[i * (p + 1) + p] = column[i * stride];
        }
        boolean intercept = p > 0 && columns.get(0).term() == FixedColumn.INTERCEPT;
        return RankDetection.independentColumns(extended, sampled, p + 1, intercept).aliases().stream()
            .filter(alias -> alias.column() == p).findFirst()
            .map(alias -> IntStream.of(alias.sources()).mapToObj(columns::get).toList());
    }
}
