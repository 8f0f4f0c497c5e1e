package org.knime.node.parameters.widget.choices.filter;

import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.knime.node.parameters.persistence.Persistable;

/** Chooses names by a pattern; an empty one chooses nothing. */
final class PatternFilter implements Persistable {

    String m_pattern = "";

    boolean m_isCaseSensitive;

    boolean m_isInverted;

    Predicate<String> regex() {
        final var pattern = Pattern.compile("^" + cased(m_pattern) + "$");
        return directed(m_pattern.isEmpty() ? name -> false : pattern.asPredicate());
    }

    Predicate<String> wildcard() {
        final var regex = new StringBuilder();
        for (final var c : cased(m_pattern).toCharArray()) {
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return directed(Pattern.compile(regex.toString(), Pattern.DOTALL).asMatchPredicate());
    }

    private Predicate<String> directed(final Predicate<String> chosen) {
        final var directed = m_isInverted ? chosen.negate() : chosen;
        return name -> directed.test(cased(name));
    }

    private String cased(final String text) {
        return m_isCaseSensitive ? text : text.toLowerCase(Locale.getDefault());
    }
}
