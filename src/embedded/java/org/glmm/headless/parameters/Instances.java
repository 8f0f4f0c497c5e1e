package org.glmm.headless.parameters;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;

import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;

/** Makes objects of classes that are named in annotations, by constructors of any visibility. */
public final class Instances {

    private Instances() {
    }

    /**
     * @param <T> the class
     * @param type the class
     * @return a new object, made by the constructor without arguments
     * @throws IllegalStateException if there is no such constructor, or it fails
     */
    public static <T> T create(final Class<T> type) {
        return create(constructor(type).orElseThrow(
            () -> new IllegalStateException(type.getName() + " has no constructor without arguments.")));
    }

    /**
     * @param <T> the class
     * @param type the class of parameters
     * @param input the node's inputs
     * @return new parameters, chosen for the inputs if the class has a constructor for that
     * @throws IllegalStateException if there is no suitable constructor, or it fails
     */
    public static <T extends NodeParameters> T create(final Class<T> type, final NodeParametersInput input) {
        final var chooses = constructor(type, NodeParametersInput.class);
        return chooses.isPresent() ? create(chooses.get(), input) : create(type);
    }

    private static <T> Optional<Constructor<T>> constructor(final Class<T> type, final Class<?>... arguments) {
        try {
            return Optional.of(type.getDeclaredConstructor(arguments));
        } catch (NoSuchMethodException absent) {
            return Optional.empty();
        }
    }

    private static <T> T create(final Constructor<T> constructor, final Object... arguments) {
        try {
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(
                "The constructor of " + constructor.getDeclaringClass().getName() + " failed: " + e.getCause(),
                e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                constructor.getDeclaringClass().getName() + " cannot be instantiated: " + e.getMessage(), e);
        }
    }
}
