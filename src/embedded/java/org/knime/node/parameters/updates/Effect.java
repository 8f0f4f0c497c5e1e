package org.knime.node.parameters.updates;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Shows or enables controls by a condition on other fields. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Effect {

    /** What happens when the condition holds; its opposite happens otherwise. */
    enum EffectType {
        /** The control is enabled. */
        ENABLE,
        /** The control is disabled. */
        DISABLE,
        /** The control is shown. */
        SHOW,
        /** The control is hidden. */
        HIDE
    }

    /** @return the condition; has a constructor without arguments, or is a boolean reference */
    Class<? extends EffectPredicateProvider> predicate();

    /** @return what the condition does */
    EffectType type();
}
