package org.knime.core.webui.node.dialog.defaultdialog.widget.updates.predicates;

import org.knime.node.parameters.updates.EffectPredicate;

/**
 * Reads a condition.
 *
 * @param <T> the result
 */
public interface PredicateVisitor<T> {

    /**
     * @param predicates conditions that must all hold
     * @return the result
     */
    T all(EffectPredicate... predicates);

    /**
     * @param predicates conditions of which one must hold
     * @return the result
     */
    T any(EffectPredicate... predicates);

    /**
     * @param predicate a condition that must not hold
     * @return the result
     */
    T not(EffectPredicate predicate);
}
