package org.knime.core.node.port;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;

/** Which objects a port gives or takes; had from the {@link PortTypeRegistry}. */
public final class PortType {

    public static final int DEFAULT_COLOR = 0xff9b9b9b;

    private static final String CFG_OBJECT_CLASS = "object_class";

    private final String name;
    private final Class<? extends PortObject> objectClass;
    private final Class<? extends PortObjectSpec> specClass;
    private final boolean optional;
    private final int color;
    private final boolean hidden;

    PortType(final String name, final Class<? extends PortObject> objectClass, final boolean optional,
        final int color, final boolean hidden) {
        this.name = name;
        this.objectClass = objectClass;
        this.specClass = getPortObjectSpecClass(objectClass);
        this.optional = optional;
        this.color = color;
        this.hidden = hidden;
    }

    /** The declared type of the object class's {@code getSpec()}. */
    public static Class<? extends PortObjectSpec> getPortObjectSpecClass(
        final Class<? extends PortObject> objectClass) {
        try {
            return objectClass.getMethod("getSpec").getReturnType().asSubclass(PortObjectSpec.class);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    public String getName() {
        return name;
    }

    public int getColor() {
        return color;
    }

    public boolean isOptional() {
        return optional;
    }

    public boolean isHidden() {
        return hidden;
    }

    public Class<? extends PortObject> getPortObjectClass() {
        return objectClass;
    }

    public Class<? extends PortObjectSpec> getPortObjectSpecClass() {
        return specClass;
    }

    public boolean isSuperTypeOf(final PortType subType) {
        return objectClass.isAssignableFrom(subType.objectClass);
    }

    public boolean acceptsPortObject(final PortObject obj) {
        return obj == null || objectClass.isInstance(obj);
    }

    public boolean acceptsPortObjectClass(final Class<? extends PortObject> portObjectClass) {
        return portObjectClass == null || objectClass.isAssignableFrom(portObjectClass);
    }

    public boolean acceptsPortObjectSpec(final PortObjectSpec spec) {
        return spec == null || specClass.isInstance(spec);
    }

    public void save(final ConfigWO settings) {
        settings.addString(CFG_OBJECT_CLASS, objectClass.getName());
    }

    public static PortType load(final ConfigRO settings) throws InvalidSettingsException {
        final var registry = PortTypeRegistry.getInstance();
        final var className = settings.getString(CFG_OBJECT_CLASS);
        return registry.getPortType(registry.getObjectClass(className).orElseThrow(
            () -> new InvalidSettingsException("No port type with objects of class \"" + className + "\"")));
    }

    /** Types of the same object class are equal. */
    @Override
    public boolean equals(final Object o) {
        return o instanceof PortType other && objectClass.equals(other.objectClass);
    }

    @Override
    public int hashCode() {
        return objectClass.hashCode();
    }

    @Override
    public String toString() {
        return "PortType(" + specClass.getSimpleName() + "," + objectClass.getSimpleName() + ")";
    }
}
