package org.knime.node.parameters.widget.choices.filter;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The titles of a twin list. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface TwinlistWidget {

    /** @return the title of the chosen ones */
    String includedLabel() default "";

    /** @return the title of the others */
    String excludedLabel() default "";
}
