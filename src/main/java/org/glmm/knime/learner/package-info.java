/** The GLMM Learner: settings and table in, model and tables of results out. */
package org.glmm.knime.learner;
