/** Predictions for new rows from a fitted model. */
package org.glmm.engine.predict;
