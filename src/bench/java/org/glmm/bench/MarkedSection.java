package org.glmm.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The lines of a Markdown file between {@code <!-- name -->} and {@code <!-- end of name -->}. */
record MarkedSection(Path file, String name) {

    private String begin() {
        return "<!-- " + name + " -->";
    }

    private String end() {
        return "<!-- end of " + name + " -->";
    }

    List<String> lines() throws IOException {
        List<String> text = Files.readAllLines(file);
        return new ArrayList<>(text.subList(text.indexOf(begin()) + 1, text.indexOf(end())));
    }

    void replace(List<String> lines) throws IOException {
        List<String> text = Files.readAllLines(file);
        text.subList(text.indexOf(begin()) + 1, text.indexOf(end())).clear();
        text.addAll(text.indexOf(begin()) + 1, lines);
        Files.write(file, text);
    }
}
