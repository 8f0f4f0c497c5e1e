/** The reference grid and what is averaged over it: least-squares means, slopes, contrasts among them. */
package org.glmm.engine.inference.means;
