package org.knime.node;

import java.util.function.Function;
import java.util.stream.Stream;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.FluentNodeAPI;
import org.knime.core.node.port.PortObject;
import org.knime.core.webui.page.Page;
import org.knime.core.webui.page.Page.RequireFromFileOrString;
import org.knime.node.parameters.NodeParameters;

/** The view of a node, given step by step: its parameters, description and page; then optional parts. */
public final class DefaultView implements FluentNodeAPI {

    final Class<? extends NodeParameters> parametersClass;
    final String description;
    final Page page;
    private DefaultInitialData<?> initialData;

    private DefaultView(final Class<? extends NodeParameters> parametersClass, final String description,
        final Page page) {
        this.parametersClass = parametersClass;
        this.description = description;
        this.page = page;
    }

    static RequireViewParameters create() {
        return parametersClass -> description -> page -> new DefaultView(parametersClass, description,
            page.apply(Page.create()));
    }

    /**
     * @param <D> the data
     * @param definition the data that the page gets when it opens
     * @return this
     * @throws IllegalStateException if it has been told already
     */
    public <D> DefaultView initialData(final Function<RequireInitialData, DefaultInitialData<D>> definition) {
        if (initialData != null) {
            throw new IllegalStateException("The initial data of the view have been given already.");
        }
        initialData = definition.apply(new RequireInitialData() {
            @Override
            public <T> DefaultInitialData<T> data(final Function<ViewInput, T> data) {
                return new DefaultInitialData<>(data);
            }
        });
        return this;
    }

    /** The step of the parameters. */
    public interface RequireViewParameters {

        /**
         * @param parametersClass the class of the view's parameters, null for none
         * @return the next step
         */
        RequireDescription parametersClass(Class<? extends NodeParameters> parametersClass);

        /** @return the next step of a view without parameters */
        default RequireDescription withoutParameters() {
            return parametersClass(null);
        }
    }

    /** The step of the description. */
    public interface RequireDescription {

        /**
         * @param description the description, an XML fragment
         * @return the next step
         */
        RequirePage description(String description);
    }

    /** The step of the page. */
    public interface RequirePage {

        /**
         * @param page the page
         * @return the view
         */
        DefaultView page(Function<RequireFromFileOrString, Page> page);
    }

    /** The step of the data. */
    public interface RequireInitialData {

        /**
         * @param <D> the data
         * @param data computes the data
         * @return the data
         */
        <D> DefaultInitialData<D> data(Function<ViewInput, D> data);
    }

    /**
     * The data that the page gets when it opens.
     *
     * @param <D> the data
     */
    public static final class DefaultInitialData<D> implements FluentNodeAPI {

        final Function<ViewInput, D> data;

        private DefaultInitialData(final Function<ViewInput, D> data) {
            this.data = data;
        }
    }

    /** What a view knows of its node. */
    public interface ViewInput {

        /**
         * @param <S> the class of the parameters
         * @return the view's parameters, null if it has none
         */
        <S extends NodeParameters> S getParameters();

        /** @return the objects that the execution set for the view, null before */
        PortObject[] getInternalPortObjects();

        /** @return the objects that the execution set for the view, all of which are tables */
        default BufferedDataTable[] getInternalTables() {
            return Stream.of(getInternalPortObjects()).map(BufferedDataTable.class::cast)
                .toArray(BufferedDataTable[]::new);
        }
    }
}
