package org.glmm.knime.learner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

import org.glmm.engine.error.ModelException;
import org.glmm.engine.formula.Expression;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.formula.RandomTerm;
import org.glmm.engine.formula.Response;
import org.glmm.engine.formula.Term;
import org.glmm.knime.learner.Choices.ResponseForm;
import org.glmm.knime.learner.FixedEffectsParameters.Interaction;
import org.glmm.knime.learner.RandomEffectsParameters.RandomEffect;
import org.glmm.knime.table.ColumnKinds;
import org.knime.core.data.DataTableSpec;

/** The formula that the guided part of the dialog stands for. */
final class GuidedFormula {

    /** A full factorial of this many columns has 1023 terms. */
    private static final int LARGEST_FACTORIAL = 10;

    private GuidedFormula() {
    }

    /**
     * @throws ModelException if no response is chosen or a chosen column is not in the table
     */
    static Formula of(GlmmLearnerNodeParameters parameters, DataTableSpec table) {
        var response = response(parameters);
        var columns = fixedColumns(parameters, table, response);
        return new Formula(response, parameters.fixedEffects.intercept, fixedTerms(parameters, columns),
            Stream.of(parameters.randomEffects.terms).map(GuidedFormula::randomTerm).toList(), List.of());
    }

    private static Response response(GlmmLearnerNodeParameters parameters) {
        boolean twoColumns = parameters.response.distribution.typical().takesTrials()
            && parameters.response.form == ResponseForm.EVENTS_AND_TRIALS;
        if (twoColumns) {
            return new Response.Proportion(column(parameters.response.eventsColumn, "events"),
                column(parameters.response.trialsColumn, "trials"));
        }
        return new Response.Single(column(parameters.response.column, "response"));
    }

    private static Expression column(String name, String role) {
        if (name == null || name.isEmpty()) {
            throw new ModelException("No " + role + " column is selected; select one in the dialog.");
        }
        return new Expression.Column(name);
    }

    private static List<String> fixedColumns(GlmmLearnerNodeParameters parameters, DataTableSpec table,
        Response response) {
        var candidates = table.stream().filter(ColumnKinds::isUsable).toList();
        var missing = parameters.fixedEffects.columns.getMissingSelected(candidates);
        if (missing.length > 0) {
            throw new ModelException("The column \"" + missing[0] + "\", selected as a fixed effect, is not in the"
                + " input table or has a type that a model cannot use; remove it from the selection or provide it.");
        }
        return Stream.of(parameters.fixedEffects.columns.filter(candidates))
            .filter(name -> !response.columns().contains(name))
            .toList();
    }

    private static List<Term> fixedTerms(GlmmLearnerNodeParameters parameters, List<String> columns) {
        var terms = new ArrayList<Term>();
        columns.forEach(column -> terms.add(Term.of(column)));
        switch (parameters.fixedEffects.interactions) {
            case NONE -> { }
            case ALL_TWO_WAY -> addPairs(columns, terms);
            case FULL_FACTORIAL -> addFactorial(columns, terms);
            case CHOSEN -> Stream.of(parameters.fixedEffects.chosenInteractions).map(GuidedFormula::term)
                .forEach(terms::add);
        }
        return terms;
    }

    private static void addPairs(List<String> columns, List<Term> terms) {
        for (int i = 0; i < columns.size(); i++) {
            for (int j = i + 1; j < columns.size(); j++) {
                terms.add(Term.of(columns.get(i), columns.get(j)));
            }
        }
    }

    private static void addFactorial(List<String> columns, List<Term> terms) {
        if (columns.size() > LARGEST_FACTORIAL) {
            throw new ModelException("The full factorial of " + columns.size()
                + " columns has too many interactions; select at most " + LARGEST_FACTORIAL
                + " fixed effects, or choose the interactions one by one.");
        }
        List<List<String>> products = new ArrayList<>();
        products.add(List.of());
        for (var column : columns) {
            for (var product : List.copyOf(products)) {
                products.add(Stream.concat(product.stream(), Stream.of(column)).toList());
            }
        }
        products.stream().filter(product -> product.size() > 1)
            .map(product -> Term.of(product.toArray(String[]::new))).forEach(terms::add);
    }

    private static Term term(Interaction interaction) {
        return Term.of(interaction.columns);
    }

    private static RandomTerm randomTerm(RandomEffect effect) {
        return new RandomTerm(effect.intercept, Arrays.stream(effect.slopeColumns).map(Term::of).toList(),
            Arrays.stream(effect.groupingColumns).<Expression>map(Expression.Column::new).toList(),
            effect.structure.code(),
            Optional.of(effect.byColumn).filter(name -> !name.isEmpty()).map(Expression.Column::new),
            OptionalDouble.empty());
    }
}
