package org.glmm.workflows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;

/** A settings file of a workflow folder. */
record NodeFile(NodeSettings settings) {

    static NodeFile read(Path file) {
        try {
            return new NodeFile((NodeSettings)NodeSettings.loadFromXML(Files.newInputStream(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text(String key) {
        return settings.getString(key, null);
    }

    NodeSettings config(String... path) {
        try {
            var config = settings;
            for (var key : path) {
                config = config.getNodeSettings(key);
            }
            return config;
        } catch (InvalidSettingsException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The file that a CSV Writer writes. */
    String writtenFile() {
        return config("model", "settings", "file_chooser_settings", "path").getString("path", null);
    }
}
