/** The GLMM Tester: model in, tests of its fixed effects out. */
package org.glmm.knime.tester;
