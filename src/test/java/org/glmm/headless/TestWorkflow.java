package org.glmm.headless;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

import org.glmm.headless.csv.CsvReader;
import org.glmm.headless.csv.CsvWriter;
import org.glmm.headless.tablecreator.TableCreator;
import org.knime.core.data.def.IntCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsWO;

/** Writes workflow folders for tests; CSV nodes start from the settings that KNIME saved in the sample workflow. */
public final class TestWorkflow {

    private static final String SAMPLE = "/org/glmm/headless/sample-workflow/";

    private final Path m_folder;

    private final NodeSettings m_workflow = new NodeSettings("workflow.knime");

    private final NodeSettingsWO m_nodes;

    private final NodeSettingsWO m_connections;

    private int m_connectionCount;

    public TestWorkflow(final Path folder) {
        m_folder = folder;
        m_workflow.addString("created_by", "5.8.0");
        m_workflow.addBoolean("created_by_nightly", false);
        m_workflow.addString("version", "5.1.0");
        m_workflow.addString("name", null);
        m_workflow.addString("customDescription", null);
        m_workflow.addString("state", "IDLE");
        m_nodes = m_workflow.addNodeSettings("nodes");
        m_connections = m_workflow.addNodeSettings("connections");
    }

    /** Changes settings that exist already. */
    public interface Change {
        void apply(NodeSettings settings) throws InvalidSettingsException;
    }

    public Path folder() {
        return m_folder;
    }

    /** @return the settings of {@code workflow.knime} */
    public NodeSettings settings() {
        return m_workflow;
    }

    public TestWorkflow file(final String name, final String content) throws IOException {
        final var file = m_folder.resolve("data").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return this;
    }

    public String read(final String name) throws IOException {
        return Files.readString(m_folder.resolve("data").resolve(name), StandardCharsets.UTF_8);
    }

    public TestWorkflow reader(final int id, final String file, final Change... changes) {
        final var model = readerModel();
        change(model, settings -> path(settings, "file_selection").addString("path", file));
        return node(id, CsvReader.FACTORY, "CSV Reader", model, changes);
    }

    public TestWorkflow writer(final int id, final String file, final Change... changes) {
        final var model = writerModel();
        change(model, settings -> path(settings, "file_chooser_settings").addString("path", file));
        return node(id, CsvWriter.FACTORY, "CSV Writer", model, changes);
    }

    private static NodeSettings path(final NodeSettings model, final String chooser) throws InvalidSettingsException {
        return model.getNodeSettings("settings").getNodeSettings(chooser).getNodeSettings("path");
    }

    /** A Table Creator with one integer column {@code x}. */
    public TestWorkflow table(final int id, final String... values) {
        final var model = new NodeSettings("model");
        final var rows = new int[values.length];
        for (var i = 0; i < rows.length; i++) {
            rows[i] = i;
        }
        model.addIntArray("rowIndices", rows);
        model.addIntArray("columnIndices", new int[values.length]);
        model.addStringArray("values", values);
        model.addString("rowIdPrefix", "Row");
        model.addString("rowIdSuffix", "");
        model.addInt("rowIdStartValue", 0);
        model.addBoolean("highlightOutputTable", false);
        final var column = model.addNodeSettings("columnProperties").addNodeSettings("0");
        column.addBoolean("UserSetValues", false);
        column.addString("MissValuePattern", null);
        column.addString("FormatParameter", null);
        column.addBoolean("ReadPossValsFromFile", false);
        column.addBoolean("SkipThisColumn", false);
        column.addString("ColumnName", "x");
        column.addDataType("ColumnClass", IntCell.TYPE);
        return node(id, TableCreator.FACTORY, "Table Creator", model);
    }

    /** Adds a node without settings. */
    public TestWorkflow node(final int id, final String factory, final String name) {
        return node(id, factory, name, null);
    }

    /** Adds a node; a null model is a node that was never configured. */
    public TestWorkflow node(final int id, final String factory, final String name, final NodeSettings model,
        final Change... changes) {
        final var settings = new NodeSettings("settings.xml");
        settings.addString("node_file", "settings.xml");
        if (model != null) {
            for (var change : changes) {
                change(model, change);
            }
            settings.addNodeSettings(model);
        }
        settings.addString("state", "IDLE");
        settings.addString("factory", factory);
        settings.addString("node-name", name);
        settings.addString("node-bundle-name", "Test");
        settings.addString("node-bundle-symbolic-name", "org.test");
        settings.addString("node-bundle-vendor", "Test");
        settings.addString("node-bundle-version", "1.0.0");
        return node(id, name, settings);
    }

    /** Adds a node with the given content of its settings file. */
    public TestWorkflow node(final int id, final String name, final NodeSettings settings) {
        final var file = name + " (#" + id + ")/settings.xml";
        final var entry = m_nodes.addNodeSettings("node_" + id);
        entry.addInt("id", id);
        entry.addString("node_settings_file", file);
        entry.addBoolean("node_is_meta", false);
        entry.addString("node_type", "NativeNode");
        write(settings, m_folder.resolve(file));
        return this;
    }

    public TestWorkflow connect(final int source, final int sourcePort, final int destination,
        final int destinationPort) {
        final var connection = m_connections.addNodeSettings("connection_" + m_connectionCount++);
        connection.addInt("sourceID", source);
        connection.addInt("destID", destination);
        connection.addInt("sourcePort", sourcePort);
        connection.addInt("destPort", destinationPort);
        return this;
    }

    public TestWorkflow connect(final int source, final int destination) {
        return connect(source, 1, destination, 1);
    }

    public TestWorkflow change(final Consumer<NodeSettings> change) {
        change.accept(m_workflow);
        return this;
    }

    /** Writes {@code workflow.knime}. */
    public TestWorkflow save() {
        write(m_workflow, m_folder.resolve("workflow.knime"));
        return this;
    }

    private static void change(final NodeSettings settings, final Change change) {
        try {
            change.apply(settings);
        } catch (InvalidSettingsException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static void write(final NodeSettings settings, final Path file) {
        try {
            Files.createDirectories(file.getParent());
            settings.saveToXML(Files.newOutputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return the model settings of the CSV Reader in the sample workflow */
    public static NodeSettings readerModel() {
        return model("CSV Reader (#1)/settings.xml");
    }

    /** @return the model settings of the CSV Writer in the sample workflow */
    public static NodeSettings writerModel() {
        return model("CSV Writer (#2)/settings.xml");
    }

    private static NodeSettings model(final String file) {
        try (InputStream stream = TestWorkflow.class.getResourceAsStream(SAMPLE + file)) {
            return ((NodeSettings)NodeSettings.loadFromXML(stream)).getNodeSettings("model");
        } catch (IOException | InvalidSettingsException e) {
            throw new IllegalStateException(e);
        }
    }
}
