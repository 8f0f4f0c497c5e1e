/** A fitted model as a reader meets it: in sentences, and in as many points as a picture can show. */
package org.glmm.engine.report;
