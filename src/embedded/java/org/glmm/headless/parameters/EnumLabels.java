package org.glmm.headless.parameters;

import java.util.Locale;

import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.choices.Label;

/** Titles and descriptions of enum constants. */
public final class EnumLabels {

    private EnumLabels() {
    }

    /**
     * @param constant a constant
     * @return the title of its {@link Label}, or else its name, capitalised and with blanks
     * @throws IllegalStateException if it has a {@link Widget}
     */
    public static String title(final Enum<?> constant) {
        final var label = label(constant);
        if (label != null) {
            return label.value();
        }
        final var name = constant.name().toLowerCase(Locale.getDefault()).replace('_', ' ');
        return name.substring(0, 1).toUpperCase(Locale.getDefault()) + name.substring(1);
    }

    /**
     * @param constant a constant
     * @return the description of its {@link Label}, empty if there is none
     */
    public static String description(final Enum<?> constant) {
        final var label = label(constant);
        return label == null ? "" : label.description();
    }

    private static Label label(final Enum<?> constant) {
        try {
            final var field = constant.getDeclaringClass().getField(constant.name());
            if (field.isAnnotationPresent(Widget.class)) {
                throw new IllegalStateException("The enum constant " + field + " has a @Widget; it takes a @Label.");
            }
            return field.getAnnotation(Label.class);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }
}
