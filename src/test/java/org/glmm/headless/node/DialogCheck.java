package org.glmm.headless.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.annotation.Annotation;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.glmm.headless.parameters.EnumLabels;
import org.glmm.headless.parameters.Instances;
import org.glmm.headless.parameters.ParameterField;
import org.glmm.headless.parameters.ParametersStore;
import org.knime.core.data.DataType;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.webui.node.dialog.defaultdialog.util.updates.StateComputationFailureException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.WidgetGroup;
import org.knime.node.parameters.array.ArrayWidget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.persistence.Persistable;
import org.knime.node.parameters.updates.ButtonReference;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.updates.StateProvider.StateProviderInitializer;
import org.knime.node.parameters.updates.ValueProvider;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.validation.BuiltinValidation;
import org.knime.node.parameters.widget.OptionalWidget;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.RadioButtonsWidget;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.knime.node.parameters.widget.choices.filter.ColumnFilterWidget;
import org.knime.node.parameters.widget.choices.filter.TwinlistWidget;
import org.knime.node.parameters.widget.message.TextMessage;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.text.TextAreaWidget;
import org.knime.node.parameters.widget.text.TextInputWidget;

/**
 * Finds faults in a class of parameters that would keep KNIME's dialog from opening or working: everything that the
 * annotations name is made and run as the dialog does, for given inputs of the node.
 */
public final class DialogCheck {

    private static final Map<Class<? extends Annotation>, List<Class<?>>> FIELD_TYPES = new HashMap<>();

    static {
        FIELD_TYPES.put(NumberInputWidget.class, List.of(byte.class, Byte.class, int.class, Integer.class, long.class,
            Long.class, float.class, Float.class, double.class, Double.class));
        FIELD_TYPES.put(TextInputWidget.class, List.of(String.class));
        FIELD_TYPES.put(TextAreaWidget.class, List.of(String.class));
        FIELD_TYPES.put(RadioButtonsWidget.class, List.of(Enum.class));
        FIELD_TYPES.put(ValueSwitchWidget.class, List.of(Enum.class));
        FIELD_TYPES.put(ColumnFilterWidget.class, List.of(ColumnFilter.class));
        FIELD_TYPES.put(TwinlistWidget.class, List.of(ColumnFilter.class, String[].class));
        FIELD_TYPES.put(TextMessage.class, List.of(Void.class));
        FIELD_TYPES.put(ChoicesProvider.class,
            List.of(String.class, String[].class, Enum.class, ColumnFilter.class, DataType.class));
    }

    private final NodeParametersInput input;
    private final List<String> faults = new ArrayList<>();
    private final Map<Class<?>, Place> references = new HashMap<>();
    private final Set<Class<?>> groups = new LinkedHashSet<>();
    private final Set<Class<?>> layoutParts = new LinkedHashSet<>();

    /** A field in the parameters, and the object that has it. */
    private record Place(ParameterField field, Object owner) {

        Object value() {
            return field.get(owner);
        }
    }

    private DialogCheck(final NodeParametersInput input) {
        this.input = input;
    }

    /**
     * @param type a class of parameters
     * @param input the node's inputs
     * @throws AssertionError if the dialog has faults
     */
    public static void check(final Class<? extends NodeParameters> type, final NodeParametersInput input) {
        assertEquals(List.of(), faults(type, input), () -> "faults in the dialog of " + type.getName());
    }

    /**
     * @param type a class of parameters
     * @param input the node's inputs
     * @return one sentence per fault
     */
    public static List<String> faults(final Class<? extends NodeParameters> type, final NodeParametersInput input) {
        final var check = new DialogCheck(input);
        check.attempt("the parameters", () -> check.checkParameters(type));
        return check.faults;
    }

    private void checkParameters(final Class<? extends NodeParameters> type) {
        attempt("saving and loading a new object", () -> saveAndLoad(Instances.create(type)));
        final var parameters = Instances.create(type, input);
        attempt("saving and loading the object for the inputs", () -> saveAndLoad(parameters));
        final var places = new ArrayList<Place>();
        collect(type, type, parameters, places);
        places.forEach(this::register);
        places.forEach(place -> attempt(place.field.toString(), () -> checkField(place)));
        Stream.concat(groups.stream(), LayoutCheck.withEnclosing(layoutParts).stream()).distinct()
            .map(part -> part.getAnnotation(Effect.class)).filter(Objects::nonNull)
            .forEach(effect -> predicate(effect.predicate()));
        faults.addAll(LayoutCheck.faults(layoutParts));
    }

    private static void saveAndLoad(final NodeParameters parameters) {
        final var settings = new NodeSettings("model");
        ParametersStore.save(parameters, settings);
        try {
            ParametersStore.load(parameters.getClass(), settings);
        } catch (InvalidSettingsException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private void collect(final Type type, final Class<?> raw, final Object object, final List<Place> places) {
        groups.add(raw);
        checkHiddenFields(raw);
        layoutOf(raw.getAnnotation(Layout.class));
        for (final var field : ParameterField.of(type)) {
            final var place = new Place(field, object);
            places.add(place);
            if (field.isGroup(WidgetGroup.class)) {
                collect(field.type(), field.rawClass(), place.value(), places);
            }
            field.groupElements(WidgetGroup.class).map(element -> (Class<?>)element)
                .ifPresent(element -> collect(element, element, Instances.create(element), places));
        }
    }

    private void checkHiddenFields(final Class<?> type) {
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            for (final var field : c.getDeclaredFields()) {
                final var hidden = Modifier.PRIVATE | Modifier.STATIC | Modifier.TRANSIENT;
                if ((field.getModifiers() & hidden) != 0 && isAnnotatedForDialog(field)) {
                    faults.add(c.getSimpleName() + "." + field.getName()
                        + " has annotations of the dialog, but is private, static or transient");
                }
            }
        }
    }

    private static boolean isAnnotatedForDialog(final Field field) {
        return Stream.of(field.getAnnotations())
            .anyMatch(a -> a.annotationType().getName().startsWith("org.knime.node.parameters."));
    }

    private void layoutOf(final Layout layout) {
        if (layout != null) {
            layoutParts.add(layout.value());
        }
    }

    private void register(final Place place) {
        place.field.annotation(ValueReference.class).ifPresent(reference -> {
            if (references.putIfAbsent(reference.value(), place) != null) {
                faults.add(place.field + " has the reference of another field: " + reference.value().getSimpleName());
            }
            referenced(reference.value()).filter(type -> type != boxed(place.field)).ifPresent(
                type -> faults.add(place.field + " is not a " + type.getSimpleName() + " as its reference says"));
        });
    }

    private static Class<?> boxed(final ParameterField field) {
        final var type = field.field().getType();
        return type.isPrimitive() ? MethodType.methodType(type).wrap().returnType() : type;
    }

    /** The class of the field that a reference refers to, as far as its declaration tells. */
    private static Optional<Class<?>> referenced(final Class<?> reference) {
        for (final var type : reference.getGenericInterfaces()) {
            if (type instanceof ParameterizedType p && p.getRawType() == ParameterReference.class) {
                return p.getActualTypeArguments()[0] instanceof Class<?> c ? Optional.of(c) : Optional.empty();
            }
            if (type instanceof Class<?> c && ParameterReference.class.isAssignableFrom(c)) {
                return referenced(c);
            }
        }
        return Optional.empty();
    }

    private void checkField(final Place place) {
        final var field = place.field;
        layoutOf(field.field().getAnnotation(Layout.class));
        checkTypes(field);
        field.annotation(Widget.class).ifPresent(widget -> checkWidget(field, widget));
        field.annotation(Effect.class).ifPresent(effect -> predicate(effect.predicate()));
        field.annotation(ValueProvider.class).ifPresent(provider -> state(provider.value()));
        field.annotation(ChoicesProvider.class).ifPresent(provider -> choices(field, provider.value()));
        field.annotation(ColumnFilterWidget.class).ifPresent(filter -> choices(field, filter.choicesProvider()));
        field.annotation(OptionalWidget.class).ifPresent(optional -> state(optional.defaultProvider()));
        field.annotation(TextMessage.class).ifPresent(message -> state(message.value()));
        field.annotation(ArrayWidget.class).map(ArrayWidget::elementDefaultValueProvider)
            .ifPresent(this::stateIfConcrete);
        field.annotation(NumberInputWidget.class).ifPresent(number -> {
            Stream.of(number.minValidation(), number.maxValidation()).forEach(this::validation);
            Stream.of(number.minValidationProvider(), number.maxValidationProvider()).forEach(this::stateIfConcrete);
        });
        field.annotation(TextInputWidget.class).ifPresent(text -> {
            Stream.of(text.patternValidation(), text.minLengthValidation(), text.maxLengthValidation())
                .forEach(this::validation);
            Stream.of(text.patternValidationProvider(), text.minLengthValidationProvider(),
                text.maxLengthValidationProvider(), text.placeholderProvider()).forEach(this::stateIfConcrete);
        });
        if (field.rawClass().isEnum()) {
            Stream.of(field.rawClass().getEnumConstants()).forEach(constant -> EnumLabels.title((Enum<?>)constant));
        }
    }

    private void checkTypes(final ParameterField field) {
        FIELD_TYPES.forEach((annotation, types) -> {
            final var type = field.isGroup(Persistable.class) ? field.field().getType() : field.rawClass();
            if (field.annotation(annotation).isPresent() && types.stream().noneMatch(t -> t.isAssignableFrom(type))) {
                faults.add(field + " cannot have a @" + annotation.getSimpleName());
            }
        });
        if (field.annotation(ArrayWidget.class).isPresent() && field.groupElements(WidgetGroup.class).isEmpty()) {
            faults.add(field + " cannot have a @ArrayWidget");
        }
        if (field.annotation(OptionalWidget.class).isPresent() && !field.isOptional()) {
            faults.add(field + " cannot have a @OptionalWidget");
        }
    }

    private void checkWidget(final ParameterField field, final Widget widget) {
        if (widget.title().isBlank()) {
            faults.add(field + " has no title");
        }
        if (widget.description().isBlank()) {
            faults.add(field + " has no description");
        }
        if (widget.effect().predicate() != EffectPredicateProvider.class) {
            predicate(widget.effect().predicate());
        }
        final var isFilter = ColumnFilter.class == field.rawClass() || String[].class == field.rawClass();
        if (isFilter && field.annotation(ChoicesProvider.class).isEmpty()
            && field.annotation(ColumnFilterWidget.class).isEmpty()) {
            faults.add(field + " has nothing to choose from");
        }
    }

    private void validation(final Class<? extends BuiltinValidation> type) {
        if (!Modifier.isAbstract(type.getModifiers())) {
            attempt(type.getSimpleName(), () -> {
                final var validation = Instances.create(type);
                Objects.requireNonNull(validation.getParameters());
                Objects.requireNonNull(validation.getErrorMessage());
            });
        }
    }

    private void predicate(final Class<? extends EffectPredicateProvider> provider) {
        attempt(provider.getSimpleName(), () -> Objects.requireNonNull(
            Instances.create(provider).init(new ReferenceCheck(input, reference -> place(reference).value()))));
    }

    private Place place(final Class<?> reference) {
        final var place = references.get(reference);
        if (place == null) {
            throw new IllegalStateException("no field has the reference " + reference.getSimpleName());
        }
        return place;
    }

    private void choices(final ParameterField field, final Class<? extends StateProvider> provider) {
        state(provider).map(choices -> (Collection<?>)choices)
            .filter(choices -> choices.stream().distinct().count() < choices.size())
            .ifPresent(choices -> faults.add(field + " has the same choice twice: " + choices));
    }

    private void stateIfConcrete(final Class<? extends StateProvider> provider) {
        if (!Modifier.isAbstract(provider.getModifiers())) {
            state(provider);
        }
    }

    private Optional<Object> state(final Class<? extends StateProvider> type) {
        try {
            final var provider = (StateProvider<?>)Instances.create(type);
            final var registrations = new Registrations();
            provider.init(registrations);
            if (registrations.count == 0) {
                faults.add(type.getSimpleName() + " never runs: it registers nothing");
            }
            return Optional.ofNullable(provider.computeState(input));
        } catch (StateComputationFailureException keepsItsState) {
            return Optional.empty();
        } catch (RuntimeException e) {
            faults.add(type.getSimpleName() + ": " + e);
            return Optional.empty();
        }
    }

    private void attempt(final String what, final Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            faults.add(what + ": " + e);
        }
    }

    /** Takes the registrations of a provider, and gives it the values that the fields have when the dialog opens. */
    private final class Registrations implements StateProviderInitializer {

        private int count;

        @Override
        public NodeParametersInput getNodeParametersInput() {
            return input;
        }

        @Override
        public <T> Supplier<T> computeFromValueSupplier(final Class<? extends ParameterReference<T>> reference) {
            count++;
            return getValueSupplier(reference);
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> Supplier<T> getValueSupplier(final Class<? extends ParameterReference<T>> reference) {
            final var place = place(reference);
            return () -> (T)place.value();
        }

        @Override
        public <T> void computeOnValueChange(final Class<? extends ParameterReference<T>> reference) {
            count++;
            place(reference);
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> Supplier<T> computeFromProvidedState(final Class<? extends StateProvider<T>> provider) {
            count++;
            final var state = state(provider);
            return () -> (T)state.orElse(null);
        }

        @Override
        public void computeOnButtonClick(final Class<? extends ButtonReference> reference) {
            count++;
        }

        @Override
        public void computeBeforeOpenDialog() {
            count++;
        }

        @Override
        public void computeAfterOpenDialog() {
            count++;
        }
    }
}
