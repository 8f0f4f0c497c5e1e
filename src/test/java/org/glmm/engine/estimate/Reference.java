package org.glmm.engine.estimate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A fit by R under {@code src/test/resources/reference}, named CASE.PEER. */
public record Reference(String name, JsonNode json) {

    public static Reference read(String name) {
        try (var stream = Reference.class.getResourceAsStream("/reference/" + name + ".json")) {
            return new Reference(name, new ObjectMapper().readTree(stream));
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    public String formula() {
        return json.get("formula").asText();
    }

    public String dataset() {
        return json.get("dataset").asText().replace("data/", "").replace(".csv", "");
    }

    public String text(String key) {
        return json.get(key).asText();
    }

    public double number(String key) {
        return json.get(key).asDouble();
    }

    public List<String> texts(String... path) {
        return StreamSupport.stream(at(path).spliterator(), false).map(JsonNode::asText).toList();
    }

    /** The numbers of an array, those that are null left out. */
    public double[] numbers(String... path) {
        return StreamSupport.stream(at(path).spliterator(), false).filter(n -> !n.isNull())
            .mapToDouble(JsonNode::asDouble).toArray();
    }


    private JsonNode at(String... path) {
        JsonNode node = json;
        for (String key : path) {
            node = node.get(key);
        }
        return node;
    }
}
