package org.knime.core.node.port;

import java.io.IOException;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;

/** The head of a serialized model: version of the form and class of the object. */
final class SerializedClass {

    private static final String CFG_VERSION = "version";
    private static final String CFG_CLASS = "class_name";

    private SerializedClass() {
    }

    static void save(final Object object, final ModelContentWO head) {
        head.addInt(CFG_VERSION, 1);
        head.addString(CFG_CLASS, object.getClass().getName());
    }

    static String load(final ModelContentRO head) throws IOException {
        try {
            return head.getString(CFG_CLASS);
        } catch (InvalidSettingsException e) {
            throw new IOException("Unable to load settings", e);
        }
    }

    /** A new object of the registered class, which must extend the base. */
    static <T> T instance(final String className, final Class<T> base) {
        final var type = PortTypeRegistry.getInstance().getObjectClass(className)
            .orElseThrow(() -> new IllegalStateException("No port type with objects of class \"" + className + "\""));
        if (!base.isAssignableFrom(type)) {
            throw new IllegalStateException("Class \"" + className + "\" is not a " + base.getSimpleName());
        }
        try {
            return base.cast(type.getConstructor().newInstance());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("No object of class \"" + className
                + "\" can be made with its public no-argument constructor: " + e, e);
        }
    }
}
