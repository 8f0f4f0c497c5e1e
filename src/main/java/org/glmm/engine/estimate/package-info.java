/**
 * The estimators: restricted and maximum likelihood of linear mixed models, pseudo-likelihood of the others, their
 * optimiser, standard errors of covariance parameters and the diagnosis of fits in trouble.
 */
package org.glmm.engine.estimate;
