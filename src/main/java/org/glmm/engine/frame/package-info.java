/** The rows used for a model as typed primitive columns: reading in one pass, missing values, factor levels. */
package org.glmm.engine.frame;
