/** From a formula and a frame to X, Z, offset and response; and the recipe that does the same to new rows. */
package org.glmm.engine.design;
