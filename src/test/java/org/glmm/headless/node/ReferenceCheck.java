package org.glmm.headless.node;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.glmm.headless.parameters.Instances;
import org.knime.core.webui.node.dialog.defaultdialog.setting.singleselection.StringOrEnum;
import org.knime.core.webui.node.dialog.defaultdialog.widget.updates.predicates.PredicateVisitor;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.EffectPredicateProvider.PredicateInitializer;
import org.knime.node.parameters.updates.ParameterReference;

/**
 * Makes conditions that hold or not for the values the fields have.
 *
 * @param input the node's inputs
 * @param values the value of a field by its reference; throws if no field has the reference
 */
record ReferenceCheck(NodeParametersInput input, Function<Class<?>, Object> values) implements PredicateInitializer {

    /** A condition whose outcome is known. */
    private record Known(boolean holds) implements EffectPredicate {

        @Override
        public <T> T accept(final PredicateVisitor<T> visitor) {
            return holds ? visitor.all() : visitor.any();
        }
    }

    /** Tells whether a condition holds. */
    private static final class Outcome implements PredicateVisitor<Boolean> {

        @Override
        public Boolean all(final EffectPredicate... predicates) {
            return Stream.of(predicates).allMatch(ReferenceCheck::holds);
        }

        @Override
        public Boolean any(final EffectPredicate... predicates) {
            return Stream.of(predicates).anyMatch(ReferenceCheck::holds);
        }

        @Override
        public Boolean not(final EffectPredicate predicate) {
            return !holds(predicate);
        }
    }

    /** Whether a condition made here, or of those made here, holds. */
    static boolean holds(final EffectPredicate predicate) {
        return predicate.accept(new Outcome());
    }

    @Override
    public StringReference getString(final Class<? extends ParameterReference<String>> reference) {
        return string((String)values.apply(reference));
    }

    private static StringReference string(final String value) {
        return new StringReference() {

            @Override
            public EffectPredicate isEqualTo(final String other) {
                return new Known(Objects.equals(value, other));
            }

            @Override
            public EffectPredicate matchesPattern(final String pattern) {
                return new Known(value != null && Pattern.matches(pattern, value));
            }
        };
    }

    @Override
    public BooleanReference getBoolean(final Class<? extends ParameterReference<Boolean>> reference) {
        final var value = (Boolean)values.apply(reference);
        return new BooleanReference() {

            @Override
            public EffectPredicate isTrue() {
                return new Known(value);
            }

            @Override
            public EffectPredicate isFalse() {
                return new Known(!value);
            }
        };
    }

    @Override
    public <T> ArrayReference getArray(final Class<? extends ParameterReference<T[]>> reference) {
        final var array = (Object[])values.apply(reference);
        return new ArrayReference() {

            @Override
            public EffectPredicate hasMultipleItems() {
                return new Known(array.length > 1);
            }

            @Override
            public EffectPredicate containsElementSatisfying(final EffectPredicateProvider element) {
                return element.init(ReferenceCheck.this);
            }
        };
    }

    @Override
    public <E extends Enum<E>> EnumReference<E> getEnum(final Class<? extends ParameterReference<E>> reference) {
        return enumeration(values.apply(reference));
    }

    private static <E extends Enum<E>> EnumReference<E> enumeration(final Object value) {
        return new EnumReference<>() {

            @Override
            @SafeVarargs
            public final EffectPredicate isOneOf(final E... constants) {
                return new Known(Arrays.asList(constants).contains(value));
            }
        };
    }

    @Override
    public <E extends Enum<E>> StringOrEnumReference<E>
        getStringOrEnum(final Class<? extends ParameterReference<StringOrEnum<E>>> reference) {
        final var value = (StringOrEnum<?>)values.apply(reference);
        return new StringOrEnumReference<>() {

            @Override
            public EnumReference<E> isEnumChoice() {
                return enumeration(value.getEnumChoice().orElse(null));
            }

            @Override
            public StringReference isStringChoice() {
                return string(value.getStringChoice());
            }
        };
    }

    @Override
    public boolean isMissing(final Class<? extends ParameterReference<?>> reference) {
        try {
            values.apply(reference);
            return false;
        } catch (IllegalStateException absent) {
            return true;
        }
    }

    @Override
    public EffectPredicate getConstant(final Predicate<NodeParametersInput> predicate) {
        return new Known(predicate.test(input));
    }

    @Override
    public EffectPredicate getPredicate(final Class<? extends EffectPredicateProvider> provider) {
        return Instances.create(provider).init(this);
    }

    @Override
    public EffectPredicate getPredicate(final EffectPredicateProvider provider) {
        return provider.init(this);
    }
}
