package org.glmm.headless.file;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;

/**
 * A file chosen in a KNIME file chooser.
 *
 * @param fileSystem LOCAL, RELATIVE or CUSTOM_URL
 * @param specifier for RELATIVE what the path is relative to
 * @param path the path as entered
 */
public record FileLocation(String fileSystem, String specifier, String path) {

    private static final String RELATIVE_TO_DATA = "knime.workflow.data";

    private static final String RELATIVE_TO_WORKFLOW = "knime.workflow";

    /**
     * @param chooser the settings of a file chooser
     * @return the chosen file
     * @throws InvalidSettingsException if a key is absent, or the choice cannot be served headless
     */
    public static FileLocation load(final NodeSettingsRO chooser) throws InvalidSettingsException {
        if (chooser.getNodeSettings("file_system_chooser__Internals").getBoolean("has_fs_port")) {
            throw new InvalidSettingsException("A file system connection port is not available headless;"
                + " choose the file in the node itself.");
        }
        final var mode = filterMode(chooser);
        if (!mode.equals("FILE")) {
            throw new InvalidSettingsException("The file chooser mode " + mode
                + " is not available headless; choose a single file.");
        }
        final var location = chooser.getNodeSettings("path");
        if (!location.getBoolean("location_present")) {
            throw new InvalidSettingsException("Please specify a file");
        }
        final var result = new FileLocation(location.getString("file_system_type"),
            location.getString("file_system_specifier", null), location.getString("path"));
        result.checkFileSystem();
        return result;
    }

    private static String filterMode(final NodeSettingsRO chooser) throws InvalidSettingsException {
        return chooser.containsKey("filter_mode") ? chooser.getNodeSettings("filter_mode").getString("filter_mode")
            : "FILE";
    }

    private void checkFileSystem() throws InvalidSettingsException {
        final var known = switch (String.valueOf(fileSystem)) {
            case "LOCAL", "CUSTOM_URL" -> true;
            case "RELATIVE" -> RELATIVE_TO_DATA.equals(specifier) || RELATIVE_TO_WORKFLOW.equals(specifier);
            default -> false;
        };
        if (!known) {
            throw new InvalidSettingsException("The file system " + fileSystem
                + (specifier == null ? "" : " (" + specifier + ")") + " is not available headless; use a local path,"
                + " a path relative to the workflow or its data area, or a knime://knime.workflow URL.");
        }
    }

    /**
     * @param workflow the workflow folder
     * @return the file's path
     * @throws InvalidSettingsException if no file was chosen or the path is not valid
     */
    public Path resolve(final Path workflow) throws InvalidSettingsException {
        if (path == null || path.isBlank()) {
            throw new InvalidSettingsException("Please specify a file");
        }
        try {
            return switch (fileSystem) {
                case "LOCAL" -> absolute(Path.of(path));
                case "CUSTOM_URL" -> resolveUrl(workflow);
                default -> RELATIVE_TO_DATA.equals(specifier) ? resolveInDataArea(workflow)
                    : workflow.resolve(path).normalize();
            };
        } catch (InvalidPathException e) {
            throw new InvalidSettingsException("\"" + path + "\" is not a valid path: " + e.getReason());
        }
    }

    private Path absolute(final Path local) throws InvalidSettingsException {
        if (!local.isAbsolute()) {
            throw new InvalidSettingsException("The local path \"" + path + "\" must be absolute.");
        }
        return local;
    }

    private Path resolveInDataArea(final Path workflow) throws InvalidSettingsException {
        final var dataArea = workflow.resolve("data");
        final var file = dataArea.resolve(path.replaceFirst("^/+", "")).normalize();
        if (!file.startsWith(dataArea.normalize())) {
            throw new InvalidSettingsException("The path \"" + path + "\" leaves the workflow data area.");
        }
        return file;
    }

    private Path resolveUrl(final Path workflow) throws InvalidSettingsException {
        try {
            final var url = new URI(path.replace(" ", "%20"));
            if ("knime".equals(url.getScheme()) && RELATIVE_TO_WORKFLOW.equals(url.getHost())) {
                return workflow.resolve(url.getPath().replaceFirst("^/+", "")).normalize();
            }
            if ("file".equals(url.getScheme())) {
                return Path.of(url.getPath());
            }
            throw new InvalidSettingsException("The URL \"" + path
                + "\" is not available headless; use knime://knime.workflow/... or file:/...");
        } catch (URISyntaxException e) {
            throw new InvalidSettingsException("\"" + path + "\" is not a valid URL: " + e.getReason());
        }
    }
}
