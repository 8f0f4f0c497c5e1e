package org.glmm.knime.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.glmm.engine.report.FitReport;
import org.glmm.knime.FittedTrial;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, fed as KNIME feeds it; runs where Chromium is installed. */
class FitViewBrowserTest {

    @TempDir
    private Path folder;
    private Browser browser;

    @BeforeEach
    void findBrowser() {
        var found = Browser.find(folder);
        assumeTrue(found.isPresent(), "no Chromium on this machine");
        browser = found.get();
    }

    @Test
    void showsEveryPartOfTheTrial() throws Exception {
        var report = FitView.report(new InternalObjects(FittedTrial.internalObjects()));
        JsonNode shown = browser.show(report);
        assertEquals("", shown.get("message").asText());
        assertEquals(List.of("Summary", "Fixed effects", "Random effects", "Residuals", "Convergence"),
            StreamSupport.stream(shown.get("tabs").spliterator(), false).map(tab -> tab.get("title").asText())
            .toList());
        var summary = shown.get("tabs").get(0).get("text").asText();
        assertTrue(summary.contains("favourable/total ~ treatment"), summary);
        assertTrue(summary.contains("treatment=drug multiplies the odds by 2.1"), summary);
        assertEquals(1, shown.get("tabs").get(1).get("pictures").asInt());
        assertEquals(1, shown.get("tabs").get(2).get("pictures").asInt());
        assertTrue(shown.get("tabs").get(2).get("marks").asInt() > 8, "a mark for every clinic");
        assertEquals(2, shown.get("tabs").get(3).get("pictures").asInt());
        assertTrue(summary.contains("logit(mean of favourable/total) = -1.16 + 0.749 treatment=drug + u[clinic]"),
            summary);
        assertEquals(2, shown.get("tabs").get(4).get("pictures").asInt(),
            "the objective and the gradient by iteration");
        assertTrue(shown.get("tabs").get(3).get("marks").asInt() > 2 * 16, "a mark for every row in both pictures");
    }

    @Test
    void asksForExecutionWhereThereIsNoModel() throws Exception {
        JsonNode shown = browser.show((FitReport) null);
        assertEquals("There is no model yet. Execute the node.", shown.get("message").asText());
        assertEquals(0, shown.get("tabs").size());
    }
}
