package org.glmm.engine.inference;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.glmm.engine.design.Design;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.frame.TestFrames;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.FixedEffects;

/**
 * A fit made elsewhere and its type III tests, from a resource printed by R: origin, data, formula, names, estimates
 * and covariance matrix of the fixed effects, then the tests.
 */
record ReferenceModel(FittedModel model, List<Expected> tests) {

    /** The numbers of a test: numerator df, F, residual df, p of F, chi-square, p of chi-square. */
    record Expected(String term, int numeratorDf, double f, double residualDf, double pOfF, double chiSquare,
        double pOfChiSquare) { }

    static ReferenceModel read(String name) {
        var lines = TestFrames.lines("/org/glmm/engine/inference/" + name + ".csv");
        String data = after(lines.get(1));
        var formula = Formula.parse(after(lines.get(2)));
        var design = Design.of(formula, TestFrames.read(data, formula.columns()), Set.of());
        int p = numbers(lines.get(4)).length;
        double[] covariance = lines.subList(5, 5 + p).stream()
            .flatMap(line -> Stream.of(line.split(","))).mapToDouble(Double::parseDouble).toArray();
        requireSameColumns(lines.get(3), design);
        var fixed = new FixedEffects(design.fixed().names(), numbers(lines.get(4)), covariance,
            design.fixed().dropped());
        var tests = lines.subList(6 + p, lines.size()).stream().map(ReferenceModel::expected).toList();
        return new ReferenceModel(LeastSquaresModel.of(design, fixed), tests);
    }

    /** R's names have no "=" between factor and level. */
    private static void requireSameColumns(String names, Design design) {
        var ours = design.fixed().names().stream().map(name -> name.replace("=", "")).toList();
        if (!ours.equals(List.of(names.split(",")))) {
            throw new IllegalStateException("the columns are " + ours + " and not " + names);
        }
    }

    private static Expected expected(String line) {
        String[] fields = line.split(",");
        double[] values = Stream.of(fields).skip(1).mapToDouble(Double::parseDouble).toArray();
        return new Expected(fields[0], (int) values[0], values[1], values[2], values[3], values[4], values[5]);
    }

    private static String after(String line) {
        return line.substring(line.indexOf(',') + 1);
    }

    private static double[] numbers(String line) {
        return Stream.of(line.split(",")).mapToDouble(Double::parseDouble).toArray();
    }
}
