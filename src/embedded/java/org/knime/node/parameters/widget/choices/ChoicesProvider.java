package org.knime.node.parameters.widget.choices;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The choices of a string, string array, enum or data type field. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface ChoicesProvider {

    /** @return the provider; has a constructor without arguments */
    @SuppressWarnings("rawtypes")
    Class<? extends ChoicesStateProvider> value();
}
