package org.glmm.extending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/**
 * The examples of docs/extending.md do what it says: with them in the engine, the tests of their rooms pass over
 * registries that contain them, and so do those of {@link ExtendedModels}.
 */
class ExtendingTest {

    @TempDir
    private static Path folder;

    private static ClassLoader engine;

    @BeforeAll
    static void compile() throws IOException {
        engine = ExtendedEngine.compile(Path.of("docs/extending.md"), folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"family.DistributionsTest", "family.DensityTest", "family.LogDensityTest",
        "family.CumulativeTest", "family.LinksTest", "covariance.CovarianceStructuresTest",
        "inference.DenominatorDfTest"})
    void theTestsOfTheRoomPass(String test) throws ClassNotFoundException {
        assertPasses("org.glmm.engine." + test);
    }

    @ParameterizedTest
    @ValueSource(strings = "org.glmm.extending.ExtendedModels")
    void theExamplesGiveTheNumbersOfR(String test) throws ClassNotFoundException {
        assertPasses(test);
    }

    private static void assertPasses(String test) throws ClassNotFoundException {
        var listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(LauncherDiscoveryRequestBuilder.request()
            .selectors(DiscoverySelectors.selectClass(engine.loadClass(test))).build(), listener);
        var failures = new StringWriter();
        listener.getSummary().printFailuresTo(new PrintWriter(failures), 5);
        assertEquals("", failures.toString());
        assertTrue(listener.getSummary().getTestsSucceededCount() > 0, test);
    }
}
