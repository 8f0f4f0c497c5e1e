package org.glmm.engine.inference.means;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.glmm.engine.design.Design;
import org.glmm.engine.family.Distributions;
import org.glmm.engine.family.Links;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.frame.TestFrames;
import org.glmm.engine.inference.LeastSquaresModel;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.FixedEffects;

/**
 * A fit made by R and what emmeans computes from it, from a resource separated by tabs: origin, data, formula,
 * distribution and link, names, estimates and covariance matrix of the fixed effects, then blocks, each with a heading
 * and rows of a label and numbers.
 */
public record EmmeansReference(FittedModel model, List<Block> blocks) {

    /** What was asked for, and the rows of the answer. */
    public record Block(List<String> heading, List<Row> rows) {

        public String get(int index) {
            return index < heading.size() ? heading.get(index) : "";
        }

        @Override
        public String toString() {
            return String.join(" ", heading);
        }
    }

    /** A row of the answer; a number that R does not have is NaN. */
    public record Row(String label, double[] numbers) { }

    /** Reads a resource; its blocks begin with one of {@code kinds}. */
    public static EmmeansReference read(String name, String... kinds) {
        var lines = TestFrames.lines("/org/glmm/engine/inference/means/" + name + ".tsv").stream()
            .map(line -> List.of(line.split("\t", -1))).toList();
        var formula = Formula.parse(lines.get(2).get(1));
        var design = Design.of(formula, TestFrames.read(lines.get(1).get(1), formula.columns()), Set.of());
        int p = lines.get(4).size();
        var ours = design.fixed().names().stream().map(column -> column.replace("=", "")).toList();
        if (!ours.equals(lines.get(4))) {
            throw new IllegalStateException("the columns are " + ours + " and not " + lines.get(4));
        }
        double[] covariance = lines.subList(6, 6 + p).stream().flatMapToDouble(line -> Arrays.stream(numbers(line)))
            .toArray();
        var fixed = new FixedEffects(design.fixed().names(), numbers(lines.get(5)), covariance, design.fixed()
            .dropped());
        var model = LeastSquaresModel.of(design, fixed, Distributions.named(lines.get(3).get(1)),
            Links.named(lines.get(3).get(2)), List.of());
        return new EmmeansReference(model, blocks(lines.subList(6 + p, lines.size()), List.of(kinds)));
    }

    private static List<Block> blocks(List<List<String>> lines, List<String> kinds) {
        var all = new ArrayList<Block>();
        for (var line : lines) {
            boolean isRow = line.size() > 1
                && line.subList(1, line.size()).stream().allMatch(EmmeansReference::isNumber);
            if (isRow) {
                all.get(all.size() - 1).rows.add(new Row(line.get(0), numbers(line.subList(1, line.size()))));
            } else {
                all.add(new Block(line, new ArrayList<>()));
            }
        }
        return all.stream().filter(block -> kinds.contains(block.get(0))).toList();
    }

    private static boolean isNumber(String text) {
        return text.strip().matches("NaN|-?Infinity|-?[0-9.]+(e[-+]?[0-9]+)?");
    }

    private static double[] numbers(List<String> fields) {
        return fields.stream().mapToDouble(field -> Double.parseDouble(field.strip())).toArray();
    }
}
