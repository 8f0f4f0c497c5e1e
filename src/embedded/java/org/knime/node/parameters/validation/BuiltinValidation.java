package org.knime.node.parameters.validation;

/** A check that the dialog makes on an input. */
public interface BuiltinValidation {

    /** @return the values that the check needs */
    Object getParameters();

    /** @return what the user is told when the check fails */
    String getErrorMessage();
}
