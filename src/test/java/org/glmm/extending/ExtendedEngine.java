package org.glmm.extending;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import org.apache.commons.math3.util.FastMath;
import org.ejml.data.DMatrixRMaj;
import org.glmm.engine.Glmm;

/**
 * The engine with the examples of a document: its Java blocks compiled, its diff blocks applied to the engine's
 * sources.
 */
final class ExtendedEngine {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern JAVA = Pattern
        .compile("```java\\n(package ([\\w.]+);.*?\\b(?:class|record) (\\w+).*?)```", Pattern.DOTALL);
    private static final Pattern DIFF = Pattern.compile("```diff\\n--- (\\S+)\\n(.*?)```", Pattern.DOTALL);

    private final Path folder;

    private ExtendedEngine(Path folder) {
        this.folder = folder;
    }

    /**
     * Compiles the examples, without any warning.
     *
     * @param folder an empty folder for sources and classes
     */
    static ClassLoader compile(Path document, Path folder) throws IOException {
        var engine = new ExtendedEngine(folder);
        var text = Files.readString(document);
        var examples = blocks(JAVA, text).map(engine::example);
        var sources = Stream.concat(examples, blocks(DIFF, text).map(engine::patched)).toList();
        return new ExamplesFirst(engine.classes(sources));
    }

    private static Stream<MatchResult> blocks(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }

    private Path example(MatchResult block) {
        return write(block.group(2).replace('.', '/') + "/" + block.group(3) + ".java", block.group(1));
    }

    private Path patched(MatchResult block) {
        try {
            var source = Files.readString(SOURCES.resolve(block.group(1)));
            var before = lines(block.group(2), '-');
            if (source.split(Pattern.quote(before), -1).length != 2) {
                throw new AssertionError(block.group(1) + " does not have once:\n" + before);
            }
            return write(block.group(1), source.replace(before, lines(block.group(2), '+')));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** One side of a diff: the lines with the sign and those with a blank. */
    private static String lines(String diff, char sign) {
        return diff.lines().filter(line -> line.charAt(0) == sign || line.charAt(0) == ' ')
            .map(line -> line.substring(1) + "\n").collect(Collectors.joining());
    }

    private Path write(String name, String text) {
        try {
            var file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Path classes(List<Path> sources) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var classes = Files.createDirectories(folder.resolve("classes"));
        var problems = new StringWriter();
        var libraries = Stream.of(Glmm.class, DMatrixRMaj.class, FastMath.class)
            .map(type -> location(type).toString()).collect(Collectors.joining(File.pathSeparator));
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var options = List.of("-d", classes.toString(), "-cp", libraries, "-Xlint:all,-classfile", "-Werror");
            var units = files.getJavaFileObjectsFromPaths(sources);
            if (!compiler.getTask(problems, files, null, options, null, units).call()) {
                throw new AssertionError(problems.toString());
            }
        }
        return classes;
    }

    private static Path location(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** Loads the project's classes anew, those of the examples in place of the engine's own. */
    private static final class ExamplesFirst extends URLClassLoader {

        ExamplesFirst(Path examples) throws IOException {
            super(urls(examples, location(Glmm.class), location(ExtendedEngine.class)),
                ExtendedEngine.class.getClassLoader());
        }

        private static URL[] urls(Path... folders) throws IOException {
            var urls = new URL[folders.length];
            for (int i = 0; i < folders.length; i++) {
                urls[i] = folders[i].toUri().toURL();
            }
            return urls;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                if (!name.startsWith("org.glmm.")) {
                    return super.loadClass(name, resolve);
                }
                var loaded = findLoadedClass(name);
                return loaded != null ? loaded : findClass(name);
            }
        }
    }
}
