/** Threads that share the work of one fit; what they compute does not depend on their number. */
package org.glmm.engine.parallel;
