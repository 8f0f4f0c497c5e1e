package org.knime.node.parameters.widget;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.knime.node.parameters.updates.StateProvider;

/** The default that an optional field takes when the user checks it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface OptionalWidget {

    /** @return provider of the default; has a constructor without arguments */
    Class<? extends DefaultValueProvider<?>> defaultProvider();

    /**
     * Provides the default of an optional field.
     *
     * @param <T> the type of the field's content
     */
    interface DefaultValueProvider<T> extends StateProvider<T> {

        @Override
        default void init(final StateProviderInitializer initializer) {
            initializer.computeBeforeOpenDialog();
        }
    }
}
