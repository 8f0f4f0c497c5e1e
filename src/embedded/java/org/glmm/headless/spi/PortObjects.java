package org.glmm.headless.spi;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObject.PortObjectSerializer;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectSpec.PortObjectSpecSerializer;
import org.knime.core.node.port.PortUtil;

/** Hands port objects from node to node as KNIME does: tables as they are, all others written and read again. */
public final class PortObjects {

    private PortObjects() {
    }

    /** The object the next node gets, with a copy of its spec. */
    @SuppressWarnings("unchecked")
    public static PortObject copy(final PortObject object, final ExecutionMonitor exec)
        throws IOException, CanceledExecutionException {
        if (object instanceof BufferedDataTable) {
            return object;
        }
        final var serializer = (PortObjectSerializer<PortObject>)PortUtil.getPortObjectSerializer(object.getClass());
        final var bytes = new ByteArrayOutputStream();
        try (var out = PortUtil.getPortObjectZipOutputStream(bytes)) {
            serializer.savePortObject(object, out, exec);
        }
        final var spec = copy(object.getSpec());
        try (var in = PortUtil.getPortObjectZipInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return serializer.loadPortObject(in, spec, exec);
        }
    }

    /** The spec written and read again. */
    @SuppressWarnings("unchecked")
    public static PortObjectSpec copy(final PortObjectSpec spec) throws IOException {
        final var serializer =
            (PortObjectSpecSerializer<PortObjectSpec>)PortUtil.getPortObjectSpecSerializer(spec.getClass());
        final var bytes = new ByteArrayOutputStream();
        try (var out = PortUtil.getPortObjectSpecZipOutputStream(bytes)) {
            serializer.savePortObjectSpec(spec, out);
        }
        try (var in = PortUtil.getPortObjectSpecZipInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return serializer.loadPortObjectSpec(in);
        }
    }
}
