package org.knime.node.parameters.widget.choices.filter;

/** How a filter chooses. The names are those of the saved settings. */
enum FilterMode {
    MANUAL, REGEX, WILDCARD, TYPE
}
