package org.glmm.headless.csv;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

import org.glmm.headless.csv.CsvWriterSettings.IfExists;
import org.glmm.headless.node.ExecutableNode;
import org.glmm.headless.node.Port;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.StringValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;

/** Stand-in for KNIME's CSV Writer: same settings, same file. */
public final class CsvWriter implements ExecutableNode {

    /** Class name of the factory in KNIME. */
    public static final String FACTORY = "org.knime.base.node.io.filehandling.csv.writer.CSVWriter2NodeFactory";

    private static final int ROWS_BETWEEN_MESSAGES = 1000;

    private final Path m_workflow;

    private CsvWriterSettings m_settings;

    /** @param workflow the folder of the workflow the node is in */
    public CsvWriter(final Path workflow) {
        m_workflow = workflow;
    }

    @Override
    public List<Port> inputs() {
        return List.of(new Port("Input table", BufferedDataTable.TYPE));
    }

    @Override
    public List<Port> outputs() {
        return List.of();
    }

    @Override
    public void load(final NodeSettingsRO model) throws InvalidSettingsException {
        m_settings = CsvWriterSettings.load(model);
    }

    @Override
    public PortObjectSpec[] configure(final PortObjectSpec[] inputs) throws InvalidSettingsException {
        if (m_settings == null) {
            throw new InvalidSettingsException("Please specify a file");
        }
        m_settings.file().resolve(m_workflow);
        final var spec = (DataTableSpec)inputs[0];
        for (var column : spec) {
            final var type = column.getType();
            if (!type.isCompatible(StringValue.class) && !type.isCompatible(DoubleValue.class)) {
                throw new InvalidSettingsException("Input table must only contain String, Int, or Doubles");
            }
        }
        if (spec.containsCompatibleType(DoubleValue.class)
            && m_settings.delimiter().indexOf(m_settings.decimal()) >= 0) {
            throw new InvalidSettingsException(
                "The column delimiter cannot contain (or be equal to) the decimal separator!");
        }
        return new PortObjectSpec[0];
    }

    @Override
    public PortObject[] execute(final PortObject[] inputs, final ExecutionContext context)
        throws InvalidSettingsException, IOException, CanceledExecutionException {
        final var file = m_settings.file().resolve(m_workflow);
        provideFolder(file.getParent());
        final var isNew = !Files.exists(file);
        try (var writer = open(file)) {
            write((BufferedDataTable)inputs[0], writer, isNew, context);
        } catch (FileAlreadyExistsException e) {
            throw new IOException("Output file '" + m_settings.file().path()
                + "' exists and must not be overwritten due to user settings.", e);
        } catch (CanceledExecutionException e) {
            if (isNew) {
                Files.deleteIfExists(file);
            }
            throw e;
        }
        return new PortObject[0];
    }

    /** Creates missing folders if allowed; the data area of the workflow is always created on demand. */
    private void provideFolder(final Path folder) throws IOException {
        if (folder != null && !Files.exists(folder)) {
            if (!m_settings.createFolders() && !folder.equals(m_workflow.resolve("data"))) {
                throw new IOException("The directory '" + folder
                    + "' does not exist and must not be created due to user settings.");
            }
            Files.createDirectories(folder);
        }
    }

    private Writer open(final Path file) throws IOException {
        final var stream = Files.newOutputStream(file, openOptions());
        return new BufferedWriter(
            new OutputStreamWriter(m_settings.gzip() ? new GZIPOutputStream(stream) : stream, m_settings.charset()));
    }

    private OpenOption[] openOptions() {
        return switch (m_settings.ifExists()) {
            case FAIL -> new OpenOption[]{StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE};
            case OVERWRITE -> new OpenOption[]{StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING};
            case APPEND -> new OpenOption[]{StandardOpenOption.CREATE, StandardOpenOption.APPEND};
        };
    }

    private void write(final BufferedDataTable table, final Writer writer, final boolean isNew,
        final ExecutionContext context) throws IOException, CanceledExecutionException {
        final var format = new CsvRowFormat(m_settings, table.getDataTableSpec());
        final var skipHeader = m_settings.ifExists() == IfExists.APPEND && m_settings.skipHeaderOnAppend() && !isNew;
        if (m_settings.columnHeader() && !skipHeader) {
            writer.write(format.header() + m_settings.lineBreak());
        }
        try (var rows = table.iterator()) {
            for (var i = 1L; rows.hasNext(); i++) {
                context.checkCanceled();
                writer.write(format.line(rows.next()) + m_settings.lineBreak());
                if (i % ROWS_BETWEEN_MESSAGES == 0) {
                    context.setProgress((double)i / table.size(), "Writing row " + i + " of " + table.size());
                }
            }
        }
    }

    @Override
    public Optional<String> warning() {
        return Optional.empty();
    }
}
