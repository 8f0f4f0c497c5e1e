package org.glmm.knime.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import org.glmm.knime.FittedTrial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FitViewTest {

    @ParameterizedTest
    @ValueSource(strings = {"view.html", "view.css", "host.js", "charts.js", "view.js"})
    void ownFilesLoadNothing(String name) throws Exception {
        try (var stream = FitPage.class.getResourceAsStream(name)) {
            var text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            assertFalse(text.matches("(?s).*(https?:|url\\(|@import|\\bsrc=|\\bhref=|fetch\\().*"), text);
        }
    }

    @Test
    void pageIsOneText() {
        var html = FitPage.html();
        assertFalse(html.contains("/*{"), "an insertion is left");
        assertTrue(html.contains("echarts"), "the library of pictures");
        assertEquals(html.split("<script>").length, html.split("</script>").length, "a script ends early");
    }

    @Test
    void pageHasNoDataBeforeTheExecution() {
        assertNull(FitView.report(new InternalObjects()));
    }

    @Test
    void dataAreWrittenByJackson() throws Exception {
        var json = new ObjectMapper().valueToTree(FitView.report(new InternalObjects(FittedTrial.internalObjects())));
        assertEquals("Odds ratio", json.get("ratio").asText());
        assertEquals(16, json.get("rows").asInt());
        var names = StreamSupport.stream(json.get("fixedEffects").spliterator(), false)
            .map(effect -> effect.get("name").asText()).toList();
        assertEquals(List.of("(Intercept)", "treatment=drug"), names);
        var clinics = json.get("randomEffects").get(0);
        assertEquals("clinic", clinics.get("group").asText());
        assertEquals(8, clinics.get("points").size());
        var residual = json.get("variances").get(2);
        assertEquals("fixed", residual.get("status").asText());
        assertTrue(residual.get("standardError").isNull(), "NaN is no JSON");
        assertEquals(16, json.get("residuals").get("fitted").size());
        var steps = json.get("search").get("steps");
        assertTrue(steps.size() > 1, "the search in steps");
        assertEquals(json.get("search").get("iterations").asInt(), steps.get(steps.size() - 1).get("iteration")
            .asInt());
    }
}
