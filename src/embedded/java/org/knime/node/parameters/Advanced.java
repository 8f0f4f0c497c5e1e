package org.knime.node.parameters;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Hides a field, a group or a layout part until the user asks for the advanced settings. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Advanced {
}
