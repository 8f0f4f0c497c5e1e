package org.glmm.knime;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import org.glmm.headless.parameters.PortsInput;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.ButtonReference;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.updates.StateProvider.StateProviderInitializer;

/** Computes the state of a provider for given values of the fields that it asks for, as the dialog does. */
public final class ProviderRun implements StateProviderInitializer {

    private final Map<Class<?>, Object> values = new HashMap<>();
    private final NodeParametersInput input;

    private ProviderRun(NodeParametersInput input) {
        this.input = input;
    }

    /** The node before is executed. */
    public static ProviderRun executed(BufferedDataTable table) {
        return new ProviderRun(new PortsInput(new PortType[] {BufferedDataTable.TYPE}, new PortType[0],
            new PortObjectSpec[] {table.getDataTableSpec()}, new PortObject[] {table}));
    }

    /** The node before is configured only. */
    public static ProviderRun configured(PortObjectSpec spec) {
        return new ProviderRun(new PortsInput(new PortType[] {BufferedDataTable.TYPE}, new PortType[0], spec));
    }

    public <T> ProviderRun with(Class<? extends ParameterReference<T>> reference, T value) {
        values.put(reference, value);
        return this;
    }

    public <S> S state(StateProvider<S> provider) throws Exception {
        provider.init(this);
        return provider.computeState(input);
    }

    @Override
    public NodeParametersInput getNodeParametersInput() {
        return input;
    }

    @Override
    public <T> Supplier<T> computeFromValueSupplier(Class<? extends ParameterReference<T>> reference) {
        return getValueSupplier(reference);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> Supplier<T> getValueSupplier(Class<? extends ParameterReference<T>> reference) {
        return () -> (T) values.get(reference);
    }

    @Override
    public <T> void computeOnValueChange(Class<? extends ParameterReference<T>> reference) {
        getValueSupplier(reference);
    }

    @Override
    public <T> Supplier<T> computeFromProvidedState(Class<? extends StateProvider<T>> provider) {
        throw new UnsupportedOperationException(provider.getName());
    }

    @Override
    public void computeOnButtonClick(Class<? extends ButtonReference> reference) {
        throw new UnsupportedOperationException(reference.getName());
    }

    @Override
    public void computeBeforeOpenDialog() {
        // the test asks for the state
    }

    @Override
    public void computeAfterOpenDialog() {
        // the test asks for the state
    }
}
