package org.knime.core.node;

/**
 * A view on a node model.
 *
 * @param <T> the model
 */
public abstract class AbstractNodeView<T extends AbstractNodeView.ViewableModel> {

    private final T model;

    /** @param model the model */
    protected AbstractNodeView(final T model) {
        this.model = model;
    }

    /** @return the model */
    protected final T getViewableModel() {
        return model;
    }

    /** The content of the model has changed. */
    protected abstract void modelChanged();

    /** @param title the title of the window to open */
    protected abstract void callOpenView(String title);

    /** Closes the window. */
    protected abstract void callCloseView();

    /** A model that can be viewed. */
    public interface ViewableModel {
    }
}
