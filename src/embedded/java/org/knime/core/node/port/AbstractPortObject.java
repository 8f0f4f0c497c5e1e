package org.knime.core.node.port;

import java.io.IOException;

import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.ModelContent;

/** A port object that writes zip entries of its own. */
public abstract class AbstractPortObject implements PortObject {

    private static final String ENTRY = "meta.xml";

    public AbstractPortObject() {
    }

    /** Writes the object; zip entries have to be put, the stream is not to be closed. */
    protected abstract void save(PortObjectZipOutputStream out, ExecutionMonitor exec)
        throws IOException, CanceledExecutionException;

    protected abstract void load(PortObjectZipInputStream in, PortObjectSpec spec, ExecutionMonitor exec)
        throws IOException, CanceledExecutionException;

    /** Writes the class name as the first zip entry and leaves the rest to the object. */
    public abstract static class AbstractPortObjectSerializer<T extends AbstractPortObject>
        extends PortObjectSerializer<T> {

        public AbstractPortObjectSerializer() {
        }

        @Override
        public void savePortObject(final T portObject, final PortObjectZipOutputStream out,
            final ExecutionMonitor exec) throws IOException, CanceledExecutionException {
            final var meta = new ModelContent(ENTRY);
            SerializedClass.save(portObject, meta);
            meta.saveToXML(ZipEntries.put(out, ENTRY));
            portObject.save(out, exec);
        }

        @Override
        @SuppressWarnings("unchecked")
        public T loadPortObject(final PortObjectZipInputStream in, final PortObjectSpec spec,
            final ExecutionMonitor exec) throws IOException, CanceledExecutionException {
            final var meta = ModelContent.loadFromXML(ZipEntries.next(in, ENTRY));
            final var object = SerializedClass.instance(SerializedClass.load(meta), AbstractPortObject.class);
            object.load(in, spec, exec);
            return (T)object;
        }
    }
}
