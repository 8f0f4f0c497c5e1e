/**
 * Covariance structures of one random term: how the parameters theta make G = phi Lambda Lambda', one class each.
 */
package org.glmm.engine.covariance;
