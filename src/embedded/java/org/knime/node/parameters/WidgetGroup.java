package org.knime.node.parameters;

/** A class whose fields are shown in the dialog. */
public interface WidgetGroup {
}
