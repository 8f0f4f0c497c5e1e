package org.glmm.engine.predict;

import org.glmm.engine.frame.RowValues;

/** A row that offers the first inputs of a recipe only; the others are missing. */
record OfferedInputs(RowValues row, int size) implements RowValues {

    @Override
    public boolean missing(int input) {
        return input >= size || row.missing(input);
    }

    @Override
    public double number(int input) {
        return row.number(input);
    }

    @Override
    public String level(int input) {
        return row.level(input);
    }
}
