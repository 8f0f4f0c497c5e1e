package org.knime.node.parameters.updates;

/** Names a button for state providers. */
public interface ButtonReference {
}
