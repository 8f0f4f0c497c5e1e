package org.knime.core.node.port;

import java.io.IOException;
import java.util.zip.ZipEntry;

import javax.swing.JComponent;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;

/** A port object spec written as model content. Specs are equal if their content is. */
public abstract class AbstractSimplePortObjectSpec implements PortObjectSpec {

    private static final String ENTRY = "content.xml";

    public AbstractSimplePortObjectSpec() {
    }

    protected abstract void save(ModelContentWO model);

    protected abstract void load(ModelContentRO model) throws InvalidSettingsException;

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    private ModelContent content() {
        final var content = new ModelContent("model");
        save(content);
        return content;
    }

    @Override
    public boolean equals(final Object o) {
        return o == this
            || o != null && o.getClass() == getClass() && content().equals(((AbstractSimplePortObjectSpec)o).content());
    }

    @Override
    public int hashCode() {
        return content().hashCode();
    }

    /** Writes version, class name and content as one zip entry; a subclass names the spec class. */
    public abstract static class AbstractSimplePortObjectSpecSerializer<T extends AbstractSimplePortObjectSpec>
        extends PortObjectSpecSerializer<T> {

        public AbstractSimplePortObjectSpecSerializer() {
        }

        @Override
        public void savePortObjectSpec(final T portObject, final PortObjectSpecZipOutputStream out)
            throws IOException {
            final var model = new ModelContent("model.xml");
            savePortObjectSpecToModelSettings(portObject, model);
            out.putNextEntry(new ZipEntry(ENTRY));
            model.saveToXML(out);
        }

        @Override
        public T loadPortObjectSpec(final PortObjectSpecZipInputStream in) throws IOException {
            final var model = ModelContent.loadFromXML(ZipEntries.next(in, ENTRY));
            try {
                return loadPortObjectSpecFromModelSettings(model);
            } catch (ClassNotFoundException | InstantiationException | IllegalAccessException e) {
                throw new IllegalStateException("Unable to make a spec of class \"" + SerializedClass.load(model)
                    + "\" with its public no-argument constructor: " + e, e);
            }
        }

        public static <T extends AbstractSimplePortObjectSpec> void savePortObjectSpecToModelSettings(final T spec,
            final ModelContentWO model) {
            SerializedClass.save(spec, model);
            spec.save(model.addModelContent("model"));
        }

        @SuppressWarnings({"unchecked", "deprecation"})
        public static <T extends AbstractSimplePortObjectSpec> T loadPortObjectSpecFromModelSettings(
            final ModelContentRO model)
            throws IOException, ClassNotFoundException, InstantiationException, IllegalAccessException {
            final var className = SerializedClass.load(model);
            final var registered = PortTypeRegistry.getInstance().getSpecClass(className);
            final Class<?> type = registered.isPresent() ? registered.get() : Class.forName(className);
            if (!AbstractSimplePortObjectSpec.class.isAssignableFrom(type)) {
                throw new ClassCastException(
                    "Class \"" + className + "\" is not a " + AbstractSimplePortObjectSpec.class.getSimpleName());
            }
            final var spec = (AbstractSimplePortObjectSpec)type.newInstance();
            try {
                spec.load(model.getModelContent("model"));
            } catch (InvalidSettingsException e) {
                throw new IOException(
                    "Unable to load model content into \"" + type.getSimpleName() + "\": " + e.getMessage(), e);
            }
            return (T)spec;
        }
    }
}
