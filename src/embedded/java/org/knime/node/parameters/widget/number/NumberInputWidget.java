package org.knime.node.parameters.widget.number;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation;

/** Limits of a number; checked in the dialog only. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface NumberInputWidget {

    /** @return the lower limit */
    Class<? extends MinValidation> minValidation() default MinValidation.class;

    /** @return the upper limit */
    Class<? extends MaxValidation> maxValidation() default MaxValidation.class;

    /** @return provider of the lower limit */
    Class<? extends StateProvider<? extends MinValidation>> minValidationProvider()
        default NoMinValidationProvider.class;

    /** @return provider of the upper limit */
    Class<? extends StateProvider<? extends MaxValidation>> maxValidationProvider()
        default NoMaxValidationProvider.class;
}
