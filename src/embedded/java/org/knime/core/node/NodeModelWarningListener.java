package org.knime.core.node;

import java.util.EventListener;

import org.knime.core.node.message.Message;

/** Is told when the warning of a node model changes. */
public interface NodeModelWarningListener extends EventListener {

    /** @param warning the new warning, null if there is none */
    void warningChanged(Message warning);
}
