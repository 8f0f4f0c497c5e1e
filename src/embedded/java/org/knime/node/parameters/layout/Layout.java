package org.knime.node.parameters.layout;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Places a field, or all fields of a group, in a layout part. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Layout {

    /** @return the layout part, an interface */
    Class<?> value();
}
