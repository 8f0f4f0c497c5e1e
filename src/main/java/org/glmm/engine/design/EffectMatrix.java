package org.glmm.engine.design;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The columns that an intercept and terms make, X of the fixed effects or z of a random term, and the kernel that
 * fills one row of them.
 */
final class EffectMatrix {

    private final boolean intercept;
    private final List<CodedTerm> terms;
    private final List<FixedColumn> columns;
    private final Block[] blocks;
    private final int[] variables;

    /** {@code table} gives the place at which {@link #fill} finds a variable's value. */
    EffectMatrix(boolean intercept, List<CodedTerm> terms, VariableTable table) {
        this.intercept = intercept;
        this.terms = terms;
        var list = new ArrayList<FixedColumn>();
        if (intercept) {
            list.add(FixedColumn.intercept());
        }
        blocks = new Block[terms.size()];
        for (int t = 0; t < blocks.length; t++) {
            blocks[t] = Block.of(terms.get(t), list.size(), table);
            list.addAll(terms.get(t).columns(t));
        }
        columns = List.copyOf(list);
        variables = variables(blocks);
    }

    private static int[] variables(Block[] blocks) {
        BitSet used = new BitSet();
        for (var block : blocks) {
            for (int variable : block.variables) {
                used.set(variable);
            }
        }
        int[] variables = new int[used.cardinality()];
        for (int v = used.nextSetBit(0), i = 0; v >= 0; v = used.nextSetBit(v + 1), i++) {
            variables[i] = v;
        }
        return variables;
    }

    List<CodedTerm> terms() {
        return terms;
    }

    List<FixedColumn> columns() {
        return columns;
    }

    int size() {
        return columns.size();
    }

    /** Whether the only column is the intercept. */
    boolean isInterceptOnly() {
        return intercept && blocks.length == 0;
    }

    /** The indices of the variables used, ascending. */
    int[] variables() {
        return variables;
    }

    /**
     * Writes the row's non-zero elements.
     *
     * @param numbers values of the numeric variables, by variable
     * @param codes level indices of the factors, by variable
     * @param out where the row begins at {@code start}, all zero
     */
    void fill(double[] numbers, int[] codes, double[] out, int start) {
        if (intercept) {
            out[start] = 1;
        }
        for (var block : blocks) {
            block.fill(numbers, codes, out, start + block.column, 0, 1);
        }
    }

    /** A term's columns: the products of its variables' columns, the first variable varying fastest. */
    private record Block(int column, int[] variables, LevelColumns[] codes, int[] stride) {

        static Block of(CodedTerm term, int column, VariableTable table) {
            int size = term.variables().size();
            var block = new Block(column, new int[size], new LevelColumns[size], new int[size]);
            int stride = 1;
            for (int v = 0; v < size; v++) {
                var variable = term.variables().get(v);
                block.variables[v] = table.indexOf(variable.variable());
                block.codes[v] = variable.code();
                block.stride[v] = stride;
                stride *= variable.columns();
            }
            return block;
        }

        /** Writes the products of the variables from {@code v} on with {@code product}. */
        void fill(double[] numbers, int[] codes, double[] out, int position, int v, double product) {
            if (v == variables.length) {
                out[position] = product;
            } else if (this.codes[v] == null) {
                fill(numbers, codes, out, position, v + 1, product * numbers[variables[v]]);
            } else {
                int[] columns = this.codes[v].columns(codes[variables[v]]);
                double[] values = this.codes[v].values(codes[variables[v]]);
                for (int i = 0; i < columns.length; i++) {
                    fill(numbers, codes, out, position + columns[i] * stride[v], v + 1, product * values[i]);
                }
            }
        }
    }
}
