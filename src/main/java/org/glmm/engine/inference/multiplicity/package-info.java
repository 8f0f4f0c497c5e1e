/** Adjustments of p-values and intervals for the number of comparisons, and the distributions behind them. */
package org.glmm.engine.inference.multiplicity;
