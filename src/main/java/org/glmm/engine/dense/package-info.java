/**
 * Small dense linear algebra over primitive arrays. A matrix is one array, row-major.
 */
package org.glmm.engine.dense;
