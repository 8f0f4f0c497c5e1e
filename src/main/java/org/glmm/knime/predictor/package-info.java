/** The GLMM Predictor: model and rows in, rows with predictions out. */
package org.glmm.knime.predictor;
