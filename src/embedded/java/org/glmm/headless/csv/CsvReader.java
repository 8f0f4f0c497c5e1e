package org.glmm.headless.csv;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.glmm.headless.node.EmptyTable;
import org.glmm.headless.node.ExecutableNode;
import org.glmm.headless.node.Port;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;

/**
 * Stand-in for KNIME's CSV Reader: same settings, same type guessing, same table. The output spec is known only after
 * execution unless it was saved with the node.
 */
public final class CsvReader implements ExecutableNode {

    /** Class name of the factory in KNIME. */
    public static final String FACTORY =
        "org.knime.base.node.io.filehandling.csv.reader.CSVTableReaderNodeFactory";

    private static final int ROWS_BETWEEN_MESSAGES = 973;

    private final Path m_workflow;

    private CsvReaderSettings m_settings;

    private Optional<String> m_warning = Optional.empty();

    /** @param workflow the folder of the workflow the node is in */
    public CsvReader(final Path workflow) {
        m_workflow = workflow;
    }

    @Override
    public List<Port> inputs() {
        return List.of();
    }

    @Override
    public List<Port> outputs() {
        return List.of(new Port("File Table", BufferedDataTable.TYPE));
    }

    @Override
    public void load(final NodeSettingsRO model) throws InvalidSettingsException {
        m_settings = CsvReaderSettings.load(model);
    }

    @Override
    public PortObjectSpec[] configure(final PortObjectSpec[] inputs) throws InvalidSettingsException {
        m_warning = Optional.empty();
        if (m_settings == null) {
            throw new InvalidSettingsException("Please specify a file");
        }
        m_settings.file().resolve(m_workflow);
        return new PortObjectSpec[]{m_settings.savedSpec().map(GuessedTable::spec).orElse(null)};
    }

    @Override
    public PortObject[] execute(final PortObject[] inputs, final ExecutionContext context)
        throws InvalidSettingsException, IOException, CanceledExecutionException {
        final var file = existingFile();
        final var guess = m_settings.savedSpec().isPresent() ? savedSpec(file, context)
            : GuessedTable.scan(file, m_settings, context);
        m_warning = guess.renamed().isEmpty() ? Optional.empty()
            : Optional.of("The column header occurs more than once and got a number appended: "
                + String.join(", ", guess.renamed()));
        final var container = context.createDataContainer(guess.spec());
        try {
            readRows(file, guess, container, context);
        } finally {
            container.close();
        }
        final var table = container.getTable();
        m_warning = m_warning.or(() -> EmptyTable.warning(table));
        return new PortObject[]{table};
    }

    private GuessedTable savedSpec(final Path file, final ExecutionContext context)
        throws IOException, CanceledExecutionException {
        final var saved = m_settings.savedSpec().get();
        final var names = GuessedTable.scan(file, m_settings, context).names();
        if (names.size() != saved.names().size()) {
            throw new IllegalStateException(
                "Expected " + saved.names().size() + " columns but got " + names.size());
        }
        for (var i = 0; i < names.size(); i++) {
            if (!names.get(i).equals(saved.names().get(i))) {
                throw new IllegalStateException(
                    "Expected column '" + saved.names().get(i) + "' but got '" + names.get(i) + "'");
            }
        }
        return saved;
    }

    private Path existingFile() throws InvalidSettingsException {
        final var file = m_settings.file().resolve(m_workflow);
        if (!Files.exists(file)) {
            throw new InvalidSettingsException("The specified file " + m_settings.file().path() + " does not exist.");
        }
        if (Files.isDirectory(file)) {
            throw new InvalidSettingsException(m_settings.file().path() + " is a folder. Please specify a file.");
        }
        return file;
    }

    private void readRows(final Path file, final GuessedTable guess, final BufferedDataContainer container,
        final ExecutionContext context) throws IOException, CanceledExecutionException {
        try (var rows = new CsvRows(file, m_settings)) {
            final var skipped = m_settings.skipRows() + (m_settings.columnHeader() ? 1 : 0);
            for (var i = 0L; i < skipped; i++) {
                rows.next();
            }
            for (var i = 0L; i < m_settings.maxRows(); i++) {
                context.checkCanceled();
                final var fields = rows.next();
                if (fields == null) {
                    break;
                }
                container.addRowToTable(row(i, fields, guess));
                if ((i + 1) % ROWS_BETWEEN_MESSAGES == 0) {
                    context.setMessage("Reading row " + (i + 1));
                }
            }
        }
    }

    private DataRow row(final long index, final String[] fields, final GuessedTable guess) {
        final var key = key(index, fields);
        final var values = Arrays.copyOf(GuessedTable.values(fields, m_settings), guess.types().size());
        final var cells = new DataCell[values.length];
        try {
            for (var i = 0; i < cells.length; i++) {
                cells[i] = guess.types().get(i).cell(values[i], m_settings.numbers());
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Row with ID '" + key + "' can't be converted to the configured data"
                + " types. Increasing the number of scanned rows or changing the target types might resolve the"
                + " issue. Content of row: " + Arrays.toString(values), e);
        }
        return new DefaultRow(key, cells);
    }

    private RowKey key(final long index, final String[] fields) {
        if (!m_settings.rowIds()) {
            return RowKey.createRowKey(index);
        }
        final var isMissing = fields.length == 0 || fields[0] == null;
        return new RowKey(m_settings.rowIdPrefix() + (isMissing ? "?" + index : fields[0]));
    }

    @Override
    public Optional<String> warning() {
        return m_warning;
    }
}
