package org.knime.core.node;

/** Marks the types of the API that describes a node step by step. */
public interface FluentNodeAPI {
}
