package org.glmm.headless.spi;

import java.util.List;

import org.knime.core.node.port.PortType;

/**
 * A group of ports that a node defines under one identifier.
 *
 * @param id the identifier
 * @param inTypes types of its input ports in the node at hand
 * @param outTypes types of its output ports in the node at hand
 * @param configurable whether the user can change the number or types of its ports
 */
public record NodePortGroup(String id, List<PortType> inTypes, List<PortType> outTypes, boolean configurable) {
}
