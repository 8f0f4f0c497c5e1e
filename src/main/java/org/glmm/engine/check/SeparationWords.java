package org.glmm.engine.check;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.glmm.engine.design.CodedTerm;
import org.glmm.engine.design.CodedVariable;
import org.glmm.engine.design.FixedDesign;
import org.glmm.engine.design.ResponseValues;
import org.glmm.engine.formula.Expression;
import org.glmm.engine.frame.FactorColumn;
import org.glmm.engine.frame.NumericColumn;

/** Says which terms predict which rows: by cells of factors, by the values of one covariate, or in general. */
final class SeparationWords {

    private final ModelData data;
    private final byte[] limits;
    private final BitSet rows;
    private final List<Integer> terms;

    /**
     * @param limits see {@link ModelData#limits}
     * @param rows the separated rows
     * @param terms the indices of the terms that separate them
     */
    SeparationWords(ModelData data, byte[] limits, BitSet rows, List<Integer> terms) {
        this.data = data;
        this.limits = limits;
        this.rows = rows;
        this.terms = terms;
    }

    /** A clause without a full stop. */
    String describe() {
        List<CodedVariable> variables = terms.stream().map(data.design().recipe().terms()::get)
            .map(CodedTerm::variables).flatMap(List::stream).distinct().toList();
        String words = variables.stream().allMatch(CodedVariable::isFactor) ? byCells()
            : variables.size() == 1 ? byValues() : "";
        return words.isEmpty() ? inGeneral() : words;
    }

    private String inGeneral() {
        String names = Words.list(terms.stream().map(term -> data.design().recipe().terms().get(term).term().name())
            .toList());
        return (terms.size() == 1 ? names + " predicts " : "together, " + names + " predict ") + response()
            + " perfectly in " + (rows.cardinality() == limits.length ? "all " : rows.cardinality() + " of ")
            + Words.count(limits.length, "row");
    }

    private String response() {
        return data.design().response().name();
    }

    /** The rows of one cell of factors. */
    private static final class Cell {

        private final String name;
        private int count;
        private int sum;
        private boolean separated = true;

        Cell(String name) {
            this.name = name;
        }

        boolean isPure() {
            return separated && Math.abs(sum) == count;
        }
    }

    /** Cells all of whose rows have one outcome; empty if these are not all rows. */
    private String byCells() {
        Set<Cell> pure = new LinkedHashSet<>();
        BitSet covered = new BitSet();
        for (int term : terms) {
            Cell[] cells = cells(data.design().recipe().terms().get(term));
            for (int r = 0; r < cells.length; r++) {
                if (cells[r].isPure()) {
                    pure.add(cells[r]);
                    covered.set(r);
                }
            }
        }
        return covered.equals(rows) && !terms.isEmpty()
            ? Words.list(pure.stream().map(cell -> all(cell.count, cell.name, cell.sum)).toList()) : "";
    }

    /** For each row the cell it belongs to. */
    private Cell[] cells(CodedTerm term) {
        List<Expression> factors = term.variables().stream().map(CodedVariable::variable).toList();
        List<FactorColumn> columns = factors.stream().map(data::factor).toList();
        Map<List<Integer>, Cell> cells = new LinkedHashMap<>();
        Cell[] result = new Cell[limits.length];
        for (int r = 0; r < limits.length; r++) {
            int row = r;
            List<Integer> codes = columns.stream().map(column -> column.codes()[row]).toList();
            result[r] = cells.computeIfAbsent(codes, key -> new Cell(IntStream.range(0, key.size())
                .mapToObj(f -> factors.get(f).label() + " = " + columns.get(f).levels().get(key.get(f)))
                .collect(Collectors.joining(" and "))));
            result[r].count++;
            result[r].sum += limits[r];
            result[r].separated &= rows.get(r);
        }
        return result;
    }

    /** The values of one covariate beyond which all rows have one outcome. */
    private String byValues() {
        FixedDesign x = data.design().fixed();
        int column = IntStream.range(0, x.size()).filter(j -> x.columns().get(j).term() == terms.get(0)).findFirst()
            .orElseThrow();
        List<String> parts = new ArrayList<>();
        for (int sign : new int[] {1, -1}) {
            double[] values = rows.stream().filter(r -> limits[r] == sign)
                .mapToDouble(r -> x.values()[r * x.size() + column]).toArray();
            if (values.length > 0) {
                double least = IntStream.range(0, values.length).mapToDouble(i -> values[i]).min().orElseThrow();
                double most = IntStream.range(0, values.length).mapToDouble(i -> values[i]).max().orElseThrow();
                boolean above = IntStream.range(0, limits.length).filter(r -> !rows.get(r) || limits[r] != sign)
                    .allMatch(r -> x.values()[r * x.size() + column] < least);
                String name = x.columns().get(column).name();
                parts.add(all(values.length, above ? name + " of at least " + NumericColumn.label(least)
                    : name + " of at most " + NumericColumn.label(most), sign));
            }
        }
        return Words.list(parts);
    }

    private String all(int count, String where, int sign) {
        return (count == 1 ? "the only row with " + where + " has " : "all " + count + " rows with " + where + " have ")
            + response() + " = " + outcome(sign);
    }

    /** The response of the first row at this end of its range. */
    private String outcome(int sign) {
        int row = IntStream.range(0, limits.length).filter(r -> limits[r] == Integer.signum(sign)).findFirst()
            .orElseThrow();
        ResponseValues response = data.design().response();
        if (response instanceof ResponseValues.Categories categories) {
            return categories.levels().get(categories.codes()[row]);
        }
        return NumericColumn.label(response instanceof ResponseValues.Numeric numeric ? numeric.values()[row]
            : data.y()[row]);
    }
}
