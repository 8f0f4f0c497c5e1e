package org.knime.node.parameters.migration;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Loads a field or a class from an earlier form of the settings. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.FIELD})
public @interface Migration {

    /** @return the migration; has a constructor without arguments */
    @SuppressWarnings("rawtypes")
    Class<? extends NodeParametersMigration> value();
}
