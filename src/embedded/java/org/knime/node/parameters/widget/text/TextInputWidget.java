package org.knime.node.parameters.widget.text;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.widget.text.TextInputWidgetValidation.MaxLengthValidation;
import org.knime.node.parameters.widget.text.TextInputWidgetValidation.MinLengthValidation;
import org.knime.node.parameters.widget.text.TextInputWidgetValidation.PatternValidation;

/** Conditions on a text; checked in the dialog only. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface TextInputWidget {

    /** @return the text shown when the field is empty */
    String placeholder() default "";

    /** @return the pattern */
    Class<? extends PatternValidation> patternValidation() default PatternValidation.class;

    /** @return the least length */
    Class<? extends MinLengthValidation> minLengthValidation() default MinLengthValidation.class;

    /** @return the greatest length */
    Class<? extends MaxLengthValidation> maxLengthValidation() default MaxLengthValidation.class;

    /** @return provider of the placeholder */
    Class<? extends StateProvider<String>> placeholderProvider() default NoPlaceholderProvider.class;

    /** @return provider of the pattern */
    Class<? extends StateProvider<? extends PatternValidation>> patternValidationProvider()
        default NoPatternProvider.class;

    /** @return provider of the least length */
    Class<? extends StateProvider<? extends MinLengthValidation>> minLengthValidationProvider()
        default NoMinLengthProvider.class;

    /** @return provider of the greatest length */
    Class<? extends StateProvider<? extends MaxLengthValidation>> maxLengthValidationProvider()
        default NoMaxLengthProvider.class;
}
