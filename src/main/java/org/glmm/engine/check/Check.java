package org.glmm.engine.check;

import java.util.List;

import org.glmm.engine.model.Finding;

/** Looks at one thing that can be wrong with a model and its data. */
interface Check {

    /** What is to be said; empty if all is well. */
    List<Finding> findings(ModelData data);
}
