package org.glmm.knime.port;

import java.io.IOException;
import java.util.Objects;
import java.util.zip.ZipEntry;

import javax.swing.JComponent;

import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.ModelFile;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.AbstractPortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;

/** A fitted generalized linear mixed model, on its way from the learner to predictors and testers. */
public final class GlmmPortObject extends AbstractPortObject {

    /** Saves and loads the model. */
    public static final class Serializer extends AbstractPortObjectSerializer<GlmmPortObject> {
    }

    /** The type of the model's ports. */
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(GlmmPortObject.class);

    private static final String ENTRY = "model.bin";

    private GlmmPortObjectSpec spec;
    private FittedModel model;

    /** An empty object, to be loaded. */
    public GlmmPortObject() {
    }

    public GlmmPortObject(GlmmPortObjectSpec spec, FittedModel model) {
        this.spec = Objects.requireNonNull(spec);
        this.model = Objects.requireNonNull(model);
    }

    public FittedModel model() {
        return model;
    }

    @Override
    public GlmmPortObjectSpec getSpec() {
        return spec;
    }

    @Override
    public String getSummary() {
        return "%s GLMM with %s link (%s), %d rows: %s".formatted(spec.distribution(), spec.link(),
            model.spec().method(), model.statistics().rowsUsed(), spec.formula());
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    @Override
    protected void save(PortObjectZipOutputStream out, ExecutionMonitor exec)
        throws IOException, CanceledExecutionException {
        out.putNextEntry(new ZipEntry(ENTRY));
        ModelFile.write(model, out);
        out.closeEntry();
    }

    @Override
    protected void load(PortObjectZipInputStream in, PortObjectSpec portSpec, ExecutionMonitor exec)
        throws IOException, CanceledExecutionException {
        var entry = in.getNextEntry();
        if (entry == null || !entry.getName().equals(ENTRY)) {
            throw new IOException("The GLMM model has no entry \"" + ENTRY + "\".");
        }
        spec = (GlmmPortObjectSpec) portSpec;
        model = ModelFile.read(in);
    }
}
