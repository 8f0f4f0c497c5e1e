package org.glmm.build;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.eclipse.osgi.util.ManifestElement;
import org.osgi.framework.BundleException;

/** The OSGi bundle as packed: its entries, its manifest, and its classes as an OSGi framework would load them. */
final class FinishedBundle implements AutoCloseable {

    static final Path FILE = Path.of(System.getProperty("glmm.bundle"));

    private final JarFile jar;

    FinishedBundle() throws IOException {
        jar = new JarFile(FILE.toFile());
    }

    List<String> files() {
        return jar.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).toList();
    }

    List<String> classFiles() {
        return files().stream().filter(name -> name.endsWith(".class")).toList();
    }

    boolean contains(String name) {
        return files().contains(name);
    }

    byte[] read(String name) throws IOException {
        try (var in = jar.getInputStream(jar.getEntry(name))) {
            return in.readAllBytes();
        }
    }

    Attributes manifest() throws IOException {
        return jar.getManifest().getMainAttributes();
    }

    ManifestElement[] header(String name) throws IOException, BundleException {
        return ManifestElement.parseHeader(name, manifest().getValue(name));
    }

    List<String> classPath() throws IOException, BundleException {
        return Arrays.stream(header("Bundle-ClassPath")).map(ManifestElement::getValue).toList();
    }

    /**
     * Loads from the bundle and the nested libraries on its Bundle-ClassPath; of the classes around it only the Java
     * platform and {@code org.knime} are visible.
     *
     * @param folder receives the nested libraries
     */
    URLClassLoader classLoader(Path folder) throws IOException, BundleException {
        var urls = new ArrayList<>(List.of(FILE.toUri().toURL()));
        for (var entry : classPath()) {
            if (contains(entry)) {
                urls.add(extract(entry, folder).toUri().toURL());
            }
        }
        return new URLClassLoader(urls.toArray(URL[]::new), new KnimeOnly());
    }

    private Path extract(String entry, Path folder) throws IOException {
        var file = folder.resolve(Path.of(entry).getFileName());
        return Files.write(file, read(entry));
    }

    @Override
    public void close() throws IOException {
        jar.close();
    }

    /** Stands for the required bundles. */
    private static final class KnimeOnly extends ClassLoader {

        KnimeOnly() {
            super(getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("org.knime.")) {
                return FinishedBundle.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }
}
