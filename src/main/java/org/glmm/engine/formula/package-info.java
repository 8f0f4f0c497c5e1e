/** Model formulas in the notation of R and lme4: parsing, the algebra of terms, printing. Nothing here knows data. */
package org.glmm.engine.formula;
