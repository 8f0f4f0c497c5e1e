package org.knime.core.node;

import org.knime.core.node.config.ConfigWO;

/** Writes the content of a model. */
public interface ModelContentWO extends ConfigWO {

    ModelContentWO addModelContent(String key);

    void addModelContent(ModelContent modelContent);
}
