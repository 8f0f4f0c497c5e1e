package org.glmm.engine.predict;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.glmm.engine.design.Input.Use;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.formula.RandomTerm;
import org.glmm.engine.formula.Term;

/** Whose response is predicted. */
public enum Scope {

    /** That of the row's own groups: eta = x' beta-hat + z' u-hat. */
    CONDITIONAL(Use.GROUPS),
    /** That of typical groups, whose random effects are zero: eta = x' beta-hat. */
    TYPICAL(Use.FIXED_EFFECTS),
    /**
     * The average over all groups: the mean is integrated over the distribution of the random effects, z' u ~ N(0,
     * z'Gz).
     */
    POPULATION(Use.RANDOM_EFFECTS);

    private final Use lastUse;

    Scope(Use lastUse) {
        this.lastUse = lastUse;
    }

    /** Whether the prediction needs columns of a use. */
    boolean needs(Use use) {
        return use.compareTo(lastUse) <= 0;
    }

    /** The columns that the prediction needs. */
    public Set<String> columns(Formula formula) {
        var columns = new LinkedHashSet<String>();
        addColumns(formula.fixed(), columns);
        formula.offsets().forEach(offset -> columns.addAll(offset.columns()));
        for (var term : needs(Use.RANDOM_EFFECTS) ? formula.random() : List.<RandomTerm>of()) {
            addColumns(term.effects(), columns);
            term.by().ifPresent(by -> columns.addAll(by.columns()));
        }
        for (var term : needs(Use.GROUPS) ? formula.random() : List.<RandomTerm>of()) {
            term.grouping().forEach(group -> columns.addAll(group.columns()));
        }
        return columns;
    }

    private static void addColumns(List<Term> terms, Set<String> columns) {
        terms.forEach(term -> term.variables().forEach(variable -> columns.addAll(variable.columns())));
    }
}
