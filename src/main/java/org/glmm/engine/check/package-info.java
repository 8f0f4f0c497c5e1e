/**
 * What the data cannot tell, found before a model is fitted: separation, confounding, thin levels. Each check is one
 * class that answers with findings in the user's words.
 */
package org.glmm.engine.check;
