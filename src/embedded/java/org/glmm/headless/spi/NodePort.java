package org.glmm.headless.spi;

import org.knime.core.node.port.PortType;

/**
 * A port of a node.
 *
 * @param name the name
 * @param description the description as plain text
 * @param type what it takes or gives, and whether it is optional
 */
public record NodePort(String name, String description, PortType type) {
}
