/**
 * Cholesky factorisation of the sparse symmetric positive definite block matrices of mixed models,
 * M = Lambda' Z'WZ Lambda + I, whose nodes are the levels of the random effects.
 *
 * <p>{@link org.glmm.engine.sparse.BlockPattern} says which levels are coupled;
 * {@link org.glmm.engine.sparse.CholeskyAnalysis} orders them and lays out the factor, once per model;
 * {@link org.glmm.engine.sparse.Cholesky} factorises, solves and inverts on the pattern, once per set of values.
 */
package org.glmm.engine.sparse;
