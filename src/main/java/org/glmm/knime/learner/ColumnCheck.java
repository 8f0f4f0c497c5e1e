package org.glmm.knime.learner;

import java.util.List;
import java.util.Optional;

import org.glmm.engine.error.ModelException;
import org.glmm.engine.family.Distribution;
import org.glmm.engine.formula.Expression;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.formula.Response;
import org.glmm.engine.formula.Term;
import org.glmm.engine.frame.Kind;
import org.glmm.knime.table.TableReader;
import org.knime.core.data.DataTableSpec;

/** Whether a table has the columns of a model, with types that fit their part in it. */
final class ColumnCheck {

    private final DataTableSpec table;

    private ColumnCheck(DataTableSpec table) {
        this.table = table;
    }

    /**
     * Checks a model against a table.
     *
     * @throws ModelException naming the first column that does not fit
     */
    static void of(Formula formula, Distribution distribution, Optional<String> weights, Optional<String> frequencies,
        DataTableSpec table) {
        var check = new ColumnCheck(table);
        check.exist(formula.columns());
        check.response(formula.response(), distribution);
        check.terms(formula.fixed());
        formula.random().forEach(term -> check.terms(term.effects()));
        formula.offsets().forEach(offset -> check.isNumeric(offset, "the offset"));
        weights.ifPresent(name -> check.isNumeric(new Expression.Column(name), "the weights"));
        frequencies.ifPresent(name -> check.isNumeric(new Expression.Column(name), "the frequencies"));
    }

    private void exist(List<String> names) {
        names.forEach(name -> TableReader.kind(table, name));
    }

    private void response(Response response, Distribution distribution) {
        boolean events = distribution.takesTrials();
        if (response instanceof Response.Single single) {
            if (events) {
                variable(single.value());
            } else {
                isNumeric(single.value(), "a response of the " + distribution.name() + " distribution");
            }
            return;
        }
        if (!events) {
            throw new ModelException("The response " + response + " gives events and trials, which the "
                + distribution.name()
                + " distribution does not have; choose the binomial or beta-binomial distribution.");
        }
        if (response instanceof Response.Proportion proportion) {
            isNumeric(proportion.events(), "the number of events");
            isNumeric(proportion.trials(), "the number of trials");
        } else if (response instanceof Response.Counts counts) {
            isNumeric(counts.events(), "the number of events");
            isNumeric(counts.failures(), "the number of failures");
        }
    }

    private void terms(List<Term> terms) {
        terms.forEach(term -> term.variables().forEach(this::variable));
    }

    private void variable(Expression variable) {
        boolean mayBeText = variable instanceof Expression.Column || variable instanceof Expression.Categorical;
        if (!mayBeText) {
            isNumeric(variable, "a column in " + variable);
        }
    }

    private void isNumeric(Expression expression, String role) {
        for (var name : expression.columns()) {
            if (TableReader.kind(table, name) != Kind.NUMERIC) {
                throw new ModelException("The column \"" + name + "\" has the type "
                    + table.getColumnSpec(name).getType().getName() + ", but " + role
                    + " must be numeric; choose another column, or convert it to numbers.");
            }
        }
    }
}
