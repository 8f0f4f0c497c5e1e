package org.glmm.engine.frame;

/** A column that a frame is to hold. */
public record ColumnRequest(String name, Kind kind) { }
