package org.knime.node.parameters.updates;

import java.util.function.Predicate;

import org.knime.core.webui.node.dialog.defaultdialog.setting.singleselection.StringOrEnum;
import org.knime.node.parameters.NodeParametersInput;

/** Makes a condition. An implementation has a constructor without arguments. */
@FunctionalInterface
public interface EffectPredicateProvider {

    /**
     * @param i gives access to the fields
     * @return the condition
     */
    EffectPredicate init(PredicateInitializer i);

    /**
     * @param predicates conditions
     * @return all hold
     */
    default EffectPredicate and(final EffectPredicate... predicates) {
        return Combinations.all(predicates);
    }

    /**
     * @param predicates conditions
     * @return at least one holds
     */
    default EffectPredicate or(final EffectPredicate... predicates) {
        return Combinations.any(predicates);
    }

    /**
     * @param predicate a condition
     * @return it does not hold
     */
    default EffectPredicate not(final EffectPredicate predicate) {
        return Combinations.not(predicate);
    }

    /** Access to the fields that a condition depends on. */
    interface PredicateInitializer {

        /**
         * @param reference a field
         * @return conditions on it
         */
        StringReference getString(Class<? extends ParameterReference<String>> reference);

        /**
         * @param reference a field
         * @return conditions on it
         */
        BooleanReference getBoolean(Class<? extends ParameterReference<Boolean>> reference);

        /**
         * @param <T> the elements
         * @param reference a field
         * @return conditions on it
         */
        <T> ArrayReference getArray(Class<? extends ParameterReference<T[]>> reference);

        /**
         * @param <E> the special choices
         * @param reference a field
         * @return conditions on it
         */
        <E extends Enum<E>> StringOrEnumReference<E>
            getStringOrEnum(Class<? extends ParameterReference<StringOrEnum<E>>> reference);

        /**
         * @param <E> the enum
         * @param reference a field
         * @return conditions on it
         */
        <E extends Enum<E>> EnumReference<E> getEnum(Class<? extends ParameterReference<E>> reference);

        /**
         * @param reference a field
         * @return whether the dialog has no such field
         */
        boolean isMissing(Class<? extends ParameterReference<?>> reference);

        /**
         * @param predicate a condition on the node's inputs
         * @return the condition, fixed while the dialog is open
         */
        EffectPredicate getConstant(Predicate<NodeParametersInput> predicate);

        /** @return a condition that always holds */
        default EffectPredicate always() {
            return getConstant(input -> true);
        }

        /** @return a condition that never holds */
        default EffectPredicate never() {
            return getConstant(input -> false);
        }

        /**
         * @param predicateProviderClass has a constructor without arguments
         * @return its condition
         */
        EffectPredicate getPredicate(Class<? extends EffectPredicateProvider> predicateProviderClass);

        /**
         * @param predicateProvider a provider
         * @return its condition
         */
        EffectPredicate getPredicate(EffectPredicateProvider predicateProvider);

        /** Conditions on a string. */
        interface StringReference {

            /**
             * @param value a value
             * @return the field has that value
             */
            EffectPredicate isEqualTo(String value);

            /**
             * @param pattern a regular expression
             * @return the field matches it
             */
            EffectPredicate matchesPattern(String pattern);
        }

        /** Conditions on a check box. */
        interface BooleanReference {

            /** @return the box is checked */
            EffectPredicate isTrue();

            /** @return the box is not checked */
            EffectPredicate isFalse();
        }

        /**
         * Conditions on an enum.
         *
         * @param <E> the enum
         */
        interface EnumReference<E extends Enum<E>> {

            /**
             * @param values constants
             * @return the field has one of them
             */
            @SuppressWarnings("unchecked")
            EffectPredicate isOneOf(E... values);
        }

        /** Conditions on an array of groups. */
        interface ArrayReference {

            /** @return there are at least two elements */
            EffectPredicate hasMultipleItems();

            /**
             * @param elementPredicate a condition on an element's fields
             * @return it holds for at least one element
             */
            EffectPredicate containsElementSatisfying(EffectPredicateProvider elementPredicate);
        }

        /**
         * Conditions on a string or special choice.
         *
         * @param <E> the special choices
         */
        interface StringOrEnumReference<E extends Enum<E>> {

            /** @return conditions on the special choice */
            EnumReference<E> isEnumChoice();

            /**
             * @param specialChoice a special choice
             * @return it is chosen
             */
            @SuppressWarnings("unchecked")
            default EffectPredicate isEnumChoice(final E specialChoice) {
                return isEnumChoice().isOneOf(specialChoice);
            }

            /** @return conditions on the string */
            StringReference isStringChoice();
        }
    }
}
