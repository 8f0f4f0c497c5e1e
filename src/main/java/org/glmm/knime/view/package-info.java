/** The learner's view: a page that needs nothing but itself, and the data it is given when it opens. */
package org.glmm.knime.view;
