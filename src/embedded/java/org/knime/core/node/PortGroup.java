package org.knime.core.node;

import java.util.List;
import java.util.stream.Stream;

import org.knime.core.node.port.PortType;

/**
 * The ports that a factory defines under one identifier.
 *
 * @param id the identifier
 * @param input whether it defines inputs
 * @param output whether it defines outputs
 * @param fixed the ports that are always there
 * @param initial the further ports of a new node
 * @param supported the types that further ports may have
 * @param limit how many further ports there may be
 */
record PortGroup(String id, boolean input, boolean output, List<PortType> fixed, List<PortType> initial,
    List<PortType> supported, int limit) {

    List<PortType> ports() {
        return ports(initial);
    }

    List<PortType> ports(final List<PortType> further) {
        if (further.size() > limit) {
            throw new IllegalArgumentException(
                "The port group \"" + id + "\" has room for " + limit + " further ports, not " + further.size() + ".");
        }
        for (final var type : further) {
            if (!supported.contains(type)) {
                throw new IllegalArgumentException(
                    "The port group \"" + id + "\" does not support ports of type \"" + type.getName() + "\".");
            }
        }
        return Stream.concat(fixed.stream(), further.stream()).toList();
    }
}
