package org.glmm.engine.frame;

/** The values of one row, by the index of the column among those asked for. */
public interface RowValues {

    boolean missing(int input);

    /** The value of a numeric input that is not missing. */
    double number(int input);

    /** The value of a factor input that is not missing. */
    String level(int input);
}
