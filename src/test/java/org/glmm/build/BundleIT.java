package org.glmm.build;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.lang.reflect.Modifier;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.eclipse.osgi.util.ManifestElement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.NodeFactory;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Opens the finished bundle and checks what KNIME would stumble over at installation or start. */
class BundleIT {

    @TempDir
    private Path libraries;

    private FinishedBundle bundle;
    private URLClassLoader loader;
    private Document plugin;

    @BeforeEach
    void open() throws Exception {
        bundle = new FinishedBundle();
        loader = bundle.classLoader(libraries);
        plugin = DocumentBuilderFactory.newInstance().newDocumentBuilder()
            .parse(new ByteArrayInputStream(bundle.read("plugin.xml")));
    }

    @AfterEach
    void close() throws Exception {
        loader.close();
        bundle.close();
    }

    @Test
    void factoriesAreNodeFactoriesWithPublicNoArgumentConstructor() throws Exception {
        var names = attributes("node", "factory-class");
        assertEquals(List.of(
            "org.glmm.knime.learner.GlmmLearnerNodeFactory",
            "org.glmm.knime.predictor.GlmmPredictorNodeFactory",
            "org.glmm.knime.tester.GlmmTesterNodeFactory"), names);
        for (var name : names) {
            var factory = loadWithPublicConstructor(name);
            assertTrue(NodeFactory.class.isAssignableFrom(factory), name);
        }
    }

    @Test
    void portClassesAndSerializersHavePublicNoArgumentConstructors() throws Exception {
        assertEquals(List.of("org.glmm.knime.port.GlmmPortObject"), attributes("portType", "objectClass"));
        assertEquals(List.of("org.glmm.knime.port.GlmmPortObjectSpec"), attributes("portType", "specClass"));
        for (var kind : List.of("object", "spec")) {
            var type = loadWithPublicConstructor(attributes("portType", kind + "Class").get(0));
            var serializer = loadWithPublicConstructor(attributes("portType", kind + "Serializer").get(0));
            assertSame(type, serializer.getDeclaringClass());
            assertTrue(Modifier.isStatic(serializer.getModifiers()), serializer.getName());
        }
    }

    @Test
    void categoryHoldsTheNodes() {
        assertEquals(List.of("/community"), attributes("category", "path"));
        assertEquals(List.of("glmm"), attributes("category", "level-id"));
        assertEquals(List.of("/community/glmm"), attributes("node", "category-path").stream().distinct().toList());
    }

    @Test
    void iconsAreSixteenPixelsSquare() throws Exception {
        var icons = Stream.concat(attributes("category", "icon").stream(),
            Stream.of("learner", "predictor", "tester").map(node -> "org/glmm/knime/%s/%1$s.png".formatted(node)))
            .toList();
        for (var icon : icons) {
            assertTrue(bundle.contains(icon), icon);
            var image = ImageIO.read(new ByteArrayInputStream(bundle.read(icon)));
            assertEquals(16, image.getWidth(), icon);
            assertEquals(16, image.getHeight(), icon);
            assertTrue(image.getColorModel().hasAlpha(), icon);
        }
    }

    @Test
    void everyClassLinksAgainstNestedLibrariesAndKnimeOnly() throws Exception {
        for (var file : bundle.classFiles()) {
            var type = Class.forName(className(file), false, loader);
            assertSame(loader, type.getClassLoader(), file);
            type.getDeclaredFields();
            type.getDeclaredMethods();
            type.getDeclaredConstructors();
        }
    }

    @Test
    void holdsOnlyClassesOfTheMainSources() {
        assertFalse(bundle.classFiles().isEmpty());
        for (var file : bundle.classFiles()) {
            var source = Path.of("src/main/java", file.replaceFirst("(\\$.*)?\\.class$", ".java"));
            assertTrue(Files.isRegularFile(source), file);
            assertFalse(file.startsWith("org/knime/"), file);
        }
    }

    @Test
    void holdsNoTestClassAndNoTestLibrary() throws Exception {
        for (var file : bundle.classFiles()) {
            assertFalse(Files.exists(Path.of("target/test-classes", file)), file);
        }
        for (var name : List.of("org.junit.jupiter.api.Test", "com.tngtech.archunit.lang.ArchRule")) {
            assertNull(loader.getResource(name.replace('.', '/') + ".class"), name);
        }
    }

    @Test
    void bundleClassPathAndNestedLibrariesAgree() throws Exception {
        var nested = bundle.files().stream().filter(name -> name.startsWith("lib/")).sorted();
        assertEquals(Stream.concat(Stream.of("."), nested).toList(), bundle.classPath());
    }

    @Test
    void manifestHeadersParse() throws Exception {
        var headers = bundle.manifest().keySet().stream().map(Object::toString)
            .filter(name -> name.startsWith("Bundle-") || name.startsWith("Require-")).toList();
        assertTrue(headers.size() >= 9, headers::toString);
        for (var header : headers) {
            assertNotNull(bundle.header(header), header);
        }
    }

    @Test
    void manifestNamesASingletonForJava17() throws Exception {
        var symbolicName = bundle.header("Bundle-SymbolicName")[0];
        assertEquals("org.glmm.knime", symbolicName.getValue());
        assertEquals("true", symbolicName.getDirective("singleton"));
        assertEquals("2", bundle.manifest().getValue("Bundle-ManifestVersion"));
        assertEquals("JavaSE-17", bundle.manifest().getValue("Bundle-RequiredExecutionEnvironment"));
    }

    @Test
    void requiresExactlyKnimeCoreAndItsUserInterface() throws Exception {
        var required = Arrays.stream(bundle.header("Require-Bundle")).collect(Collectors.toMap(
            ManifestElement::getValue, element -> new VersionRange(element.getAttribute("bundle-version"))));
        var fiveFromEight = new VersionRange("[5.8.0,6.0.0)");
        assertEquals(Map.of("org.knime.core", fiveFromEight, "org.knime.core.ui", fiveFromEight), required);
    }

    @Test
    void versionIsTheProjectVersionWithAQualifier() throws Exception {
        var version = Version.parseVersion(bundle.manifest().getValue("Bundle-Version"));
        var release = "%d.%d.%d".formatted(version.getMajor(), version.getMinor(), version.getMicro());
        assertEquals(System.getProperty("glmm.version").replace("-SNAPSHOT", ""), release);
        assertFalse(List.of("", "qualifier").contains(version.getQualifier()), version::toString);
    }

    @Test
    void buildPropertiesListWhatTheBundleHolds() throws Exception {
        var properties = new Properties();
        try (var in = Files.newBufferedReader(Path.of("build.properties"))) {
            properties.load(in);
        }
        var includes = properties.getProperty("bin.includes").split("\\s*,\\s*");
        for (var include : includes) {
            assertTrue(bundle.files().stream().anyMatch(file -> covers(include, file)), include);
        }
        for (var file : bundle.files()) {
            assertTrue(Arrays.stream(includes).anyMatch(include -> covers(include, file)), file);
        }
        assertEquals("src/main/java/,src/main/resources/", properties.getProperty("source.."));
    }

    /** Whether an entry of bin.includes stands for the file; "." stands for what the source folders give. */
    private static boolean covers(String include, String file) {
        if (include.equals(".")) {
            return file.startsWith("org/glmm/");
        }
        return include.endsWith("/") ? file.startsWith(include) : file.equals(include);
    }

    private Class<?> loadWithPublicConstructor(String name) throws Exception {
        var type = Class.forName(name, false, loader);
        assertAll(name,
            () -> assertSame(loader, type.getClassLoader()),
            () -> assertTrue(Modifier.isPublic(type.getModifiers())),
            () -> assertFalse(Modifier.isAbstract(type.getModifiers())),
            () -> assertNotNull(type.getConstructor()));
        return type;
    }

    private List<String> attributes(String element, String attribute) {
        var nodes = plugin.getElementsByTagName(element);
        return IntStream.range(0, nodes.getLength())
            .mapToObj(i -> ((Element) nodes.item(i)).getAttribute(attribute)).toList();
    }

    private static String className(String file) {
        return file.replaceFirst("\\.class$", "").replace('/', '.');
    }
}
