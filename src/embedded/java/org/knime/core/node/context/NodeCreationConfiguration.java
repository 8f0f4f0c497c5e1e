package org.knime.core.node.context;

/** What was chosen when a node was created: its ports. */
public class NodeCreationConfiguration {
}
