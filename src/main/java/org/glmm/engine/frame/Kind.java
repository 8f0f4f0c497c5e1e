package org.glmm.engine.frame;

/** The type of a column: numbers, or the levels of a factor. */
public enum Kind { NUMERIC, FACTOR }
