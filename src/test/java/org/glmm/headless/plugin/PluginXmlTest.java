package org.glmm.headless.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read from a plugin.xml. */
class PluginXmlTest {

    @TempDir
    private Path m_folder;

    private PluginXml read(final String content) throws IOException {
        final var file = Files.writeString(m_folder.resolve("plugin.xml"), content);
        return PluginXml.read(file.toUri().toURL());
    }

    @Test
    void nodesOfTheNodeExtensionPointAreFound() throws IOException {
        final var plugin = read("""
            <plugin>
                <extension point="org.knime.workbench.repository.nodes">
                    <node factory-class="a.B" category-path="/"/><node factory-class="a.C$D" deprecated="true"/>
                </extension>
                <extension point="something.else"><node factory-class="x.Y"/></extension>
            </plugin>
            """);
        assertEquals(List.of("a.B", "a.C$D"), plugin.nodeFactories());
    }

    @Test
    void aNodeNeedsAFactoryClass() {
        final var plugin =
            "<plugin><extension point='org.knime.workbench.repository.nodes'><node/></extension></plugin>";
        final var fault = assertThrows(IOException.class, () -> read(plugin));
        assertTrue(fault.getMessage().endsWith("an element <node> lacks the attribute \"factory-class\"."));
    }

    @Test
    void anIllFormedFileIsRefused() {
        final var fault = assertThrows(IOException.class, () -> read("<plugin>"));
        assertTrue(fault.getMessage().contains("is not a well-formed plug-in description"), fault.getMessage());
    }
}
