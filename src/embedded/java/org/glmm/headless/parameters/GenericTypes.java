package org.glmm.headless.parameters;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Resolves type variables of generic classes. */
final class GenericTypes {

    private GenericTypes() {
    }

    /** A generic class with arguments. */
    private record Parameterized(Class<?> raw, Type[] arguments) implements ParameterizedType {

        @Override
        public Type[] getActualTypeArguments() {
            return arguments.clone();
        }

        @Override
        public Type getRawType() {
            return raw;
        }

        @Override
        public Type getOwnerType() {
            return raw.getDeclaringClass();
        }
    }

    static Class<?> raw(final Type type) {
        if (type instanceof Class<?> c) {
            return c;
        } else if (type instanceof ParameterizedType p) {
            return (Class<?>)p.getRawType();
        } else if (type instanceof GenericArrayType a) {
            return Array.newInstance(raw(a.getGenericComponentType()), 0).getClass();
        } else if (type instanceof TypeVariable<?> v) {
            return raw(v.getBounds()[0]);
        }
        return raw(((WildcardType)type).getUpperBounds()[0]);
    }

    static Type argument(final Type type, final int index) {
        return type instanceof ParameterizedType p ? p.getActualTypeArguments()[index] : Object.class;
    }

    static Map<TypeVariable<?>, Type> bindings(final Type type) {
        final var bindings = new HashMap<TypeVariable<?>, Type>();
        if (type instanceof ParameterizedType p) {
            final var variables = raw(type).getTypeParameters();
            for (int i = 0; i < variables.length; i++) {
                bindings.put(variables[i], p.getActualTypeArguments()[i]);
            }
        }
        return bindings;
    }

    static Type resolve(final Type type, final Map<TypeVariable<?>, Type> bindings) {
        if (type instanceof TypeVariable<?> v) {
            return bindings.getOrDefault(v, v);
        } else if (type instanceof ParameterizedType p) {
            return new Parameterized(raw(type), Stream.of(p.getActualTypeArguments())
                .map(argument -> resolve(argument, bindings)).toArray(Type[]::new));
        } else if (type instanceof GenericArrayType a) {
            return Array.newInstance(raw(resolve(a.getGenericComponentType(), bindings)), 0).getClass();
        }
        return type;
    }
}
