package org.glmm.headless;

import java.util.ArrayList;
import java.util.List;

/** Splits text at commas; commas between single or double quotes do not count, a backslash escapes inside quotes. */
final class QuotedTokens {

    private QuotedTokens() {
    }

    static List<String> split(final String text) {
        final var tokens = new ArrayList<String>();
        final var token = new StringBuilder();
        var quote = '\0';
        for (var i = 0; i < text.length(); i++) {
            final var c = text.charAt(i);
            if (quote != '\0') {
                if (c == '\\' && i + 1 < text.length()) {
                    token.append(text.charAt(++i));
                } else if (c == quote) {
                    quote = '\0';
                } else {
                    token.append(c);
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == ',') {
                tokens.add(token.toString());
                token.setLength(0);
            } else {
                token.append(c);
            }
        }
        tokens.add(token.toString());
        return tokens;
    }
}
