package org.glmm.knime.learner;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import org.glmm.engine.error.ModelException;
import org.glmm.engine.formula.Expression;
import org.glmm.engine.formula.Term;
import org.glmm.engine.frame.FactorColumn;
import org.glmm.engine.frame.Frame;
import org.glmm.engine.model.ModelSpec;

/**
 * Covariates that became text because a few of their entries are no numbers, such as {@code n.a.}. As factors they
 * would have a coefficient for each of their values.
 */
final class SpoiltNumbers {

    /** A column with fewer different numbers may well be a factor. */
    private static final int FEWEST_NUMBERS = 5;

    /** The share of the different values from which a column is meant to be numeric. */
    private static final double LARGEST_SHARE_OF_FACTOR = 0.8;

    private SpoiltNumbers() {
    }

    /**
     * Checks the columns of the fixed effects and the random slopes. A column in {@code factor(..)} is taken as it is.
     *
     * @throws ModelException naming the first such column and one of its entries
     */
    static void check(ModelSpec spec, Frame frame) {
        var formula = spec.formula();
        Stream.concat(Stream.of(formula.fixed()), formula.random().stream().map(random -> random.effects()))
            .flatMap(Collection::stream).map(Term::variables).flatMap(Collection::stream)
            .filter(Expression.Column.class::isInstance).map(Expression.Column.class::cast)
            .filter(variable -> !spec.categorical().contains(variable.name()))
            .forEach(variable -> check(variable, frame));
    }

    private static void check(Expression.Column variable, Frame frame) {
        if (frame.column(variable.name()) instanceof FactorColumn factor) {
            check(variable, factor.levels());
        }
    }

    private static void check(Expression.Column variable, List<String> values) {
        var texts = values.stream().filter(value -> !isNumber(value)).toList();
        int numbers = values.size() - texts.size();
        if (!texts.isEmpty() && numbers >= FEWEST_NUMBERS && numbers > LARGEST_SHARE_OF_FACTOR * values.size()) {
            throw new ModelException("The column \"" + variable.name() + "\" has the type String because of values such"
                + " as \"" + texts.get(0) + "\", although " + numbers + " of its " + values.size()
                + " different values are numbers; correct or empty these cells, or write "
                + new Expression.Categorical(variable) + " in a formula if the column is a factor.");
        }
    }

    private static boolean isNumber(String text) {
        try {
            Double.parseDouble(text);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
