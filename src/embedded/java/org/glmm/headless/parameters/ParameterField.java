package org.glmm.headless.parameters;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A field of a parameters class or group: neither private, static nor transient.
 *
 * @param field the field
 * @param type its type, with type variables resolved
 * @param owner the class whose fields are listed; the field may be inherited
 */
public record ParameterField(Field field, Type type, Class<?> owner) {

    private static final String PREFIX = "m_";

    /**
     * @param type a class
     * @return its fields in the order of declaration, inherited ones first
     */
    public static List<ParameterField> of(final Type type) {
        final var fields = new ArrayList<ParameterField>();
        collect(type, GenericTypes.raw(type), fields);
        return fields;
    }

    private static void collect(final Type type, final Class<?> owner, final List<ParameterField> fields) {
        final var declaring = GenericTypes.raw(type);
        final var bindings = GenericTypes.bindings(type);
        if (declaring.getSuperclass() != null) {
            collect(GenericTypes.resolve(declaring.getGenericSuperclass(), bindings), owner, fields);
        }
        for (final var field : declaring.getDeclaredFields()) {
            if (isParameter(field)) {
                field.setAccessible(true);
                fields.add(new ParameterField(field, GenericTypes.resolve(field.getGenericType(), bindings), owner));
            }
        }
    }

    private static boolean isParameter(final Field field) {
        final var modifiers = field.getModifiers();
        return !Modifier.isPrivate(modifiers) && !Modifier.isStatic(modifiers) && !Modifier.isTransient(modifiers)
            && !field.isSynthetic() && field.getDeclaringClass() != Object.class;
    }

    /** @return the name without a leading {@code m_} */
    public String name() {
        final var name = field.getName();
        return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    }

    /** @return whether the field holds an optional value */
    public boolean isOptional() {
        return GenericTypes.raw(type) == Optional.class;
    }

    /** @return the class of the field, or of the optional value */
    public Class<?> rawClass() {
        return GenericTypes.raw(isOptional() ? GenericTypes.argument(type, 0) : type);
    }

    /**
     * @param group {@code WidgetGroup} or {@code Persistable}
     * @return whether the field is a group
     */
    public boolean isGroup(final Class<?> group) {
        return group.isAssignableFrom(GenericTypes.raw(type));
    }

    /**
     * @param group {@code WidgetGroup} or {@code Persistable}
     * @return the type of the elements if the field is an array or collection of groups
     */
    public Optional<Type> groupElements(final Class<?> group) {
        final var raw = GenericTypes.raw(type);
        final Type element = raw.isArray() ? raw.getComponentType()
            : Collection.class.isAssignableFrom(raw) ? GenericTypes.argument(type, 0) : null;
        return Optional.ofNullable(element)
            .filter(e -> group.isAssignableFrom(GenericTypes.raw(e)) && !GenericTypes.raw(e).isEnum());
    }

    /**
     * @param <A> the annotation
     * @param annotation the annotation
     * @return the annotation of the field; for an inherited field without one, that of the class that declares it
     */
    public <A extends Annotation> Optional<A> annotation(final Class<A> annotation) {
        final var own = field.getAnnotation(annotation);
        return own == null && field.getDeclaringClass() != owner
            ? Optional.ofNullable(field.getDeclaringClass().getAnnotation(annotation)) : Optional.ofNullable(own);
    }

    /**
     * @param object an object of the owner's class
     * @return the value of the field
     */
    public Object get(final Object object) {
        try {
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * @param object an object of the owner's class
     * @param value the new value of the field
     */
    public void set(final Object object, final Object value) {
        try {
            field.set(object, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return field.getDeclaringClass().getSimpleName() + "." + field.getName();
    }
}
