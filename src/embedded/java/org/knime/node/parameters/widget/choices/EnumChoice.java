package org.knime.node.parameters.widget.choices;

import org.glmm.headless.parameters.EnumLabels;

/**
 * A constant to choose.
 *
 * @param <E> the enum
 * @param id the constant
 * @param text the text shown
 */
public record EnumChoice<E extends Enum<E>>(E id, String text) {

    /**
     * @param <E> the enum
     * @param constant the constant
     * @return a choice shown by the constant's {@link Label}
     */
    public static <E extends Enum<E>> EnumChoice<E> fromEnumConst(final E constant) {
        return new EnumChoice<>(constant, EnumLabels.title(constant));
    }
}
