package org.glmm.headless.node;

import org.knime.node.parameters.layout.Section;

/** A layout part outside any other class. */
@Section(title = "Outside")
interface LayoutElsewhere {
}
