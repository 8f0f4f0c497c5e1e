package org.glmm.engine.predict;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.glmm.engine.design.Design;
import org.glmm.engine.design.RandomDesign;
import org.glmm.engine.family.Distribution;
import org.glmm.engine.family.Distributions;
import org.glmm.engine.family.Link;
import org.glmm.engine.family.Links;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.frame.TestFrames;
import org.glmm.engine.model.Convergence;
import org.glmm.engine.model.FitStatistics;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.FixedEffects;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec;
import org.glmm.engine.model.RandomEffects;
import org.glmm.engine.model.TestErrors;

/**
 * A fit made elsewhere to a data set without the rows of one level of a column, and its predictions for all rows, from
 * a resource printed by R: origin, data, formula, the level left out, distribution and link, names and estimates of the
 * fixed effects, the random effects, and per row conditional and population link and conditional mean.
 *
 * @param rows the rows of the data set
 * @param isNew whether a row is one of those left out
 */
record ReferencePredictions(FittedModel model, List<Map<String, String>> rows, List<Boolean> isNew,
        List<double[]> expected) {

    static ReferencePredictions read(String name) {
        var lines = TestFrames.lines("/org/glmm/engine/predict/" + name + ".csv").iterator();
        lines.next();
        var data = DataTable.read(fields(lines)[1]);
        var formula = Formula.parse(lines.next().substring("formula,".length()));
        String[] leftOut = fields(lines);
        String[] family = fields(lines);
        var training = data.where(row -> !row.get(leftOut[1]).equals(leftOut[2])).frame(formula.columns());
        var design = Design.of(formula, training, Set.of());
        lines.next();
        double[] beta = numbers(fields(lines), 0);
        var effects = new HashMap<String, Map<String, double[]>>();
        String[] line = fields(lines);
        for (; line[0].equals("random"); line = fields(lines)) {
            var levels = new HashMap<String, double[]>();
            for (int left = Integer.parseInt(line[2]); left > 0; left--) {
                String[] level = fields(lines);
                levels.put(level[0], numbers(level, 1));
            }
            effects.put(line[1], levels);
        }
        var expected = Stream.generate(() -> numbers(fields(lines), 0)).limit(Integer.parseInt(line[1])).toList();
        var random = design.random().stream().map(term -> random(term, effects.get(term.term().groupName()))).toList();
        return new ReferencePredictions(
            model(design, Distributions.named(family[1]), Links.named(family[2]), beta, random), data.rows(),
            data.rows().stream().map(row -> row.get(leftOut[1]).equals(leftOut[2])).toList(), expected);
    }

    private static RandomEffects random(RandomDesign term, Map<String, double[]> byLevel) {
        int k = term.effects();
        double[] values = new double[term.levels() * k];
        for (int level = 0; level < term.levels(); level++) {
            System.arraycopy(byLevel.get(term.levelNames().get(level)), 0, values, level * k, k);
        }
        return new RandomEffects(term.term().groupName(), term.effectNames(), term.levelNames(), new double[k * k],
            values, new double[values.length]);
    }

    private static FittedModel model(Design design, Distribution distribution, Link link, double[] beta,
            List<RandomEffects> random) {
        boolean linear = ModelSpec.isLinear(distribution, link);
        var spec = new ModelSpec(design.recipe().formula(), distribution, link, linear ? Method.REML : Method.RSPL,
            linear, Optional.empty(), Optional.empty(), Set.of(), ModelSpec.Control.DEFAULT);
        return new FittedModel(spec, design.recipe(),
            new FixedEffects(design.fixed().names(), beta, new double[beta.length * beta.length],
                design.fixed().dropped()),
            List.of(), random, TestErrors.none(random, beta.length),
            new FitStatistics(design.rows(), 0, 0, 0, 0, 0, design.rows() - beta.length, 1, 1, 0, 0, 0),
            new Convergence(Convergence.Verdict.CONVERGED, "", 1, 1, 0), List.of());
    }

    private static String[] fields(Iterator<String> lines) {
        return lines.next().split(",");
    }

    private static double[] numbers(String[] fields, int from) {
        return IntStream.range(from, fields.length).mapToDouble(i -> Double.parseDouble(fields[i])).toArray();
    }
}
