/** What a fitted model says about its parameters: tests, intervals, information criteria. */
package org.glmm.engine.inference;
