/**
 * Response distributions and links: what y is given u, one class each. Knows nothing of random effects.
 */
package org.glmm.engine.family;
