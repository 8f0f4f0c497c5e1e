package org.glmm.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

/** What the pictures in the user guide show, so that they are made again when the dialog changes. */
class DialogPicturesTest {

    private static final Pattern SECTION = Pattern.compile("<h2>(.*?)</h2>");
    private static final Pattern CARD = Pattern.compile("<h3>(.*?)</h3>");

    private static List<String> found(Pattern pattern, String page) {
        return pattern.matcher(page).results().map((MatchResult match) -> match.group(1)).toList();
    }

    @Test
    void theTrialIsGuidedWithTwoRandomEffects() throws Exception {
        var page = DialogPictures.trial();
        assertEquals(List.of("Response", "Fixed effects", "Random effects", "Residual and dispersion", "Data"),
            found(SECTION, page));
        assertEquals(List.of("Random effect 1", "Random effect 2"), found(CARD, page));
        assertTrue(page.contains("clinic x treatment: 16 levels, 1 row each, nested in clinic."), page);
        assertTrue(page.contains("<b>Events and trials</b>"));
        assertTrue(page.matches("(?s).*<label>Events column</label><div class='value'>favourable<.*"));
        assertFalse(page.contains("<label>Formula</label>"), "hidden while guided");
    }

    @Test
    void theRangeExperimentIsAFormulaWithAnEstimatedScale() throws Exception {
        var page = DialogPictures.range();
        assertEquals(List.of("Response", "Fixed effects", "Random effects", "Residual and dispersion", "Data"),
            found(SECTION, page));
        assertTrue(page.contains("count ~ management*mix"));
        assertTrue(page.matches("(?s).*<label>Residual scale</label><div class='value'>Estimated<.*"));
        assertFalse(page.contains("<label>Events column</label>"), "for guided models only");
    }
}
