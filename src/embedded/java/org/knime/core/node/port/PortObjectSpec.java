package org.knime.core.node.port;

import java.io.IOException;

import javax.swing.JComponent;

/** What is known of a port object before it is there. */
public interface PortObjectSpec {

    JComponent[] getViews();

    /** Writes and reads the specs of one class. */
    abstract class PortObjectSpecSerializer<T extends PortObjectSpec> {

        public PortObjectSpecSerializer() {
        }

        public abstract void savePortObjectSpec(T portObjectSpec, PortObjectSpecZipOutputStream out)
            throws IOException;

        public abstract T loadPortObjectSpec(PortObjectSpecZipInputStream in) throws IOException;
    }
}
