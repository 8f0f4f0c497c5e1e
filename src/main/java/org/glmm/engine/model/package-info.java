/**
 * What was asked for ({@link org.glmm.engine.model.ModelSpec}) and what was found
 * ({@link org.glmm.engine.model.FittedModel}): immutable, validated, and saved by {@link
 * org.glmm.engine.model.ModelFile}.
 */
package org.glmm.engine.model;
