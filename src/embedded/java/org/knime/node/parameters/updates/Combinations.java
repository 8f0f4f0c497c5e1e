package org.knime.node.parameters.updates;

import org.knime.core.webui.node.dialog.defaultdialog.widget.updates.predicates.PredicateVisitor;

/** Conditions made of other conditions. */
final class Combinations {

    private Combinations() {
    }

    static EffectPredicate all(final EffectPredicate... predicates) {
        return new EffectPredicate() {
            @Override
            public <T> T accept(final PredicateVisitor<T> visitor) {
                return visitor.all(predicates);
            }
        };
    }

    static EffectPredicate any(final EffectPredicate... predicates) {
        return new EffectPredicate() {
            @Override
            public <T> T accept(final PredicateVisitor<T> visitor) {
                return visitor.any(predicates);
            }
        };
    }

    static EffectPredicate not(final EffectPredicate predicate) {
        return new EffectPredicate() {
            @Override
            public <T> T accept(final PredicateVisitor<T> visitor) {
                return visitor.not(predicate);
            }
        };
    }
}
