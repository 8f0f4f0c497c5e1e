package org.glmm.headless.spi;

import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.util.OptionalInt;

import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObject.PortObjectSerializer;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectSpec.PortObjectSpecSerializer;
import org.w3c.dom.Element;

/** A {@code portType} element of a {@code plugin.xml}, with its classes loaded and checked. */
public record PortTypeExtension(String name, Class<? extends PortObject> objectClass,
    PortObjectSerializer<?> objectSerializer, Class<? extends PortObjectSpec> specClass,
    PortObjectSpecSerializer<?> specSerializer, OptionalInt color, boolean hidden) {

    static PortTypeExtension of(final Element portType, final ClassLoader loader) {
        final var objectClass = load(portType, "objectClass", loader, PortObject.class);
        final var specClass = load(portType, "specClass", loader, PortObjectSpec.class);
        return new PortTypeExtension(required(portType, "name"), objectClass,
            serializer(portType, "objectSerializer", loader, PortObjectSerializer.class, objectClass), specClass,
            serializer(portType, "specSerializer", loader, PortObjectSpecSerializer.class, specClass),
            color(portType.getAttribute("color")), Boolean.parseBoolean(portType.getAttribute("hidden")));
    }

    private static String required(final Element portType, final String attribute) {
        final var value = portType.getAttribute(attribute);
        if (value.isEmpty()) {
            throw new IllegalStateException(
                "The port type \"" + portType.getAttribute("name") + "\" in plugin.xml has no " + attribute);
        }
        return value;
    }

    private static OptionalInt color(final String hex) {
        return hex.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(hex.substring(1), 16));
    }

    private static <T> Class<? extends T> load(final Element portType, final String attribute,
        final ClassLoader loader, final Class<T> base) {
        final var name = required(portType, attribute);
        try {
            return Class.forName(name, false, loader).asSubclass(base);
        } catch (ClassNotFoundException | ClassCastException e) {
            throw new IllegalStateException(attribute + " " + name + " in plugin.xml: " + e, e);
        }
    }

    /** Makes the serializer; KNIME finds its class by the type argument of its direct superclass. */
    private static <S> S serializer(final Element portType, final String attribute, final ClassLoader loader,
        final Class<S> base, final Class<?> serialized) {
        final var type = load(portType, attribute, loader, base);
        if (!(type.getGenericSuperclass() instanceof ParameterizedType parent)
            || parent.getActualTypeArguments()[0] != serialized) {
            throw new IllegalStateException(attribute + " " + type.getName()
                + " does not directly extend a serializer of " + serialized.getName());
        }
        if (!Modifier.isPublic(type.getModifiers()) || !Modifier.isPublic(serialized.getModifiers())) {
            throw new IllegalStateException(type.getName() + " and " + serialized.getName() + " must be public");
        }
        try {
            return type.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                attribute + " " + type.getName() + " has no usable public no-argument constructor: " + e, e);
        }
    }
}
