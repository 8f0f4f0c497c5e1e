package org.glmm.engine.design;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.glmm.engine.error.ModelException;
import org.glmm.engine.formula.FactorCoding;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.frame.Frame;

/**
 * Everything the data contribute to a model.
 *
 * @param recipe how the rows were made, for use on new data
 * @param offset per row the sum of the offsets; null if there are none
 */
public record Design(DesignRecipe recipe, FixedDesign fixed, List<RandomDesign> random, double[] offset,
        ResponseValues response) {

    /**
     * Evaluates a formula on data.
     *
     * @param categorical numeric columns that count as factors when they stand alone in a term or as the response
     * @param codings the coding of factors that do not have the default one, by column
     * @param weights how much rows count in the margins
     * @throws ModelException if a column is unknown or of the wrong type, a transformation is not finite, a factor has
     *         one level, there are not more rows than fixed effects, or events and trials do not agree
     */
    public static Design of(Formula formula, Frame frame, Set<String> categorical, Map<String, FactorCoding> codings,
        RowWeights weights) {
        return new DesignBuilder(formula, frame, categorical, codings, weights).build();
    }

    /** The same of rows that all count the same. */
    public static Design of(Formula formula, Frame frame, Set<String> categorical, Map<String, FactorCoding> codings) {
        return of(formula, frame, categorical, codings, RowWeights.EQUAL);
    }

    /** The same with the default coding of all factors. */
    public static Design of(Formula formula, Frame frame, Set<String> categorical) {
        return of(formula, frame, categorical, Map.of());
    }

    /** The design of some of the rows, in the order given. */
    public Design select(int[] rows) {
        return new Design(recipe, fixed.select(rows), random.stream().map(term -> term.select(rows)).toList(),
            offset == null ? null : Selection.of(offset, 1, rows), response.select(rows));
    }

    /** The number of rows n. */
    public int rows() {
        return fixed.rows();
    }
}
