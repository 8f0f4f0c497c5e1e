package org.glmm.build;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** Reads the p2 update site as KNIME's install dialog does. */
class UpdateSiteIT {

    private static final Path SITE = Path.of(System.getProperty("glmm.site"));
    private static final Path ZIP = Path.of(System.getProperty("glmm.zip"));

    private static final String FEATURE_GROUP = "org.glmm.knime.feature.feature.group";
    private static final String CATEGORY = "//unit[properties/property"
        + "[@name='org.eclipse.equinox.p2.type.category' and @value='true']]";

    private String version;
    private Document content;
    private Document artifacts;

    @BeforeEach
    void read() throws Exception {
        try (var bundle = new FinishedBundle()) {
            version = bundle.manifest().getValue("Bundle-Version");
        }
        content = metadata("content");
        artifacts = metadata("artifacts");
    }

    @Test
    void holdsTheFinishedBundle() throws Exception {
        var published = SITE.resolve("plugins/org.glmm.knime_" + version + ".jar");
        assertEquals(-1, Files.mismatch(FinishedBundle.FILE, published));
        assertEquals(version, select(content, "//unit[@id='org.glmm.knime']/@version"));
        assertEquals(version, select(artifacts, "//artifact[@classifier='osgi.bundle']/@version"));
    }

    @Test
    void featureOfTheSameVersionInstallsTheBundle() throws Exception {
        var unit = "//unit[@id='" + FEATURE_GROUP + "']";
        assertEquals(version, select(content, unit + "/@version"));
        assertEquals("true", select(content, property(unit, "org.eclipse.equinox.p2.type.group")));
        assertEquals(exactly(version), select(content, unit + "/requires/required[@name='org.glmm.knime']/@range"));
        assertTrue(Files.isRegularFile(SITE.resolve("features/org.glmm.knime.feature_" + version + ".jar")));
        assertEquals(version, select(artifacts, "//artifact[@classifier='org.eclipse.update.feature']/@version"));
    }

    @Test
    void featureCarriesItsTexts() throws Exception {
        var unit = "//unit[@id='" + FEATURE_GROUP + "']";
        for (var name : List.of("name", "description", "provider")) {
            assertFalse(select(content, property(unit, "org.eclipse.equinox.p2." + name)).isBlank(), name);
        }
        assertTrue(select(content, unit + "/licenses/license").contains("Apache License"));
    }

    @Test
    void categoryListsTheFeature() throws Exception {
        assertEquals("1", select(content, "count(" + CATEGORY + ")"));
        assertEquals("Generalized Linear Mixed Models",
            select(content, property(CATEGORY, "org.eclipse.equinox.p2.name")));
        assertEquals(exactly(version),
            select(content, CATEGORY + "/requires/required[@name='" + FEATURE_GROUP + "']/@range"));
    }

    @Test
    void namesNoFolderOfTheBuild() throws Exception {
        for (var document : List.of(content, artifacts)) {
            assertEquals("Generalized Linear Mixed Models for KNIME", select(document, "/repository/@name"));
        }
    }

    @Test
    void zipHoldsTheSameFiles() throws Exception {
        try (var zip = new ZipFile(ZIP.toFile()); var paths = Files.walk(SITE)) {
            var files = paths.filter(Files::isRegularFile).toList();
            assertEquals(files.size(), zip.stream().filter(entry -> !entry.isDirectory()).count());
            for (var file : files) {
                var entry = zip.getEntry(SITE.relativize(file).toString().replace('\\', '/'));
                try (var in = zip.getInputStream(entry)) {
                    assertArrayEquals(Files.readAllBytes(file), in.readAllBytes());
                }
            }
        }
    }

    private static Document metadata(String name) throws Exception {
        try (var zip = new ZipFile(SITE.resolve(name + ".jar").toFile());
            var in = zip.getInputStream(zip.getEntry(name + ".xml"))) {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(in.readAllBytes()));
        }
    }

    private static String select(Document document, String path) throws Exception {
        return XPathFactory.newInstance().newXPath().evaluate(path, document);
    }

    private static String property(String unit, String name) {
        return unit + "/properties/property[@name='" + name + "']/@value";
    }

    private static String exactly(String version) {
        return "[" + version + "," + version + "]";
    }
}
