package org.glmm.engine.error;

/**
 * A problem that the user can correct: in the data, the formula or the options.
 * The message is one sentence that names the column, term or level and says what to do.
 */
public class ModelException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ModelException(String message) {
        super(message);
    }
}
