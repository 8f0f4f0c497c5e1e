package org.glmm.engine.estimate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A fit by R or Python under {@code src/test/resources/reference}, named CASE.PEER. */
public record Reference(String name, JsonNode json) {

    private static final Path FOLDER = Path.of("src/test/resources/reference");

    public static Reference read(String name) {
        try (var stream = Reference.class.getResourceAsStream("/reference/" + name + ".json")) {
            return new Reference(name, new ObjectMapper().readTree(stream));
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /** The names of all references of fits, in order. */
    static List<String> names() {
        try (var files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                .filter(file -> file.endsWith(".json") && !file.endsWith(".tests.json"))
                .map(file -> file.substring(0, file.length() - ".json".length())).sorted().toList();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    String caseName() {
        return name.substring(0, name.indexOf('.'));
    }

    String peer() {
        return name.substring(name.indexOf('.') + 1);
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

    /** A number that not every peer gives. */
    Optional<Double> optional(String... path) {
        return has(path) ? Optional.of(at(path).asDouble()) : Optional.empty();
    }

    public List<String> texts(String... path) {
        return StreamSupport.stream(at(path).spliterator(), false).map(JsonNode::asText).toList();
    }

    /** The numbers of an array, those that are null left out; none if it is not given. */
    public double[] numbers(String... path) {
        return !has(path) ? new double[0] : StreamSupport.stream(at(path).spliterator(), false).filter(n -> !n.isNull())
            .mapToDouble(JsonNode::asDouble).toArray();
    }

    boolean has(String... path) {
        JsonNode node = at(path);
        return node != null && !node.isNull();
    }

    private JsonNode at(String... path) {
        JsonNode node = json;
        for (int i = 0; i < path.length && node != null; i++) {
            node = node.get(path[i]);
        }
        return node;
    }

    /** Minus two log likelihood or pseudo-likelihood, if given. */
    public Optional<Double> minus2LogLikelihood() {
        return optional("loglik").map(l -> -2 * l).or(() -> optional("minus2_pseudo_loglik"));
    }

    /** The estimates of the fixed effects by name. */
    Map<String, Double> fixedEffects() {
        return has("fixef") ? byName(texts("fixef", "names"), numbers("fixef", "estimate"))
            : byName(texts("names"), numbers("estimate"));
    }

    /** Their standard errors by name. */
    Map<String, Double> fixedEffectErrors() {
        return has("fixef") ? byName(texts("fixef", "names"), numbers("fixef", "se"))
            : byName(texts("names"), numbers("se"));
    }

    private static Map<String, Double> byName(List<String> names, double[] values) {
        Map<String, Double> map = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i).replace("[T.", "").replace("]", "");
            map.put(name.equals("Intercept") ? "(Intercept)" : name, values[i]);
        }
        return map;
    }

    /** The variances and covariances of the random effects, in no particular order, and nothing else. */
    public double[] components() {
        if (has("varcomp")) {
            return StreamSupport.stream(at("varcomp").spliterator(), false)
                .filter(c -> !c.path("group").asText().equals("Residual"))
                .mapToDouble(c -> c.get("vcov").asDouble()).toArray();
        }
        if (has("variance")) {
            return new double[] {number("variance")};
        }
        Iterable<JsonNode> matrices = has("varcomp_matrices") ? at("varcomp_matrices") : List.of(at("cov_re"));
        return DoubleStream.concat(Arrays.stream(numbers("vcomp")),
            StreamSupport.stream(matrices.spliterator(), false).flatMapToDouble(Reference::lowerTriangle)).toArray();
    }

    private static DoubleStream lowerTriangle(JsonNode matrix) {
        return IntStream.range(0, matrix.size()).boxed()
            .flatMapToDouble(i -> IntStream.rangeClosed(0, i).mapToDouble(j -> matrix.get(i).get(j).asDouble()));
    }

    /** The residual scale phi, if given; glmmTMB's sigma is its square root for normal and gamma responses. */
    Optional<Double> scale() {
        return optional("residual_variance").or(() -> optional("phi")).or(() -> optional("scale"))
            .or(() -> sigma("gaussian|Gamma").map(sigma -> sigma * sigma));
    }

    /** The dispersion parameter in the variance function, if there is one and it is given. */
    Optional<Double> shape() {
        return sigma("nbinom[12]|beta|betabinomial");
    }

    private Optional<Double> sigma(String families) {
        return optional("sigma").filter(sigma -> text("family").matches(families));
    }

    /**
     * The predicted effects of one grouping.
     *
     * @param group the grouping columns and nothing else
     * @param levels the levels
     * @param effects the values by name of the effect
     * @param conditionalVariances the variances given the fixed effects, by name of the effect; none if not given
     * @param errorVariances the prediction error variances of the only effect; null if not given
     */
    record Blups(String group, List<String> levels, Map<String, double[]> effects,
        Map<String, double[]> conditionalVariances, double[] errorVariances) {
    }

    /** The predicted random effects, grouping by grouping; none if not given. */
    List<Blups> blups() {
        List<Blups> blups = new ArrayList<>();
        if (has("ranef")) {
            at("ranef").fieldNames().forEachRemaining(group -> blups.add(blups(group)));
        }
        return blups;
    }

    private Blups blups(String group) {
        Map<String, double[]> effects = new LinkedHashMap<>();
        Map<String, double[]> variances = new LinkedHashMap<>();
        List<String> names = new ArrayList<>();
        at("ranef", group, "modes").fieldNames().forEachRemaining(names::add);
        JsonNode given = at("ranef", group, "condvar_diag");
        for (int e = 0; e < names.size(); e++) {
            effects.put(names.get(e), numbers("ranef", group, "modes", names.get(e)));
            if (given != null && !given.isNull()) {
                JsonNode of = given.isArray() ? given.get(e) : given.get(names.get(e));
                variances.put(names.get(e),
                    StreamSupport.stream(of.spliterator(), false).mapToDouble(JsonNode::asDouble).toArray());
            }
        }
        if (has("ranef", group, "condvar_beta_known")) {
            variances.put(names.get(0), numbers("ranef", group, "condvar_beta_known"));
        }
        return new Blups(group, texts("ranef", group, "levels"), effects, variances,
            has("ranef", group, "pev") ? numbers("ranef", group, "pev") : null);
    }
}
