package org.knime.core.node.config.base;

/**
 * Text in XML attributes: characters below 32 or above U+D7FF, and the first of two percent signs, are written as
 * {@code %%} and five decimal digits.
 */
final class EscapedText {

    private static final int CODE_LENGTH = 7;

    private EscapedText() {
    }

    static String escape(final String s) {
        final var out = new StringBuilder(s.length());
        for (int i = 0; i < s.length(); i++) {
            final char c = s.charAt(i);
            if (c < 32 || c > 0xd7ff || s.startsWith("%%", i)) {
                out.append("%%").append(String.format("%05d", (int)c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    static String unescape(final String s) {
        final var out = new StringBuilder(s.length());
        for (int i = 0; i < s.length(); i++) {
            if (isCode(s, i)) {
                out.append((char)Integer.parseInt(s.substring(i + 2, i + CODE_LENGTH)));
                i += CODE_LENGTH - 1;
            } else {
                out.append(s.charAt(i));
            }
        }
        return out.toString();
    }

    private static boolean isCode(final String s, final int start) {
        return s.startsWith("%%", start) && start + CODE_LENGTH <= s.length()
            && s.substring(start + 2, start + CODE_LENGTH).chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
