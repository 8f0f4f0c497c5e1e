package org.knime.node.parameters.array;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.knime.node.parameters.updates.StateProvider;

/** Settings of the control for an array of groups. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface ArrayWidget {

    /** How the fields of one element are arranged. */
    enum ElementLayout {
        /** Below each other, in a card. */
        VERTICAL_CARD,
        /** Beside each other, in one line. */
        HORIZONTAL_SINGLE_LINE
    }

    /** @return the text of the button that adds an element */
    String addButtonText() default "";

    /** @return the arrangement of an element's fields */
    ElementLayout elementLayout() default ElementLayout.VERTICAL_CARD;

    /** @return the title of an element, followed by its number */
    String elementTitle() default "";

    /** @return whether elements can be moved up and down */
    boolean showSortButtons() default false;

    /** @return whether elements can neither be added nor removed */
    boolean hasFixedSize() default false;

    /** @return provider of a new element; the constructor without arguments makes it otherwise */
    @SuppressWarnings("rawtypes")
    Class<? extends StateProvider> elementDefaultValueProvider() default StateProvider.class;
}
