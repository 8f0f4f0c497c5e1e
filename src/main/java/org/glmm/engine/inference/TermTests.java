package org.glmm.engine.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.ejml.data.DMatrixRMaj;
import org.glmm.engine.design.Alias;
import org.glmm.engine.design.DesignRecipe;
import org.glmm.engine.design.FixedColumn;
import org.glmm.engine.model.FittedModel;

/** Wald tests of the hypotheses of one type about all fixed terms. */
public final class TermTests {

    private final FixedEffectInference inference;
    private final DesignRecipe recipe;
    private final Hypotheses hypotheses;
    private final IndicatorColumns columns;

    private TermTests(FittedModel model, TestType type, DenominatorDf method) {
        inference = FixedEffectInference.of(model, method);
        recipe = model.recipe();
        hypotheses = type.hypotheses(model);
        columns = new IndicatorColumns(recipe);
    }

    /**
     * Tests every term.
     *
     * @param type which hypotheses
     * @param method how to find the denominator degrees of freedom
     * @return one test a term, in the order of the formula; a term without estimable functions has none, only a note
     */
    public static List<TermTest> of(FittedModel model, TestType type, DenominatorDf method) {
        var tests = new TermTests(model, type, method);
        return IntStream.range(0, model.recipe().terms().size()).mapToObj(tests::test).toList();
    }

    private TermTest test(int term) {
        var name = recipe.terms().get(term).term().name();
        DMatrixRMaj hypothesis = hypotheses.of(term);
        int df = hypothesis.numRows;
        if (df == 0) {
            return new TermTest(name, 0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, notEstimable(term));
        }
        var test = inference.forTerms(Set.of(term)).test(hypothesis);
        return new TermTest(name, df, test.denominatorDf(), test.f(), test.chiSquare(), test.pValue(),
            Double.isNaN(test.f()) ? "The covariance matrix of the term's estimates is singular." : reservation(term));
    }

    private String notEstimable(int term) {
        var sources = names(dropped(term).flatMap(this::sourceTerms).filter(source -> source != term));
        return sources.isEmpty() ? "Not estimable: no row tells it apart from the other terms."
            : "Not estimable: its columns are linear combinations of those of " + sources + ".";
    }

    private String reservation(int term) {
        var notes = new ArrayList<String>();
        var confounded = names(recipe.aliases().stream()
            .filter(alias -> sourceTerms(alias).anyMatch(source -> source == term))
            .map(alias -> recipe.columns().get(alias.column()).term())
            .filter(other -> other != term && !columns.contains(other, term)));
        if (!confounded.isEmpty()) {
            notes.add("Cannot be told apart from " + confounded + ", which depends linearly on it.");
        }
        long dropped = dropped(term).count();
        if (dropped > 0) {
            long all = recipe.terms().get(term).columns();
            notes.add(all - dropped + " of " + all
                + " columns are estimable; the others are empty cells or depend linearly on them.");
        }
        return String.join(" ", notes);
    }

    private Stream<Alias> dropped(int term) {
        return recipe.aliases().stream().filter(alias -> recipe.columns().get(alias.column()).term() == term);
    }

    private Stream<Integer> sourceTerms(Alias alias) {
        return IntStream.of(alias.sources()).mapToObj(source -> recipe.columns().get(source).term());
    }

    private String names(Stream<Integer> terms) {
        return terms.distinct().sorted()
            .map(term -> term == FixedColumn.INTERCEPT ? "the intercept" : recipe.terms().get(term).term().name())
            .collect(Collectors.joining(", "));
    }
}
