/** The model on its way between nodes. */
package org.glmm.knime.port;
