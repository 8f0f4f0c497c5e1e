package org.knime.node.parameters.widget.choices;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Title and description of an enum constant. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Label {

    /** @return the title */
    String value();

    /** @return the description, an XML fragment */
    String description() default "";

    /** @return whether the constant cannot be chosen */
    boolean disabled() default false;
}
