package org.glmm.headless.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnDomainCreator;
import org.knime.core.data.DataColumnProperties;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;
import org.knime.core.node.ModelContentRO;
import org.knime.core.util.UniqueNameGenerator;

class DataTableSpecTest {

    private static DataColumnSpec column(final String name, final DataType type) {
        return new DataColumnSpecCreator(name, type).createSpec();
    }

    @Test
    void findsColumnsByName() {
        final var spec = new DataTableSpec(column("x", DoubleCell.TYPE), column("g", StringCell.TYPE));
        assertEquals(1, spec.findColumnIndex("g"));
        assertEquals(-1, spec.findColumnIndex("y"));
        assertEquals(-1, spec.findColumnIndex(null));
        assertNull(spec.getColumnSpec("y"));
        assertArrayEquals(new String[]{"x", "g"}, spec.getColumnNames());
        assertArrayEquals(new int[]{1, 0}, spec.columnsToIndices("g", "x"));
        assertThrows(IllegalArgumentException.class, () -> spec.columnsToIndices("y"));
        assertTrue(spec.containsCompatibleType(DoubleValue.class));
        assertEquals("default", spec.getName());
    }

    @Test
    void refusesDuplicateNames() {
        final var x = column("x", DoubleCell.TYPE);
        final var failure =
            assertThrows(IllegalArgumentException.class, () -> new DataTableSpec(x, column("x", IntCell.TYPE)));
        assertTrue(failure.getMessage().contains("\"x\""));
        assertThrows(IllegalArgumentException.class,
            () -> new DataTableSpec(new DataTableSpec(x), new DataTableSpec(x)));
        assertThrows(IllegalArgumentException.class, () -> new DataTableSpecCreator().addColumns(x, x));
        assertThrows(IllegalArgumentException.class,
            () -> new DataTableSpec(x, column(" x ", DoubleCell.TYPE)), "names are equal once trimmed");
    }

    @Test
    void trimsNamesAndReplacesEmptyOnes() {
        assertEquals("a b", column(" a b\t", DoubleCell.TYPE).getName());
        assertTrue(column("  ", DoubleCell.TYPE).getName().matches("<empty_\\d+>"));
        assertThrows(NullPointerException.class, () -> column(null, DoubleCell.TYPE));
    }

    @Test
    void makesUniqueNames() {
        final var spec = new DataTableSpec(column("x", DoubleCell.TYPE), column("x (#1)", DoubleCell.TYPE));
        assertEquals("x (#2)", DataTableSpec.getUniqueColumnName(spec, " x "));
        assertEquals("y", DataTableSpec.getUniqueColumnName(spec, "y"));
        final var generator = new UniqueNameGenerator(spec);
        assertEquals("x (#2)", generator.newName("x"));
        assertEquals("x (#3)", generator.newName("x (#1)"));
        assertEquals("y", generator.newColumn("y", IntCell.TYPE).getName());
        assertEquals("y (#1)", generator.newName("y"));
        assertEquals("a (#1)", new UniqueNameGenerator(Set.of("a")).newName("a"));
    }

    @Test
    void structureIsNamesAndTypesWithoutDomains() {
        final var bounded = new DataColumnSpecCreator("x", DoubleCell.TYPE);
        bounded.setDomain(new DataColumnDomainCreator(new DoubleCell(0), new DoubleCell(1)).createDomain());
        final var plain = new DataTableSpec(column("x", DoubleCell.TYPE));
        final var withDomain = new DataTableSpec(bounded.createSpec());
        final var integer = new DataTableSpec(column("x", IntCell.TYPE));
        assertTrue(plain.equalStructure(withDomain));
        assertNotEquals(plain, withDomain);
        assertTrue(integer.isCompatibleWith(plain));
        assertFalse(plain.isCompatibleWith(integer));
        assertFalse(integer.equalStructure(plain));
        assertEquals(plain, new DataTableSpecCreator(withDomain).dropAllDomains().createSpec());
    }

    @Test
    void savedSpecComesBackEqual() throws InvalidSettingsException, IOException {
        final var nominal = new DataColumnSpecCreator("group", StringCell.TYPE);
        nominal.setDomain(new DataColumnDomainCreator(
            new DataCell[]{new StringCell("b"), new StringCell("a")}).createDomain());
        nominal.setProperties(new DataColumnProperties(Map.of("unit", "kg")));
        final var number = new DataColumnSpecCreator("y", IntCell.TYPE);
        number.setDomain(new DataColumnDomainCreator(new IntCell(0), new IntCell(9)).createDomain());
        final var spec = new DataTableSpecCreator().setName("data").putProperty("origin", "trial")
            .addColumns(nominal.createSpec(), number.createSpec(), column("unknown", DoubleCell.TYPE)).createSpec();
        final var content = new ModelContent("spec");
        spec.save(content);
        final var loaded = DataTableSpec.load(reread(content));
        assertEquals(spec, loaded);
        assertEquals(List.of(new StringCell("b"), new StringCell("a")),
            List.copyOf(loaded.getColumnSpec("group").getDomain().getValues()));
        assertFalse(loaded.getColumnSpec("unknown").getDomain().hasValues());
        assertFalse(loaded.getColumnSpec("unknown").getDomain().hasLowerBound());
        assertEquals("trial", loaded.getProperties().get("origin"));
    }

    @Test
    void savedSpecHasTheEntriesOfKnime() throws IOException {
        final var column = new DataColumnSpecCreator("y", IntCell.TYPE);
        column.setDomain(new DataColumnDomainCreator(new IntCell(0), null).createDomain());
        final var content = new ModelContent("spec");
        new DataTableSpec(column.createSpec()).save(content);
        final var out = new ByteArrayOutputStream();
        content.saveToXML(out);
        final var body = out.toString(StandardCharsets.UTF_8).replaceFirst("(?s).*?key=\"spec\">\n", "");
        assertEquals("""
                <entry key="spec_name" type="xstring" value="default"/>
                <entry key="number_columns" type="xint" value="1"/>
                <config key="column_spec_0">
                    <entry key="column_name" type="xstring" value="y"/>
                    <config key="element_names">
                        <entry key="array-size" type="xint" value="0"/>
                    </config>
                    <config key="column_type">
                        <entry key="cell_class" type="xstring" value="org.knime.core.data.def.IntCell"/>
                    </config>
                    <config key="column_domain">
                        <config key="lower_bound">
                            <entry key="datacell" type="xstring" value="org.knime.core.data.def.IntCell"/>
                            <config key="org.knime.core.data.def.IntCell">
                                <entry key="IntCell" type="xint" value="0"/>
                            </config>
                        </config>
                    </config>
                    <config key="column_properties"/>
                    <config key="meta_data"/>
                </config>
            </config>
            """, body);
    }

    @Test
    void aTypeWithoutCellClassComesBackEqual() throws InvalidSettingsException, IOException {
        final var type = DataType.getCommonSuperType(StringCell.TYPE, IntCell.TYPE);
        final var content = new ModelContent("type");
        type.save(content);
        assertEquals(type, DataType.load(reread(content)));
    }

    @Test
    void unknownCellClassFails() {
        final var content = new ModelContent("type");
        content.addString("cell_class", "org.knime.core.data.time.localdate.LocalDateCell");
        assertThrows(InvalidSettingsException.class, () -> DataType.load(content));
    }

    @Test
    void domainsKeepTheOrderOfTheirValues() {
        final var values = new LinkedHashSet<DataCell>(List.of(new StringCell("z"), new StringCell("a")));
        final var domain = new DataColumnDomainCreator(values).createDomain();
        assertEquals(List.copyOf(values), List.copyOf(domain.getValues()));
        assertThrows(UnsupportedOperationException.class, () -> domain.getValues().clear());
    }

    private static ModelContentRO reread(final ModelContent content) throws IOException {
        final var out = new ByteArrayOutputStream();
        content.saveToXML(out);
        return ModelContent.loadFromXML(new ByteArrayInputStream(out.toByteArray()));
    }
}
