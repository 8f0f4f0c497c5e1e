package org.glmm.guide;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.glmm.headless.node.DialogPage;
import org.glmm.headless.parameters.ParametersStore;
import org.glmm.headless.parameters.PortsInput;
import org.glmm.knime.TestTable;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.parameters.NodeParameters;

/** The pictures of the learner's dialog in the user guide, made from the settings and data of the test workflows. */
final class DialogPictures {

    private static final Path WORKFLOWS = Path.of("test-workflows");
    private static final String PARAMETERS = "org.glmm.knime.learner.GlmmLearnerNodeParameters";

    private DialogPictures() {
    }

    /**
     * Writes the pages of the dialogs and has a browser take pictures of them.
     *
     * @param arguments the folder of the pictures, the browser
     */
    public static void main(String[] arguments) throws Exception {
        take("dialog-trial", trial(), 1450, arguments);
        take("dialog-range", range(), 520, arguments);
    }

    private static void take(String name, String page, int height, String... arguments) throws Exception {
        var file = Files.writeString(Files.createTempFile(name, ".html"), page);
        var picture = Path.of(arguments[0], name + ".png").toAbsolutePath();
        new ProcessBuilder(arguments[1], "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
            "--window-size=800," + height, "--screenshot=" + picture, file.toUri().toString()).inheritIO().start()
            .waitFor();
    }

    /** The dialog of the learner in the workflow of the clinical trial. */
    static String trial() throws IOException, InvalidSettingsException {
        return page("clinical-trial", "GLMM Learner (#2)", "beitler_landis.csv",
            "clinic:int treatment:string favourable:int total:int");
    }

    /** The dialog of the learner with an estimated scale in the workflow of the range experiment. */
    static String range() throws IOException, InvalidSettingsException {
        return page("range-split-plot", "GLMM Learner (#11)", "range_splitplot.csv",
            "block:string management:string wholeplot:string mix:string count:int");
    }

    private static String page(String workflow, String node, String data, String header)
        throws IOException, InvalidSettingsException {
        var folder = WORKFLOWS.resolve(workflow);
        try (var settings = Files.newInputStream(folder.resolve(node).resolve("settings.xml"))) {
            var model = ((NodeSettings)NodeSettings.loadFromXML(settings)).getNodeSettings("model");
            var table = table(folder.resolve("data").resolve(data), header);
            return "<!DOCTYPE html><meta charset='utf-8'><style>" + style() + "</style>"
                + DialogPage.of(ParametersStore.load(parameters(), model), input(table));
        }
    }

    private static Class<? extends NodeParameters> parameters() {
        try {
            return Class.forName(PARAMETERS).asSubclass(NodeParameters.class);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static BufferedDataTable table(Path file, String header) throws IOException {
        var rows = Files.readAllLines(file).stream().skip(1).map(line -> line.replace("\"", "").replace(',', ' '));
        return TestTable.of(header, rows.toArray(String[]::new));
    }

    private static PortsInput input(BufferedDataTable table) {
        return new PortsInput(new PortType[] {BufferedDataTable.TYPE}, new PortType[0],
            new PortObjectSpec[] {table.getDataTableSpec()}, new PortObject[] {table});
    }

    private static String style() throws IOException {
        try (var stream = DialogPictures.class.getResourceAsStream("dialog.css")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
