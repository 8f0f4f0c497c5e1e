package org.knime.core.node.port;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;
import org.knime.core.node.port.PortObject.PortObjectSerializer;
import org.knime.core.node.port.PortObjectSpec.PortObjectSpecSerializer;

/** Writes and reads port objects, also as the model files of the Model Writer node. */
public final class PortUtil {

    private static final String CONTENT = "content.xml";
    private static final String SPEC = "objectSpec.file";
    private static final String OBJECT = "object.file";
    private static final String SPEC_STREAM = "portSpec.file";
    private static final String OBJECT_STREAM = "portObject.file";

    private static final String CFG_VERSION = "version";
    private static final String CFG_SPEC_CLASS = "port_spec_class";
    private static final String CFG_OBJECT_CLASS = "port_object_class";

    private PortUtil() {
    }

    @SuppressWarnings("unchecked")
    public static <T extends PortObject> PortObjectSerializer<T> getPortObjectSerializer(final Class<T> cl) {
        return (PortObjectSerializer<T>)PortTypeRegistry.getInstance().getObjectSerializer(cl)
            .orElseThrow(() -> new IllegalStateException("No serializer for port objects of " + cl));
    }

    @SuppressWarnings("unchecked")
    public static <T extends PortObjectSpec> PortObjectSpecSerializer<T> getPortObjectSpecSerializer(
        final Class<T> c) {
        return (PortObjectSpecSerializer<T>)PortTypeRegistry.getInstance().getSpecSerializer(c)
            .orElseThrow(() -> new IllegalStateException("No serializer for port object specs of " + c));
    }

    public static PortObjectZipOutputStream getPortObjectZipOutputStream(final OutputStream in) throws IOException {
        final var out = new PortObjectZipOutputStream(in);
        out.putNextEntry(new ZipEntry(OBJECT_STREAM));
        return out;
    }

    public static PortObjectSpecZipOutputStream getPortObjectSpecZipOutputStream(final OutputStream in)
        throws IOException {
        final var out = new PortObjectSpecZipOutputStream(in);
        out.putNextEntry(new ZipEntry(SPEC_STREAM));
        return out;
    }

    public static PortObjectZipInputStream getPortObjectZipInputStream(final InputStream in) throws IOException {
        final var zip = new PortObjectZipInputStream(in);
        ZipEntries.next(zip, OBJECT_STREAM);
        return zip;
    }

    public static PortObjectSpecZipInputStream getPortObjectSpecZipInputStream(final InputStream in)
        throws IOException {
        final var zip = new PortObjectSpecZipInputStream(in);
        ZipEntries.next(zip, SPEC_STREAM);
        return zip;
    }

    /** Writes a model file: the two classes, the spec and the object. The stream is not closed. */
    @SuppressWarnings("unchecked")
    public static void writeObjectToStream(final PortObject po, final OutputStream output,
        final ExecutionMonitor exec) throws IOException, CanceledExecutionException {
        final var spec = po.getSpec();
        final var zip = new ZipOutputStream(output);
        final var toc = new ModelContent("content");
        toc.addInt(CFG_VERSION, 1);
        toc.addString(CFG_SPEC_CLASS, spec.getClass().getName());
        toc.addString(CFG_OBJECT_CLASS, po.getClass().getName());
        toc.saveToXML(ZipEntries.put(zip, CONTENT));
        try (var out = getPortObjectSpecZipOutputStream(ZipEntries.put(zip, SPEC))) {
            ((PortObjectSpecSerializer<PortObjectSpec>)getPortObjectSpecSerializer(spec.getClass()))
                .savePortObjectSpec(spec, out);
        }
        try (var out = getPortObjectZipOutputStream(ZipEntries.put(zip, OBJECT))) {
            ((PortObjectSerializer<PortObject>)getPortObjectSerializer(po.getClass())).savePortObject(po, out, exec);
        }
        zip.finish();
        output.flush();
    }

    /** Reads a model file and closes the stream. */
    public static PortObject readObjectFromStream(final InputStream input, final ExecutionMonitor exec)
        throws IOException, CanceledExecutionException {
        final var registry = PortTypeRegistry.getInstance();
        try (var zip = new ZipInputStream(input)) {
            final var toc = ModelContent.loadFromXML(ZipEntries.next(zip, CONTENT));
            final var specClass = toc.getString(CFG_SPEC_CLASS);
            final var objectClass = toc.getString(CFG_OBJECT_CLASS);
            final PortObjectSpec spec;
            try (var in = getPortObjectSpecZipInputStream(ZipEntries.next(zip, SPEC))) {
                spec = getPortObjectSpecSerializer(registry.getSpecClass(specClass)
                    .orElseThrow(() -> new IOException("Class \"" + specClass + "\" is not available")))
                        .loadPortObjectSpec(in);
            }
            try (var in = getPortObjectZipInputStream(ZipEntries.next(zip, OBJECT))) {
                return getPortObjectSerializer(registry.getObjectClass(objectClass)
                    .orElseThrow(() -> new IOException("Class \"" + objectClass + "\" is not available")))
                        .loadPortObject(in, spec, exec);
            }
        } catch (InvalidSettingsException e) {
            throw new IOException("Unable to parse " + CONTENT + " in port object file", e);
        }
    }
}
