package org.glmm.headless.parameters;

import java.util.function.Predicate;

import org.knime.core.node.NodeSettingsRO;

/**
 * Stands for: settings have none of the keys of the present form. What these keys are, only the loader of the field
 * knows.
 */
public final class NewKeysAbsent implements Predicate<NodeSettingsRO> {

    @Override
    public boolean test(final NodeSettingsRO settings) {
        throw new UnsupportedOperationException("The keys of the present form are not known here.");
    }
}
