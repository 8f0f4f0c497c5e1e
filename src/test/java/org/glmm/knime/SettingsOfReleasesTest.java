package org.glmm.knime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.glmm.headless.spi.NodeAccess;
import org.glmm.headless.spi.NodeInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.config.base.ConfigBase;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.knime.node.parameters.NodeParameters;

/**
 * Settings saved by earlier releases load for ever. The resources {@code settings/RELEASE/NODE.xml} are the
 * settings.xml of nodes as the release wrote them, with a value other than the default in nearly every key; they must
 * not be changed.
 */
class SettingsOfReleasesTest {

    private static final List<String> RELEASES = List.of("1.0.0");

    static Stream<String> files() {
        return RELEASES.stream().flatMap(release -> Stream.of("learner", "predictor", "tester")
            .map(node -> "/settings/" + release + "/" + node + ".xml"));
    }

    private static NodeSettings file(String resource) throws Exception {
        try (var in = SettingsOfReleasesTest.class.getResourceAsStream(resource)) {
            return (NodeSettings) NodeSettings.loadFromXML(in);
        }
    }

    private static NodeInstance node(NodeSettings file) throws Exception {
        return NodeAccess.of((NodeFactory<?>) Class.forName(file.getString("factory")).getConstructor().newInstance());
    }

    private static NodeSettings saved(NodeInstance node) {
        var settings = new NodeSettings("model");
        node.saveSettings(settings);
        return settings;
    }

    /** The values of all keys, by path. */
    private static Map<String, String> values(ConfigBase config) {
        Map<String, String> values = new TreeMap<>();
        collect(config, "", values);
        return values;
    }

    private static void collect(ConfigBase config, String path, Map<String, String> values) {
        for (var key : config.keySet()) {
            var entry = config.getEntry(key);
            if (entry instanceof ConfigBase inner) {
                collect(inner, path + key + "/", values);
            } else {
                values.put(path + key, entry.toStringValue());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyKeyKeepsItsValue(String resource) throws Exception {
        var file = file(resource);
        var node = node(file);
        node.loadSettings(file.getNodeSettings("model"));
        var after = values(saved(node));
        values(file.getNodeSettings("model")).forEach((path, value) -> assertEquals(value, after.get(path), path));
    }

    /** A file that changes nothing would not show that its values are read. */
    @ParameterizedTest
    @MethodSource("files")
    void theFileHasOtherValuesThanANewNode(String resource) throws Exception {
        var file = file(resource);
        var fresh = values(saved(node(file)));
        var old = values(file.getNodeSettings("model"));
        long changed = old.entrySet().stream().filter(e -> !e.getValue().equals(fresh.get(e.getKey()))).count();
        assertTrue(2 * changed > old.size(), changed + " of " + old.size());
    }

    /** A key that a later release adds is absent from the file: it loads its default, the others keep their values. */
    @ParameterizedTest
    @MethodSource("files")
    void anAbsentKeyLoadsItsDefault(String resource) throws Exception {
        var fresh = values(saved(node(file(resource))));
        for (var path : settings(file(resource).getNodeSettings("model"), "")) {
            var file = file(resource);
            var model = file.getNodeSettings("model");
            remove(model, path);
            var rest = values(model);
            var after = values(reloaded(model, parameters(file)));
            rest.forEach((key, value) -> assertEquals(value, after.get(key), path + " absent: " + key));
            fresh.entrySet().stream().filter(e -> e.getKey().equals(path) || e.getKey().startsWith(path + "/"))
                .forEach(e -> assertEquals(e.getValue(), after.get(e.getKey()), path + " absent: " + e.getKey()));
        }
    }

    private static Class<? extends NodeParameters> parameters(NodeSettings file) throws Exception {
        return Class.forName(file.getString("factory").replaceAll("Factory$", "Parameters"))
            .asSubclass(NodeParameters.class);
    }

    /** Without a check of whether the settings go together: a key that the release had is never absent. */
    private static NodeSettings reloaded(NodeSettings model, Class<? extends NodeParameters> type) throws Exception {
        var settings = new NodeSettings("model");
        NodeParametersUtil.saveSettings(type, NodeParametersUtil.loadSettings(model, type), settings);
        return settings;
    }

    /** The paths of all settings: groups, and what is in them and in cards, but not the parts of arrays and filters. */
    private static List<String> settings(ConfigBase config, String path) {
        List<String> paths = new ArrayList<>();
        boolean isLeaf = config.containsKey("array-size") || config.containsKey("manualFilter");
        for (var key : isLeaf ? List.<String>of() : List.copyOf(config.keySet())) {
            boolean isCard = key.matches("\\d+");
            if (!isCard && !key.endsWith("_is_present")) {
                paths.add(path + key);
            }
            if (config.getEntry(key) instanceof ConfigBase inner) {
                paths.addAll(settings(inner, path + key + "/"));
            }
        }
        return paths;
    }

    private static void remove(NodeSettings model, String path) throws Exception {
        ConfigBase config = model;
        var keys = path.split("/");
        for (int i = 0; i < keys.length - 1; i++) {
            config = config.getConfigBase(keys[i]);
        }
        config.removeConfig(keys[keys.length - 1]);
        if (config.containsKey(keys[keys.length - 1] + "_is_present")) {
            config.removeConfig(keys[keys.length - 1] + "_is_present");
        }
    }
}
