package org.glmm.knime.view;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page of the view as one HTML text. Styles and scripts are put in where the page names them in braces, so that
 * nothing is loaded from elsewhere and the page works from a packed bundle.
 */
final class FitPage {

    static final String PATH = "view.html";

    private static final Pattern INSERTION = Pattern.compile("/\\*\\{([\\w.]+)}\\*/");

    private FitPage() {
    }

    static String html() {
        return INSERTION.matcher(resource(PATH))
            .replaceAll(insertion -> Matcher.quoteReplacement(resource(insertion.group(1))));
    }

    private static String resource(String name) {
        try (InputStream stream = FitPage.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("The bundle lacks the file " + name + " of the view.");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
