package org.glmm.headless.workflow;

import java.util.Objects;

/**
 * A named workflow or flow variable.
 *
 * @param name the variable's name
 * @param type the type, spelled as in workflow files
 * @param value a String, Integer or Double according to the type
 */
public record FlowVariable(String name, Type type, Object value) {

    /** The variable types a workflow file can define. */
    public enum Type {
        STRING, INTEGER, DOUBLE
    }

    public FlowVariable {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
    }

    /**
     * @param name the variable's name
     * @param type its type
     * @param text its value as text
     * @return the variable
     * @throws NumberFormatException if the text is no number of the type
     */
    public static FlowVariable parse(final String name, final Type type, final String text) {
        final Object value = switch (type) {
            case STRING -> text;
            case INTEGER -> Integer.valueOf(text);
            case DOUBLE -> Double.valueOf(text);
        };
        return new FlowVariable(name, type, value);
    }
}
