package org.glmm.headless.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;

/**
 * Ties a model setting of a node to flow variables.
 *
 * @param keyPath path of the setting below {@code model}
 * @param used name of the variable that replaces the setting
 * @param exposed name of the variable that takes the setting's value
 */
public record VariableBinding(List<String> keyPath, Optional<String> used, Optional<String> exposed) {

    private static final String USED = "used_variable";

    private static final String EXPOSED = "exposed_variable";

    /**
     * @param node the settings of a node
     * @return the bindings of its {@code variables} section, empty if it has none
     * @throws InvalidSettingsException if the section is ill-formed
     */
    public static List<VariableBinding> load(final NodeSettingsRO node) throws InvalidSettingsException {
        if (!node.containsKey("variables")) {
            return List.of();
        }
        final var section = node.getNodeSettings("variables");
        final var bindings = new ArrayList<VariableBinding>();
        final var hasTree = section.containsKey("version") && section.containsKey("tree");
        collect(hasTree ? section.getNodeSettings("tree") : section, List.of(), bindings);
        return List.copyOf(bindings);
    }

    private static void collect(final NodeSettingsRO tree, final List<String> path,
        final List<VariableBinding> bindings) throws InvalidSettingsException {
        if (tree.containsKey(USED) || tree.containsKey(EXPOSED)) {
            bindings.add(new VariableBinding(path, Optional.ofNullable(tree.getString(USED, null)),
                Optional.ofNullable(tree.getString(EXPOSED, null))));
            return;
        }
        for (var key : tree.keySet()) {
            if (!key.equals("version")) {
                final var child = new ArrayList<>(path);
                child.add(key);
                collect(tree.getNodeSettings(key), List.copyOf(child), bindings);
            }
        }
    }

    /**
     * Replaces the setting by the variable it is controlled by, if any.
     *
     * @param model the model settings, changed in place
     * @param variables the variables the node sees
     * @throws InvalidSettingsException if the variable is not there or does not fit the setting
     */
    public void overwrite(final NodeSettings model, final Map<String, FlowVariable> variables)
        throws InvalidSettingsException {
        if (used.isEmpty()) {
            return;
        }
        final var variable = variables.get(used.get());
        if (variable == null) {
            throw new InvalidSettingsException("The flow variable \"" + used.get() + "\", which controls the setting \""
                + String.join("/", keyPath) + "\", is not available.");
        }
        final var parent = parent(model);
        final var key = keyPath.get(keyPath.size() - 1);
        try {
            replace(parent, key, variable.value());
        } catch (NumberFormatException | ClassCastException e) {
            throw new InvalidSettingsException("Can't overwrite the setting \"" + String.join("/", keyPath)
                + "\" with the flow variable \"" + variable.name() + "\" of type " + variable.type() + ".");
        }
    }

    private NodeSettings parent(final NodeSettings model) throws InvalidSettingsException {
        var parent = model;
        for (var key : keyPath.subList(0, keyPath.size() - 1)) {
            parent = parent.getNodeSettings(key);
        }
        if (!parent.containsKey(keyPath.get(keyPath.size() - 1))) {
            throw new InvalidSettingsException("The setting \"" + String.join("/", keyPath)
                + "\", which is tied to a flow variable, does not exist.");
        }
        return parent;
    }

    private static void replace(final NodeSettings parent, final String key, final Object value)
        throws InvalidSettingsException {
        switch (parent.getEntry(key).getType()) {
            case xstring -> parent.addString(key, value.toString());
            case xint -> parent.addInt(key, (Integer)value);
            case xlong -> parent.addLong(key, (Integer)value);
            case xshort -> parent.addShort(key, Short.parseShort(((Integer)value).toString()));
            case xbyte -> parent.addByte(key, Byte.parseByte(((Integer)value).toString()));
            case xdouble -> parent.addDouble(key, ((Number)value).doubleValue());
            case xfloat -> parent.addFloat(key, ((Number)value).floatValue());
            case xboolean -> parent.addBoolean(key, parseBoolean((String)value));
            case xchar -> parent.addChar(key, parseChar((String)value));
            default -> throw new InvalidSettingsException("The setting \"" + key
                + "\" cannot be controlled by a flow variable headless.");
        }
    }

    private static boolean parseBoolean(final String text) {
        if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            throw new ClassCastException();
        }
        return Boolean.parseBoolean(text);
    }

    private static char parseChar(final String text) {
        if (text.length() != 1) {
            throw new ClassCastException();
        }
        return text.charAt(0);
    }

    /**
     * @param model the model settings
     * @return the variable that takes the setting's value, if any
     * @throws InvalidSettingsException if the setting is absent or no number or text
     */
    public Optional<FlowVariable> expose(final NodeSettings model) throws InvalidSettingsException {
        if (exposed.isEmpty()) {
            return Optional.empty();
        }
        final var parent = parent(model);
        final var key = keyPath.get(keyPath.size() - 1);
        return Optional.of(switch (parent.getEntry(key).getType()) {
            case xstring -> new FlowVariable(exposed.get(), FlowVariable.Type.STRING, parent.getString(key));
            case xboolean -> new FlowVariable(exposed.get(), FlowVariable.Type.STRING,
                String.valueOf(parent.getBoolean(key)));
            case xint -> new FlowVariable(exposed.get(), FlowVariable.Type.INTEGER, parent.getInt(key));
            case xdouble -> new FlowVariable(exposed.get(), FlowVariable.Type.DOUBLE, parent.getDouble(key));
            default -> throw new InvalidSettingsException("The setting \"" + String.join("/", keyPath)
                + "\" cannot be exposed as a flow variable headless.");
        });
    }
}
