package org.glmm.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Starts the finished headless jar in a virtual machine of its own, with nothing else on the class path. */
class HeadlessJarIT {

    private static final Path JAR = Path.of(System.getProperty("glmm.headless"));
    private static final Path WORKFLOW = Path.of("test-workflows", "clinical-trial");

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void runsTheClinicalTrial() throws Exception {
        var workflow = copy(WORKFLOW, folder.resolve("clinical-trial"));
        var results = List.of("fixed-effects.csv", "covariance-parameters.csv", "random-effects.csv",
            "fit-statistics.csv", "tests.csv", "predictions.csv");
        for (var result : results) {
            Files.deleteIfExists(workflow.resolve("data").resolve(result));
        }

        assertEquals(0, run("-workflowDir=" + workflow, "-reset", "-nosave"), this::output);

        for (var result : results) {
            assertTrue(Files.readAllLines(workflow.resolve("data").resolve(result)).size() > 1, result);
        }
    }

    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void refusesAnUnknownOption() throws Exception {
        assertEquals(2, run("-noSuchOption"), this::output);
    }

    private int run(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log().toFile()).start().waitFor();
    }

    private Path log() {
        return folder.resolve("output.txt");
    }

    private String output() {
        try {
            return Files.readString(log());
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static Path copy(Path source, Path target) throws IOException {
        try (var paths = Files.walk(source)) {
            for (var path : paths.toList()) {
                Files.copy(path, target.resolve(source.relativize(path)));
            }
        }
        return target;
    }
}
