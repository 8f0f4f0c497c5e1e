package org.knime.node.parameters.updates;

import org.knime.core.webui.node.dialog.defaultdialog.widget.updates.predicates.PredicateVisitor;

/** A condition on the values of fields. */
public interface EffectPredicate {

    /**
     * @param <T> the result
     * @param visitor reads the condition
     * @return what the visitor made of it
     */
    <T> T accept(PredicateVisitor<T> visitor);

    /**
     * @param other another condition
     * @return both hold
     */
    default EffectPredicate and(final EffectPredicate other) {
        return Combinations.all(this, other);
    }

    /**
     * @param other another condition
     * @return one of both holds
     */
    default EffectPredicate or(final EffectPredicate other) {
        return Combinations.any(this, other);
    }

    /** @return this does not hold */
    default EffectPredicate negate() {
        return Combinations.not(this);
    }
}
