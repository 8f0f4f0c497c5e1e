/** Between the tables of KNIME and those of the engine. */
package org.glmm.knime.table;
