/** Comparisons of least-squares means and contrasts written in words. */
package org.glmm.engine.inference.contrast;
