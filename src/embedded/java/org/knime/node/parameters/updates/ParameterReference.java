package org.knime.node.parameters.updates;

/**
 * Names a field for conditions and state providers, which refer to it by class.
 *
 * @param <T> the type of the field
 */
public interface ParameterReference<T> {
}
