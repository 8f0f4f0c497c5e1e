package org.knime.core.node;

/**
 * A view in a window of its own. Windows are not opened here.
 *
 * @param <T> the model
 */
public abstract class NodeView<T extends NodeModel> extends AbstractNodeView<T> {

    /** @param model the model */
    protected NodeView(final T model) {
        super(model);
    }

    /** @return the model */
    protected T getNodeModel() {
        return getViewableModel();
    }

    /** The view is about to close. */
    protected abstract void onClose();

    /** The view is about to open. */
    protected abstract void onOpen();
}
