package org.glmm.engine.estimate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.glmm.engine.family.Distribution;
import org.glmm.engine.family.Distributions;
import org.glmm.engine.family.Links;
import org.glmm.engine.formula.FactorCoding;
import org.glmm.engine.formula.FactorCoding.Contrasts;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec;
import org.glmm.engine.model.ModelSpec.Control;
import org.glmm.engine.model.ModelSpec.Extras;

/** A line of {@code cases.txt}: the model that the references of one case have in common. */
record ReferenceCase(String name, String data, String formula, String distribution, String link, List<String> options) {

    private static final Map<String, ReferenceCase> ALL = ReferenceTable.rows("cases")
        .map(cells -> new ReferenceCase(cells.get(0), cells.get(1), cells.get(2), cells.get(3), cells.get(4),
            Stream.of(cells.get(5).split(",")).map(String::strip).filter(option -> !option.isEmpty()).toList()))
        .collect(Collectors.toMap(ReferenceCase::name, Function.identity()));

    static ReferenceCase named(String name) {
        return ALL.get(name);
    }

    static Set<String> names() {
        return ALL.keySet();
    }

    boolean isLinear() {
        return distribution.equals("normal") && link.equals("identity");
    }

    ModelSpec spec(Method method, boolean estimateScale) {
        Distribution family = Distributions.named(distribution);
        Map<String, FactorCoding> codings = new HashMap<>();
        option("reference").map(text -> text.split("="))
            .forEach(pair -> codings.put(pair[0], new FactorCoding(Contrasts.TREATMENT, pair[1])));
        option("sum").map(text -> text.split("="))
            .forEach(pair -> codings.put(pair[0], new FactorCoding(Contrasts.SUM, "")));
        return new ModelSpec(Formula.parse(formula), family, Links.named(link), method, estimateScale
            || family.hasScale(),
            option("weights").findFirst(), option("frequencies").findFirst(), option("event").findFirst(), Set.of(),
            codings, Control.DEFAULT, Extras.DEFAULT);
    }

    /** The name of one of our coefficients as R has it: a=b is ab, sum contrasts are numbered, and some are renamed. */
    String theirName(String ours) {
        String plain = numbered(ours).replace("=", "");
        return option("name").map(text -> text.split(" -> ")).filter(pair -> pair[0].equals(plain)).map(pair -> pair[1])
            .findFirst().orElse(plain);
    }

    private String numbered(String ours) {
        String name = ours;
        for (String option : option("sum").toList()) {
            String[] pair = option.split("=");
            String[] levels = pair[1].split(" ");
            for (int i = 0; i < levels.length; i++) {
                name = name.replace(pair[0] + "=" + levels[i], pair[0] + (i + 1));
            }
        }
        return name;
    }

    private Stream<String> option(String key) {
        return options.stream().filter(option -> option.startsWith(key + " "))
            .map(option -> option.substring(key.length() + 1));
    }
}
