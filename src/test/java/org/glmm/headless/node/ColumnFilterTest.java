package org.glmm.headless.node;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.IntValue;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;

/** What a column filter chooses, and how it is saved. */
class ColumnFilterTest {

    private static final DataTableSpec TABLE = new DataTableSpec(
        new DataColumnSpecCreator("age", IntCell.TYPE).createSpec(),
        new DataColumnSpecCreator("Dose", DoubleCell.TYPE).createSpec(),
        new DataColumnSpecCreator("dose.log", DoubleCell.TYPE).createSpec(),
        new DataColumnSpecCreator("clinic", StringCell.TYPE).createSpec());

    static final class Parameters implements NodeParameters {
        ColumnFilter m_columns = new ColumnFilter();

        Parameters() {
        }

        Parameters(final ColumnFilter columns) {
            m_columns = columns;
        }
    }

    private static NodeSettings saved(final ColumnFilter filter) {
        final var settings = new NodeSettings("model");
        NodeParametersUtil.saveSettings(Parameters.class, new Parameters(filter), settings);
        return settings;
    }

    private static ColumnFilter loaded(final NodeSettings settings) throws InvalidSettingsException {
        return NodeParametersUtil.loadSettings(settings, Parameters.class).m_columns;
    }

    /** A filter as a dialog would have saved it. */
    private static ColumnFilter ofSettings(final String mode, final String pattern, final boolean caseSensitive,
        final boolean inverted, final String... types) throws InvalidSettingsException {
        return ofSettings(filter -> {
            filter.addString("mode", mode);
            final var patternFilter = filter.addNodeSettings("patternFilter");
            patternFilter.addString("pattern", pattern);
            patternFilter.addBoolean("isCaseSensitive", caseSensitive);
            patternFilter.addBoolean("isInverted", inverted);
            addManual((NodeSettings)filter.addNodeSettings("manualFilter"), new String[]{"age"}, new String[0], false);
            filter.addNodeSettings("typeFilter").addStringArray("selectedTypes", types);
        });
    }

    private static ColumnFilter manual(final String[] selected, final String[] deselected, final boolean unknown)
        throws InvalidSettingsException {
        return ofSettings(filter -> {
            filter.addString("mode", "MANUAL");
            final var patternFilter = filter.addNodeSettings("patternFilter");
            patternFilter.addString("pattern", "");
            patternFilter.addBoolean("isCaseSensitive", false);
            patternFilter.addBoolean("isInverted", false);
            addManual((NodeSettings)filter.addNodeSettings("manualFilter"), selected, deselected, unknown);
            filter.addNodeSettings("typeFilter").addStringArray("selectedTypes");
        });
    }

    private static void addManual(final NodeSettings manual, final String[] selected, final String[] deselected,
        final boolean unknown) {
        manual.addStringArray("manuallySelected", selected);
        manual.addStringArray("manuallyDeselected", deselected);
        manual.addBoolean("includeUnknownColumns", unknown);
    }

    private static ColumnFilter ofSettings(final Consumer<NodeSettings> content) throws InvalidSettingsException {
        final var settings = new NodeSettings("model");
        content.accept((NodeSettings)settings.addNodeSettings("columns"));
        return loaded(settings);
    }

    private static void assertChosen(final ColumnFilter filter, final String... expected) {
        assertArrayEquals(expected, filter.filterFromFullSpec(TABLE));
        assertArrayEquals(expected, TABLE.stream().filter(filter.getFilterPredicate()).map(column -> column.getName())
            .toArray(String[]::new));
    }

    @Test
    void itIsSavedAsFourParts() throws InvalidSettingsException {
        final var columns = saved(new ColumnFilter(new String[]{"age"}).withIncludeUnknownColumns())
            .getNodeSettings("columns");
        assertEquals(List.of("mode", "patternFilter", "manualFilter", "typeFilter"), List.copyOf(columns.keySet()));
        assertEquals("MANUAL", columns.getString("mode"));
        final var pattern = columns.getNodeSettings("patternFilter");
        assertEquals(List.of("pattern", "isCaseSensitive", "isInverted"), List.copyOf(pattern.keySet()));
        assertEquals("", pattern.getString("pattern"));
        final var manual = columns.getNodeSettings("manualFilter");
        assertEquals(List.of("manuallySelected", "manuallyDeselected", "includeUnknownColumns"),
            List.copyOf(manual.keySet()));
        assertArrayEquals(new String[]{"age"}, manual.getStringArray("manuallySelected"));
        assertTrue(manual.getBoolean("includeUnknownColumns"));
        assertEquals(0, columns.getNodeSettings("typeFilter").getStringArray("selectedTypes").length);
    }

    @Test
    void everyPartIsRequired() {
        for (final var part : List.of("patternFilter", "manualFilter", "typeFilter")) {
            assertThrows(InvalidSettingsException.class, () -> {
                final var complete = saved(new ColumnFilter()).getNodeSettings("columns");
                final var settings = new NodeSettings("model");
                final var columns = settings.addNodeSettings("columns");
                columns.addString("mode", "MANUAL");
                for (final var key : complete.keySet()) {
                    if (!key.equals(part) && !key.equals("mode")) {
                        complete.getNodeSettings(key).copyTo(columns.addNodeSettings(key));
                    }
                }
                loaded(settings);
            }, part);
        }
    }

    @Test
    void itIsLoadedAsSaved() throws InvalidSettingsException {
        assertChosen(loaded(saved(new ColumnFilter(TABLE.stream().skip(2).toList()))), "dose.log", "clinic");
    }

    @Test
    void aNewFilterChoosesNothing() {
        assertChosen(new ColumnFilter());
    }

    @Test
    void chosenColumnsComeInTheOrderOfTheTable() throws InvalidSettingsException {
        assertChosen(manual(new String[]{"clinic", "age"}, new String[0], false), "age", "clinic");
    }

    @Test
    void unknownColumnsAreChosenOrNot() throws InvalidSettingsException {
        assertChosen(manual(new String[]{"age"}, new String[]{"Dose"}, false), "age");
        assertChosen(manual(new String[]{"age"}, new String[]{"Dose"}, true), "age", "dose.log", "clinic");
    }

    @Test
    void chosenColumnsThatAreGoneAreMissing() throws InvalidSettingsException {
        final var strict = manual(new String[]{"gone", "age"}, new String[0], false);
        assertChosen(strict, "age");
        assertArrayEquals(new String[]{"gone"}, strict.getMissingSelectedFromFullSpec(TABLE));
        final var open = manual(new String[]{"gone", "age"}, new String[0], true);
        assertEquals(0, open.getMissingSelectedFromFullSpec(TABLE).length);
        final var pattern = ofSettings("REGEX", "gone", true, false);
        assertEquals(0, pattern.getMissingSelectedFromFullSpec(TABLE).length);
    }

    @Test
    void aRegularExpressionMatchesWholeNames() throws InvalidSettingsException {
        assertChosen(ofSettings("REGEX", "dose", false, false), "Dose");
        assertChosen(ofSettings("REGEX", "dose.*", false, false), "Dose", "dose.log");
        assertChosen(ofSettings("REGEX", "dose.*", true, false), "dose.log");
        assertChosen(ofSettings("REGEX", "dose.*", true, true), "age", "Dose", "clinic");
    }

    @Test
    void aWildcardPatternKnowsOnlyStarAndQuestionMark() throws InvalidSettingsException {
        assertChosen(ofSettings("WILDCARD", "dose*", false, false), "Dose", "dose.log");
        assertChosen(ofSettings("WILDCARD", "?ge", true, false), "age");
        assertChosen(ofSettings("WILDCARD", "dose.lo.", true, false));
        assertChosen(ofSettings("WILDCARD", "*i*", true, true), "age", "Dose", "dose.log");
    }

    @Test
    void anEmptyPatternMatchesNothing() throws InvalidSettingsException {
        assertChosen(ofSettings("REGEX", "", false, false));
        assertChosen(ofSettings("WILDCARD", "", false, false));
    }

    @Test
    void typesAreThePreferredValueClasses() throws InvalidSettingsException {
        assertChosen(ofSettings("TYPE", "", false, false, DoubleValue.class.getName()), "Dose", "dose.log");
        assertChosen(ofSettings("TYPE", "", false, false, DoubleValue.class.getName(), IntValue.class.getName()), "age",
            "Dose", "dose.log");
    }

    @Test
    void onlyTheCandidatesAreChosenFrom() throws InvalidSettingsException {
        final var numbers = TABLE.stream().filter(column -> column.getType().isCompatible(DoubleValue.class)).toList();
        final var all = manual(new String[0], new String[0], true);
        assertArrayEquals(new String[]{"age", "Dose", "dose.log"}, all.filter(numbers));
    }

    @Test
    void anUnknownModeIsRefused() {
        final var refusal =
            assertThrows(InvalidSettingsException.class, () -> ofSettings("FANCY", "", false, false));
        assertEquals("Invalid value 'FANCY'. Possible values: MANUAL, REGEX, WILDCARD, TYPE", refusal.getMessage());
    }

    @Test
    void theBuildersChangeTheFilterItself() {
        final var filter = new ColumnFilter();
        assertTrue(filter == filter.withIncludeUnknownColumns());
        assertTrue(filter.getFilterPredicate().test(TABLE.getColumnSpec("age")));
        filter.withExcludeUnknownColumns();
        assertFalse(filter.getFilterPredicate().test(TABLE.getColumnSpec("age")));
    }
}
