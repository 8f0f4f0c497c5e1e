/** Failures that the user can correct, each told in one sentence. */
package org.glmm.engine.error;
