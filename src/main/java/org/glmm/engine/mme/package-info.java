/**
 * Henderson's mixed-model equations for given weights and covariance factor: assembled from the rows, factored
 * sparsely, solved, with determinants, their gradients and prediction error variances. Does not know how weights and
 * factors are found.
 */
package org.glmm.engine.mme;
