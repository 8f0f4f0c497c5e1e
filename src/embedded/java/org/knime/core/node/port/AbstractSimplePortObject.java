package org.knime.core.node.port;

import java.io.IOException;
import java.util.zip.ZipEntry;

import javax.swing.JComponent;

import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;

/** A port object written as model content. Objects are equal if their content is. */
public abstract class AbstractSimplePortObject implements PortObject {

    private static final String ENTRY = "content.xml";

    public AbstractSimplePortObject() {
    }

    protected abstract void save(ModelContentWO model, ExecutionMonitor exec) throws CanceledExecutionException;

    protected abstract void load(ModelContentRO model, PortObjectSpec spec, ExecutionMonitor exec)
        throws InvalidSettingsException, CanceledExecutionException;

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    private ModelContent content() {
        final var content = new ModelContent("model");
        try {
            save(content, new ExecutionMonitor());
        } catch (CanceledExecutionException e) {
            throw new IllegalStateException(e);
        }
        return content;
    }

    @Override
    public boolean equals(final Object o) {
        return o == this
            || o != null && o.getClass() == getClass() && content().equals(((AbstractSimplePortObject)o).content());
    }

    @Override
    public int hashCode() {
        return content().hashCode();
    }

    /** Writes version, class name and content as one zip entry; a subclass names the object class. */
    public abstract static class AbstractSimplePortObjectSerializer<T extends AbstractSimplePortObject>
        extends PortObjectSerializer<T> {

        public AbstractSimplePortObjectSerializer() {
        }

        @Override
        public void savePortObject(final T portObject, final PortObjectZipOutputStream out,
            final ExecutionMonitor exec) throws IOException, CanceledExecutionException {
            final var model = new ModelContent("model.xml");
            SerializedClass.save(portObject, model);
            portObject.save(model.addModelContent("model"), exec);
            out.putNextEntry(new ZipEntry(ENTRY));
            model.saveToXML(out);
        }

        @Override
        @SuppressWarnings("unchecked")
        public T loadPortObject(final PortObjectZipInputStream in, final PortObjectSpec spec,
            final ExecutionMonitor exec) throws IOException, CanceledExecutionException {
            final var model = ModelContent.loadFromXML(ZipEntries.next(in, ENTRY));
            final var object =
                SerializedClass.instance(SerializedClass.load(model), AbstractSimplePortObject.class);
            try {
                object.load(model.getModelContent("model"), spec, exec);
            } catch (InvalidSettingsException e) {
                throw new IOException(
                    "Unable to load model content into \"" + object.getClass().getSimpleName() + "\": "
                        + e.getMessage(), e);
            }
            return (T)object;
        }
    }
}
