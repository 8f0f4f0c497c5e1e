/** How a model fits the rows it was fitted to: residuals, influence, explained variance. */
package org.glmm.engine.diagnose;
