package org.knime.core.node.port;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Optional;

import org.glmm.headless.spi.PortTypeExtension;
import org.glmm.headless.spi.PortTypeExtensions;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject.PortObjectSerializer;
import org.knime.core.node.port.PortObjectSpec.PortObjectSpecSerializer;

/** The port types: tables, the generic type, and those declared in a {@code plugin.xml}. */
public final class PortTypeRegistry {

    private static final PortTypeRegistry INSTANCE = new PortTypeRegistry();

    private PortTypeRegistry() {
    }

    public static PortTypeRegistry getInstance() {
        return INSTANCE;
    }

    public PortType getPortType(final Class<? extends PortObject> portObjectClass) {
        return getPortType(portObjectClass, false);
    }

    /** @throws IllegalStateException if no port type is declared for the class */
    public PortType getPortType(final Class<? extends PortObject> portObjectClass, final boolean isOptional) {
        if (portObjectClass == PortObject.class) {
            return new PortType("Generic Port", portObjectClass, isOptional, PortType.DEFAULT_COLOR, false);
        }
        if (portObjectClass == BufferedDataTable.class) {
            return new PortType("Table", portObjectClass, isOptional, 0, false);
        }
        return PortTypeExtensions.find(portObjectClass).map(e -> portType(e, isOptional))
            .orElseThrow(() -> new IllegalStateException("No plugin.xml declares a port type for "
                + portObjectClass.getName() + " at extension point " + PortTypeExtensions.POINT));
    }

    private static PortType portType(final PortTypeExtension extension, final boolean optional) {
        return new PortType(extension.name(), extension.objectClass(), optional,
            extension.color().orElse(PortType.DEFAULT_COLOR), extension.hidden());
    }

    public Collection<PortType> availablePortTypes() {
        final var types = new ArrayList<PortType>();
        types.add(getPortType(PortObject.class));
        types.add(getPortType(BufferedDataTable.class));
        PortTypeExtensions.all().forEach(e -> types.add(portType(e, false)));
        return types;
    }

    public Optional<Class<? extends PortObject>> getObjectClass(final String className) {
        return availablePortTypes().stream().<Class<? extends PortObject>>map(PortType::getPortObjectClass)
            .filter(c -> c.getName().equals(className)).findFirst();
    }

    public Optional<Class<? extends PortObjectSpec>> getSpecClass(final String className) {
        if (className.equals(DataTableSpec.class.getName())) {
            return Optional.of(DataTableSpec.class);
        }
        return PortTypeExtensions.all().stream().<Class<? extends PortObjectSpec>>map(PortTypeExtension::specClass)
            .filter(c -> c.getName().equals(className)).findFirst();
    }

    @SuppressWarnings("unchecked")
    public Optional<PortObjectSerializer<PortObject>> getObjectSerializer(final Class<? extends PortObject> clazz) {
        return PortTypeExtensions.find(clazz).map(e -> (PortObjectSerializer<PortObject>)e.objectSerializer());
    }

    @SuppressWarnings("unchecked")
    public Optional<PortObjectSpecSerializer<PortObjectSpec>> getSpecSerializer(
        final Class<? extends PortObjectSpec> clazz) {
        final PortObjectSpecSerializer<?> found = clazz == DataTableSpec.class ? new DataTableSpec.Serializer()
            : PortTypeExtensions.all().stream().filter(e -> e.specClass() == clazz).findFirst()
                .map(PortTypeExtension::specSerializer).orElse(null);
        return Optional.ofNullable((PortObjectSpecSerializer<PortObjectSpec>)found);
    }
}
