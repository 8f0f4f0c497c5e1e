/**
 * A fitted model as a reader meets it: in sentences, in as many points as a picture can show, and as the call with
 * which another program fits it.
 */
package org.glmm.engine.report;
