package org.glmm.headless.node;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.WidgetGroup;
import org.knime.node.parameters.migration.ConfigMigration;
import org.knime.node.parameters.migration.DefaultProvider;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.migration.Migration;
import org.knime.node.parameters.migration.NodeParametersMigration;
import org.knime.node.parameters.persistence.NodeParametersPersistor;
import org.knime.node.parameters.persistence.Persist;
import org.knime.node.parameters.persistence.Persistable;
import org.knime.node.parameters.persistence.Persistor;

/** The form in which parameters are saved is a file format; it is loaded strictly. */
class ParametersFormTest {

    enum Link {
        LOGIT, PROBIT
    }

    private static NodeSettings save(final NodeParameters parameters) {
        final var settings = new NodeSettings("model");
        NodeParametersUtil.saveSettings(parameters.getClass(), parameters, settings);
        return settings;
    }

    private static <T extends NodeParameters> T load(final Class<T> type, final NodeSettingsRO settings)
        throws InvalidSettingsException {
        return NodeParametersUtil.loadSettings(settings, type);
    }

    private static <T extends NodeParameters> T saveAndLoad(final Class<T> type, final T parameters)
        throws InvalidSettingsException {
        return load(type, save(parameters));
    }

    private static void assertRefused(final Class<? extends NodeParameters> type, final NodeSettings settings,
        final String message) {
        assertEquals(message, assertThrows(InvalidSettingsException.class, () -> load(type, settings)).getMessage());
    }

    static class Simple implements NodeParameters {
        static int constant = 3;
        int m_count = 1;
        long total = 2;
        double m_tolerance = 1e-8;
        float m_ratio = 0.5f;
        byte m_small = 4;
        boolean m_intercept = true;
        char m_separator = ',';
        String m_name = "y";
        Link m_link = Link.LOGIT;
        DataType m_type = DoubleCell.TYPE;
        LocalDate m_day = LocalDate.of(2024, 2, 29);
        Integer m_boxed = 7;
        transient int m_notSaved = 5;
        private int m_hidden = 6;

        private Simple() {
        }

        int hidden() {
            return m_hidden;
        }
    }

    @Test
    void simpleValuesHaveTheFieldNameWithoutPrefixAsKeyInTheOrderOfDeclaration() throws InvalidSettingsException {
        final var settings = save(new Simple());
        assertEquals(List.of("count", "total", "tolerance", "ratio", "small", "intercept", "separator", "name", "link",
            "type", "day", "boxed"), List.copyOf(settings.keySet()));
        assertEquals(1, settings.getInt("count"));
        assertEquals(2L, settings.getLong("total"));
        assertEquals(1e-8, settings.getDouble("tolerance"));
        assertEquals(0.5f, settings.getFloat("ratio"));
        assertEquals(4, settings.getByte("small"));
        assertTrue(settings.getBoolean("intercept"));
        assertEquals(',', settings.getChar("separator"));
        assertEquals("y", settings.getString("name"));
        assertEquals("LOGIT", settings.getString("link"));
        assertTrue(settings.getNodeSettings("type").containsKey("cell_class"));
        assertEquals("2024-02-29", settings.getString("day"));
        assertEquals(7, settings.getInt("boxed"));
    }

    @Test
    void simpleValuesAreLoaded() throws InvalidSettingsException {
        final var changed = new Simple();
        changed.m_count = 10;
        changed.m_name = null;
        changed.m_link = Link.PROBIT;
        changed.m_notSaved = 50;
        changed.m_hidden = 60;
        final var loaded = saveAndLoad(Simple.class, changed);
        assertEquals(10, loaded.m_count);
        assertNull(loaded.m_name);
        assertEquals(Link.PROBIT, loaded.m_link);
        assertEquals(DoubleCell.TYPE, loaded.m_type);
        assertEquals(LocalDate.of(2024, 2, 29), loaded.m_day);
        assertEquals(5, loaded.m_notSaved);
        assertEquals(6, loaded.hidden());
    }

    static final class Derived extends Simple {
        int m_added = 8;
    }

    @Test
    void inheritedFieldsComeFirst() {
        final var keys = List.copyOf(save(new Derived()).keySet());
        assertEquals("count", keys.get(0));
        assertEquals("added", keys.get(keys.size() - 1));
    }

    @Test
    void anAbsentKeyIsRefused() {
        assertRefused(OnlyLink.class, new NodeSettings("model"), "String for key \"link\" not found.");
    }

    @Test
    void anotherTypeIsRefused() {
        final var settings = new NodeSettings("model");
        settings.addInt("link", 1);
        assertThrows(InvalidSettingsException.class, () -> load(OnlyLink.class, settings));
    }

    static final class OnlyLink implements NodeParameters {
        Link m_link = Link.LOGIT;
    }

    @Test
    void extraKeysAreIgnored() throws InvalidSettingsException {
        final var settings = save(new OnlyLink());
        settings.addString("extra", "x");
        assertEquals(Link.LOGIT, load(OnlyLink.class, settings).m_link);
    }

    @Test
    void anUnknownConstantListsTheConstants() {
        final var settings = new NodeSettings("model");
        settings.addString("link", "CAUCHIT");
        assertRefused(OnlyLink.class, settings, "Invalid value 'CAUCHIT'. Possible values: LOGIT, PROBIT");
    }

    @Test
    void aNullConstantIsSavedButNotLoaded() throws InvalidSettingsException {
        final var parameters = new OnlyLink();
        parameters.m_link = null;
        final var settings = save(parameters);
        assertNull(settings.getString("link"));
        assertRefused(OnlyLink.class, settings, "Invalid value 'null'. Possible values: LOGIT, PROBIT");
    }

    static final class NullBox implements NodeParameters {
        Integer m_boxed;
    }

    @Test
    void aNullBoxCannotBeSaved() {
        assertThrows(NullPointerException.class, () -> save(new NullBox()));
    }

    static final class Arrays implements NodeParameters {
        String[] m_columns = {"a", "b"};
        double[] m_values = {0.5};
        boolean[] m_none = {};
    }

    @Test
    void arraysOfValuesHaveASize() throws InvalidSettingsException {
        final var settings = save(new Arrays());
        assertEquals(2, settings.getNodeSettings("columns").getInt("array-size"));
        assertEquals("b", settings.getNodeSettings("columns").getString("1"));
        assertEquals(0.5, settings.getNodeSettings("values").getDouble("0"));
        assertEquals(0, settings.getNodeSettings("none").getInt("array-size"));
        assertArrayEquals(new String[]{"a", "b"}, load(Arrays.class, settings).m_columns);
    }

    static final class Term implements WidgetGroup, Persistable {
        String m_group = "g";

        Term() {
        }

        Term(final String group) {
            m_group = group;
        }
    }

    static final class Groups implements NodeParameters {
        Term m_single = new Term("single");
        Term[] m_terms = {new Term("a"), new Term("b")};
        List<Term> m_list = List.of(new Term("c"));
    }

    @Test
    void groupsAreSubTreesAndArraysOfGroupsHaveNoSize() throws InvalidSettingsException {
        final var settings = save(new Groups());
        assertEquals("single", settings.getNodeSettings("single").getString("group"));
        assertEquals(List.of("0", "1"), List.copyOf(settings.getNodeSettings("terms").keySet()));
        assertEquals("b", settings.getNodeSettings("terms").getNodeSettings("1").getString("group"));
        final var loaded = load(Groups.class, settings);
        assertEquals(2, loaded.m_terms.length);
        assertEquals("a", loaded.m_terms[0].m_group);
        assertEquals("c", loaded.m_list.get(0).m_group);
    }

    @Test
    void aMissingElementIsRefused() {
        final var settings = new NodeSettings("model");
        settings.addNodeSettings("single").addString("group", "g");
        settings.addNodeSettings("list");
        settings.addNodeSettings("terms").addNodeSettings("1").addString("group", "g");
        assertThrows(InvalidSettingsException.class, () -> load(Groups.class, settings));
    }

    @Test
    void aNullArrayOfGroupsIsLoadedEmpty() throws InvalidSettingsException {
        final var parameters = new Groups();
        parameters.m_terms = null;
        assertEquals(0, saveAndLoad(Groups.class, parameters).m_terms.length);
    }

    static final class Keys implements NodeParameters {
        @Persist(configKey = "other")
        int m_renamed = 1;

        @Persist(hidden = true)
        int m_secret = 2;

        @Persist(configKey = "both", hidden = true)
        int m_third = 3;
    }

    @Test
    void persistGivesTheKey() throws InvalidSettingsException {
        final var settings = save(new Keys());
        assertEquals(List.of("other", "secret_Internals", "both_Internals"), List.copyOf(settings.keySet()));
        assertEquals(3, load(Keys.class, settings).m_third);
    }

    static final class Optionals implements NodeParameters {
        Optional<Integer> m_seed = Optional.empty();
        Optional<String> m_weight = Optional.of("w");
        Optional<double[]> m_start = Optional.empty();
    }

    @Test
    void optionalValuesHaveASecondKey() throws InvalidSettingsException {
        final var settings = save(new Optionals());
        assertEquals(0, settings.getInt("seed"));
        assertFalse(settings.getBoolean("seed_is_present"));
        assertEquals("w", settings.getString("weight"));
        assertTrue(settings.getBoolean("weight_is_present"));
        assertEquals(0, settings.getDoubleArray("start").length);
        final var loaded = load(Optionals.class, settings);
        assertEquals(Optional.empty(), loaded.m_seed);
        assertEquals(Optional.of("w"), loaded.m_weight);
    }

    @Test
    void aValueFromBeforeItWasOptionalIsPresent() throws InvalidSettingsException {
        final var settings = new NodeSettings("model");
        settings.addInt("seed", 9);
        settings.addString("weight", "v");
        settings.addDoubleArray("start", 1);
        assertEquals(Optional.of(9), load(Optionals.class, settings).m_seed);
    }

    static final class ShortField implements NodeParameters {
        short m_value;
    }

    static final class EnumArray implements NodeParameters {
        Link[] m_values = {};
    }

    static final class BoxedArray implements NodeParameters {
        Double[] m_values = {};
    }

    static final class ListOfStrings implements NodeParameters {
        List<String> m_values = List.of();
    }

    static final class AnyMap implements NodeParameters {
        Map<Integer, Integer> m_values = Map.of();
    }

    static final class NoGroup implements NodeParameters {
        Thread m_value;
    }

    @Test
    void otherTypesHaveNoForm() {
        for (final var parameters : List.of(new ShortField(), new EnumArray(), new BoxedArray(), new ListOfStrings(),
            new NoGroup(), new AnyMap())) {
            final var refusal = assertThrows(IllegalArgumentException.class, () -> save(parameters));
            assertTrue(refusal.getMessage().startsWith("No default persistor available for type '"),
                refusal.getMessage());
            assertThrows(IllegalArgumentException.class, () -> load(parameters.getClass(), new NodeSettings("model")));
        }
    }

    static final class Migrated implements NodeParameters {
        @Migrate(loadDefaultIfAbsent = true)
        int m_added = 12;

        @Migration(FromOldKey.class)
        int m_renamed = 1;

        @Migration(Fixed.class)
        int m_fixed = 1;

        static final class FromOldKey implements NodeParametersMigration<Integer> {
            @Override
            public List<ConfigMigration<Integer>> getConfigMigrations() {
                return List.of(ConfigMigration.builder(settings -> 10 * settings.getInt("old"))
                    .withDeprecatedConfigPath("old").build());
            }
        }

        static final class Fixed implements DefaultProvider<Integer> {
            @Override
            public Integer getDefault() {
                return 99;
            }
        }
    }

    @Test
    void earlierFormsAreLoaded() throws InvalidSettingsException {
        final var settings = new NodeSettings("model");
        settings.addInt("old", 4);
        final var loaded = load(Migrated.class, settings);
        assertEquals(12, loaded.m_added);
        assertEquals(40, loaded.m_renamed);
        assertEquals(99, loaded.m_fixed);
    }

    @Test
    void thePresentFormIsLoadedWhenItIsThere() throws InvalidSettingsException {
        final var parameters = new Migrated();
        parameters.m_added = 2;
        parameters.m_renamed = 3;
        parameters.m_fixed = 4;
        final var loaded = saveAndLoad(Migrated.class, parameters);
        assertEquals(2, loaded.m_added);
        assertEquals(3, loaded.m_renamed);
        assertEquals(4, loaded.m_fixed);
    }

    @LoadDefaultsForAbsentFields
    static final class Lenient implements NodeParameters {
        int m_first = 1;
        Term m_term = new Term("default");
    }

    @Test
    void aClassCanLoadDefaultsForAllItsFieldsButNotForThoseOfItsGroups() throws InvalidSettingsException {
        final var settings = new NodeSettings("model");
        assertEquals("default", load(Lenient.class, settings).m_term.m_group);
        settings.addNodeSettings("term");
        assertRefused(Lenient.class, settings, "String for key \"group\" not found.");
    }

    @Test
    void aPresentKeyOfAnotherTypeIsNotReplacedByTheDefault() {
        final var settings = new NodeSettings("model");
        settings.addString("first", "text");
        assertThrows(InvalidSettingsException.class, () -> load(Lenient.class, settings));
    }

    static final class Custom implements NodeParameters {
        @Persistor(Reversed.class)
        String m_text = "abc";

        static final class Reversed implements NodeParametersPersistor<String> {
            @Override
            public String load(final NodeSettingsRO settings) throws InvalidSettingsException {
                return new StringBuilder(settings.getString("txet")).reverse().toString();
            }

            @Override
            public void save(final String value, final NodeSettingsWO settings) {
                settings.addString("txet", new StringBuilder(value).reverse().toString());
            }

            @Override
            public String[][] getConfigPaths() {
                return new String[][]{{"txet"}};
            }
        }
    }

    @Test
    void aPersistorWritesAtTheLevelOfTheField() throws InvalidSettingsException {
        final var settings = save(new Custom());
        assertEquals("cba", settings.getString("txet"));
        assertEquals("abc", load(Custom.class, settings).m_text);
    }

    static final class Contradiction implements NodeParameters {
        @Persist(configKey = "a")
        @Persistor(Custom.Reversed.class)
        String m_text = "abc";
    }

    @Test
    void persistAndPersistorExcludeEachOther() {
        assertThrows(IllegalStateException.class, () -> save(new Contradiction()));
    }

    static class Generic<T extends Persistable> implements Persistable {
        T m_content;

        Generic() {
        }

        Generic(final T content) {
            m_content = content;
        }
    }

    static final class OfTerm extends Generic<Term> {
        OfTerm() {
            super(new Term("inherited"));
        }
    }

    static final class WithGeneric implements NodeParameters {
        OfTerm m_sub = new OfTerm();
        Generic<Term> m_direct = new Generic<>(new Term("direct"));
    }

    @Test
    void typeVariablesAreResolved() throws InvalidSettingsException {
        final var loaded = saveAndLoad(WithGeneric.class, new WithGeneric());
        assertEquals("inherited", loaded.m_sub.m_content.m_group);
        assertEquals("direct", loaded.m_direct.m_content.m_group);
    }

    static final class NeedsInput implements NodeParameters {
        int m_value;

        NeedsInput(final int value) {
            m_value = value;
        }
    }

    @Test
    void aClassWithoutConstructorWithoutArgumentsCannotBeLoaded() {
        final var settings = save(new NeedsInput(1));
        assertThrows(IllegalStateException.class, () -> load(NeedsInput.class, settings));
    }
}
