package org.knime.node.parameters.persistence;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The key of a field. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Persist {

    /** @return the key; empty for the field's name without a leading {@code m_} */
    String configKey() default "";

    /** @return whether the key ends in {@code _Internals}, which hides it from flow variables */
    boolean hidden() default false;
}
