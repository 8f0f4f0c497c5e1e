package org.knime.node.parameters.persistence;

/** A class whose fields are saved as a sub-tree of the settings. */
public interface Persistable {
}
