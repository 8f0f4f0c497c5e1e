package org.glmm.knime.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.glmm.engine.report.FitReport;

/** A headless Chromium with the page inside a window that plays KNIME. */
final class Browser {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path executable;
    private final Path folder;

    private Browser(Path executable, Path folder) {
        this.executable = executable;
        this.folder = folder;
    }

    /** The browser of this machine, if it has one. */
    static Optional<Browser> find(Path folder) {
        return Stream.of(System.getenv("PATH").split(":"))
            .flatMap(path -> Stream.of("chromium", "chromium-browser", "google-chrome")
            .map(name -> Path.of(path, name))).filter(Files::isExecutable).findFirst()
            .map(executable -> new Browser(executable, folder));
    }

    /** Opens the page with data and tells what it shows: the message, and of each tab title, text and pictures. */
    JsonNode show(FitReport report) throws IOException, InterruptedException {
        Path dom = folder.resolve("dom.html");
        run(host(report).toUri().toString(), dom, "--dump-dom");
        var text = Files.readString(dom);
        int start = text.indexOf("<pre>") + "<pre>".length();
        var notes = text.substring(start, text.indexOf("</pre>", start));
        return JSON.readTree(notes.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"));
    }

    private Path host(FitReport report) throws IOException {
        try (InputStream stream = Browser.class.getResourceAsStream("host.html")) {
            var host = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return Files.writeString(folder.resolve("host.html"), host.replace("/*{page}*/", script(FitPage.html()))
                .replace("/*{data}*/", script(report)));
        }
    }

    private static String script(Object value) throws IOException {
        return JSON.writeValueAsString(value).replace("</", "<\\/").replace("<!--", "<\\!--");
    }

    private void run(String address, Path output, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(executable.toString(), "--headless", "--no-sandbox", "--disable-gpu",
            "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", "--user-data-dir=" + folder.resolve("profile"), "--window-size=700,900",
            "--virtual-time-budget=8000"));
        command.addAll(List.of(arguments));
        command.add(address);
        Process process = new ProcessBuilder(command).redirectOutput(output.toFile())
            .redirectError(folder.resolve("browser.log").toFile()).start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("The browser did not answer within a minute.");
        }
    }
}
