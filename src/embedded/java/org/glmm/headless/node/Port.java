package org.glmm.headless.node;

import org.knime.core.node.port.PortType;

/**
 * A port of a node.
 *
 * @param name the port's name
 * @param type what it takes or gives
 */
public record Port(String name, PortType type) {
}
