package org.glmm.headless.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import javax.swing.JComponent;
import javax.xml.parsers.DocumentBuilderFactory;

import org.glmm.headless.spi.ExecutionContexts;
import org.glmm.headless.spi.PortObjects;
import org.glmm.headless.spi.PortTypeExtensions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.AbstractPortObject;
import org.knime.core.node.port.AbstractSimplePortObject;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;
import org.knime.core.node.port.PortUtil;
import org.w3c.dom.Document;

/** Port objects of test classes that a plugin.xml of the test declares. */
class PortObjectTest {

    /** Spec with one text. */
    public static final class TextSpec extends AbstractSimplePortObjectSpec {

        private String text;

        public TextSpec() {
        }

        TextSpec(final String text) {
            this.text = text;
        }

        @Override
        protected void save(final ModelContentWO model) {
            model.addString("text", text);
        }

        @Override
        protected void load(final ModelContentRO model) throws InvalidSettingsException {
            text = model.getString("text");
        }

        public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<TextSpec> {
        }
    }

    /** Object with one number that is saved and one that is not. */
    public static final class NumberObject extends AbstractSimplePortObject {

        private double number;
        private double notSaved;
        private TextSpec spec;

        public NumberObject() {
        }

        NumberObject(final double number, final String text) {
            this.number = number;
            notSaved = number;
            spec = new TextSpec(text);
        }

        @Override
        public String getSummary() {
            return "number";
        }

        @Override
        public TextSpec getSpec() {
            return spec;
        }

        @Override
        protected void save(final ModelContentWO model, final ExecutionMonitor exec) {
            model.addDouble("number", number);
        }

        @Override
        protected void load(final ModelContentRO model, final PortObjectSpec loadedSpec, final ExecutionMonitor exec)
            throws InvalidSettingsException {
            number = model.getDouble("number");
            spec = (TextSpec)loadedSpec;
        }

        public static final class Serializer extends AbstractSimplePortObjectSerializer<NumberObject> {
        }

        /** Not usable: serializes another class. */
        public static final class OtherSerializer extends AbstractSimplePortObjectSerializer<UnknownObject> {
        }

        /** Not usable: KNIME looks at the direct superclass only. */
        public static final class IndirectSerializer extends Generic<NumberObject> {
        }

        public abstract static class Generic<T extends NumberObject> extends Serializers<T> {
        }

        public abstract static class Serializers<T extends NumberObject>
            extends AbstractSimplePortObjectSerializer<T> {
        }
    }

    /** Object in binary form. */
    public static final class BinaryObject extends AbstractPortObject {

        private double[] numbers;
        private TextSpec spec;

        public BinaryObject() {
        }

        BinaryObject(final TextSpec spec, final double... numbers) {
            this.spec = spec;
            this.numbers = numbers;
        }

        @Override
        public String getSummary() {
            return "numbers";
        }

        @Override
        public TextSpec getSpec() {
            return spec;
        }

        @Override
        public JComponent[] getViews() {
            return new JComponent[0];
        }

        @Override
        protected void save(final PortObjectZipOutputStream out, final ExecutionMonitor exec) throws IOException {
            out.putNextEntry(new ZipEntry("numbers.bin"));
            final var data = new DataOutputStream(out);
            data.writeInt(numbers.length);
            for (final double number : numbers) {
                data.writeDouble(number);
            }
            data.flush();
        }

        @Override
        protected void load(final PortObjectZipInputStream in, final PortObjectSpec loadedSpec,
            final ExecutionMonitor exec) throws IOException {
            assertEquals("numbers.bin", in.getNextEntry().getName());
            final var data = new DataInputStream(in);
            numbers = new double[data.readInt()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = data.readDouble();
            }
            spec = (TextSpec)loadedSpec;
        }

        public static final class Serializer extends AbstractPortObjectSerializer<BinaryObject> {
        }
    }

    /** Declared nowhere. */
    public static final class UnknownObject extends AbstractSimplePortObject {

        public UnknownObject() {
        }

        @Override
        public String getSummary() {
            return "unknown";
        }

        @Override
        public PortObjectSpec getSpec() {
            return new DataTableSpec();
        }

        @Override
        protected void save(final ModelContentWO model, final ExecutionMonitor exec) {
            model.addInt("x", 1);
        }

        @Override
        protected void load(final ModelContentRO model, final PortObjectSpec spec, final ExecutionMonitor exec) {
            throw new AssertionError();
        }
    }

    private static Document plugin(final String portTypes) throws Exception {
        final var xml = "<plugin><extension point=\"org.knime.core.PortType\">" + portTypes
            + "</extension><extension point=\"other\"><portType objectClass=\"no.such.Class\"/></extension></plugin>";
        return DocumentBuilderFactory.newInstance().newDocumentBuilder()
            .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static String portType(final String object, final String objectSerializer, final String spec,
        final String specSerializer) {
        final var prefix = PortObjectTest.class.getName() + "$";
        return "<portType name=\"Test\" color=\"#1a2b3c\" objectClass=\"" + prefix + object
            + "\" objectSerializer=\"" + prefix + objectSerializer + "\" specClass=\"" + prefix + spec
            + "\" specSerializer=\"" + prefix + specSerializer + "\"/>";
    }

    @BeforeAll
    static void registerPortTypes() throws Exception {
        PortTypeExtensions.register(
            plugin(portType("NumberObject", "NumberObject$Serializer", "TextSpec", "TextSpec$Serializer")
                + portType("BinaryObject", "BinaryObject$Serializer", "TextSpec", "TextSpec$Serializer")),
            PortObjectTest.class.getClassLoader());
    }

    @Test
    void theNextNodeGetsAnObjectReadFromWhatWasWritten() throws Exception {
        final var object = new NumberObject(0.1, "a\nb");
        final var copy = (NumberObject)PortObjects.copy(object, new ExecutionMonitor());
        assertNotSame(object, copy);
        assertEquals(object, copy);
        assertEquals(0, copy.notSaved);
        assertNotSame(object.spec, copy.spec);
        assertEquals(object.spec, copy.spec);
        assertEquals(object.hashCode(), copy.hashCode());
    }

    @Test
    void binaryObjectsKeepEveryBit() throws Exception {
        final var numbers = new double[]{Double.NaN, -0.0, Math.PI, Double.MIN_VALUE};
        final var copy =
            (BinaryObject)PortObjects.copy(new BinaryObject(new TextSpec("t"), numbers), new ExecutionMonitor());
        assertArrayEquals(numbers, copy.numbers);
        assertEquals(new TextSpec("t"), copy.spec);
    }

    @Test
    void tablesAndTheirSpecs() throws Exception {
        final var exec = ExecutionContexts.create(new RecordedProgress());
        final var spec = new DataTableSpec(new DataColumnSpecCreator("x", DoubleCell.TYPE).createSpec());
        final var container = exec.createDataContainer(spec);
        container.close();
        assertSame(container.getTable(), PortObjects.copy(container.getTable(), exec));
        assertEquals(spec, PortObjects.copy(spec));
        assertNotSame(spec, PortObjects.copy(spec));
    }

    @Test
    void aSimpleObjectIsOneEntryOfXml() throws Exception {
        final var bytes = new ByteArrayOutputStream();
        try (var out = PortUtil.getPortObjectZipOutputStream(bytes)) {
            new NumberObject.Serializer().savePortObject(new NumberObject(2.5, ""), out, new ExecutionMonitor());
        }
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertEquals("portObject.file", zip.getNextEntry().getName());
            assertEquals("content.xml", zip.getNextEntry().getName());
            final var text = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(text.endsWith(" key=\"model.xml\">\n" + """
                    <entry key="version" type="xint" value="1"/>
                    <entry key="class_name" type="xstring" value="%s$NumberObject"/>
                    <config key="model">
                        <entry key="number" type="xdouble" value="2.5"/>
                    </config>
                </config>
                """.formatted(PortObjectTest.class.getName())), text);
            assertNull(zip.getNextEntry());
        }
    }

    private static PortObject load(final String entryName, final ModelContent content) throws Exception {
        final var bytes = new ByteArrayOutputStream();
        try (var out = PortUtil.getPortObjectZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry(entryName));
            content.saveToXML(out);
        }
        try (var in = PortUtil.getPortObjectZipInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return new NumberObject.Serializer().loadPortObject(in, new TextSpec(""), new ExecutionMonitor());
        }
    }

    private static ModelContent content(final Class<?> objectClass) {
        final var content = new ModelContent("model.xml");
        content.addString("class_name", objectClass.getName());
        content.addModelContent("model").addDouble("number", 7);
        return content;
    }

    @Test
    void theWrittenClassNameDecidesAndIsChecked() throws Exception {
        assertEquals(new NumberObject(7, ""), load("content.xml", content(NumberObject.class)));
        assertThrows(IllegalStateException.class, () -> load("content.xml", content(BinaryObject.class)));
        assertThrows(IllegalStateException.class, () -> load("content.xml", content(UnknownObject.class)));
        assertThrows(IllegalStateException.class, () -> load("content.xml", content(String.class)));
        assertThrows(IOException.class, () -> load("content.xml", new ModelContent("model.xml")));
        assertThrows(IOException.class, () -> load("other.xml", content(NumberObject.class)));
        final var withoutNumber = new ModelContent("model.xml");
        withoutNumber.addString("class_name", NumberObject.class.getName());
        withoutNumber.addModelContent("model");
        assertThrows(IOException.class, () -> load("content.xml", withoutNumber));
    }

    @Test
    void specsInSettings() throws Exception {
        final var content = new ModelContent("spec");
        TextSpec.Serializer.savePortObjectSpecToModelSettings(new TextSpec("x"), content);
        assertEquals(1, content.getInt("version"));
        final TextSpec loaded = TextSpec.Serializer.loadPortObjectSpecFromModelSettings(content);
        assertEquals(new TextSpec("x"), loaded);
        content.addString("class_name", NumberObject.class.getName());
        assertThrows(ClassCastException.class,
            () -> TextSpec.Serializer.loadPortObjectSpecFromModelSettings(content));
    }

    @Test
    void modelFilesHoldClassesSpecAndObject() throws Exception {
        final var bytes = new ByteArrayOutputStream();
        PortUtil.writeObjectToStream(new BinaryObject(new TextSpec("s"), 1, 2), bytes, new ExecutionMonitor());
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            for (final var name : new String[]{"content.xml", "objectSpec.file", "object.file"}) {
                assertEquals(name, zip.getNextEntry().getName());
            }
        }
        final var read = (BinaryObject)PortUtil
            .readObjectFromStream(new ByteArrayInputStream(bytes.toByteArray()), new ExecutionMonitor());
        assertEquals("[1.0, 2.0]", Arrays.toString(read.numbers));
        assertEquals(new TextSpec("s"), read.spec);
        assertThrows(IOException.class, () -> PortUtil.readObjectFromStream(
            new ByteArrayInputStream(new byte[]{1, 2, 3}), new ExecutionMonitor()));
    }

    @Test
    void anUndeclaredClassHasNoPortType() {
        final var registry = PortTypeRegistry.getInstance();
        final var failure =
            assertThrows(IllegalStateException.class, () -> registry.getPortType(UnknownObject.class));
        assertTrue(failure.getMessage().contains(UnknownObject.class.getName()));
        assertTrue(registry.getObjectClass(UnknownObject.class.getName()).isEmpty());
        assertThrows(IllegalStateException.class,
            () -> PortObjects.copy(new UnknownObject(), new ExecutionMonitor()));
    }

    @Test
    void portTypesAsDeclared() throws InvalidSettingsException {
        final var registry = PortTypeRegistry.getInstance();
        final var type = registry.getPortType(NumberObject.class);
        assertEquals("Test", type.getName());
        assertEquals(0x1a2b3c, type.getColor());
        assertEquals(TextSpec.class, type.getPortObjectSpecClass());
        assertTrue(registry.getPortType(NumberObject.class, true).isOptional());
        assertEquals(type, registry.getPortType(NumberObject.class, true));
        assertTrue(PortObject.TYPE.isSuperTypeOf(type));
        assertTrue(!type.isSuperTypeOf(BufferedDataTable.TYPE) && !BufferedDataTable.TYPE.isSuperTypeOf(type));
        assertTrue(type.acceptsPortObject(new NumberObject(1, "")));
        assertTrue(!type.acceptsPortObject(new BinaryObject()));
        assertTrue(type.acceptsPortObjectSpec(new TextSpec()));
        assertTrue(!type.acceptsPortObjectSpec(new DataTableSpec()));
        assertTrue(registry.availablePortTypes().contains(type));
        final var settings = new NodeSettings("type");
        type.save(settings);
        assertEquals(type, PortType.load(settings));
    }

    @ParameterizedTest
    @CsvSource({
        "UnknownObject,       NumberObject$Serializer,         TextSpec",
        "UnknownObject,       NoSuchClass,                     TextSpec",
        "UnknownObject,       TextSpec$Serializer,             TextSpec",
        "UnknownObject,       NumberObject$IndirectSerializer, TextSpec",
        "UnknownObject,       NumberObject$OtherSerializer,    NumberObject",
        "TextSpec,            NumberObject$OtherSerializer,    TextSpec",
        "NoSuchObject,        NumberObject$OtherSerializer,    TextSpec"})
    void faultyDeclarationsAreRefused(final String object, final String serializer, final String spec)
        throws Exception {
        final var document = plugin(portType(object, serializer, spec, "TextSpec$Serializer"));
        assertThrows(IllegalStateException.class,
            () -> PortTypeExtensions.register(document, PortObjectTest.class.getClassLoader()));
        assertTrue(PortTypeRegistry.getInstance().getObjectClass(UnknownObject.class.getName()).isEmpty());
    }
}
