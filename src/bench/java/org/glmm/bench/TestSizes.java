package org.glmm.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;
import org.glmm.bench.Experiment.Question;
import org.glmm.engine.Glmm;
import org.glmm.engine.error.ModelException;
import org.glmm.engine.frame.Frame;
import org.glmm.engine.inference.DenominatorDf;
import org.glmm.engine.inference.FunctionInference;
import org.glmm.engine.inference.TermTests;
import org.glmm.engine.inference.TestType;
import org.glmm.engine.inference.contrast.Alternative;
import org.glmm.engine.inference.contrast.Contrast;
import org.glmm.engine.inference.contrast.Contrasts;
import org.glmm.engine.inference.means.LeastSquaresMeans;
import org.glmm.engine.inference.means.LeastSquaresMeans.Setting;
import org.glmm.engine.inference.means.Weighting;
import org.glmm.engine.inference.multiplicity.Adjustments;
import org.glmm.engine.model.FitMonitor;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec;

/**
 * How often tests at the 5 percent level reject true hypotheses, and 95 percent intervals cover true values, for each
 * method of estimation and each of the degrees of freedom. Arguments: the number of data sets, then experiments by
 * name; all by default.
 */
final class TestSizes {

    private static final Path TABLE = Path.of("docs/statistics.md");
    private static final double LEVEL = 0.05;
    private static final int SEED = 20;
    private static final List<DenominatorDf> DF_METHODS = List.of(DenominatorDf.KENWARD_ROGER,
        DenominatorDf.KENWARD_ROGER_OBSERVED, DenominatorDf.SATTERTHWAITE, DenominatorDf.CONTAINMENT,
        DenominatorDf.BETWEEN_WITHIN, DenominatorDf.RESIDUAL, DenominatorDf.INFINITE);

    private final Experiment experiment;
    private final Map<Line, Map<Question, Tally>> sizes = new LinkedHashMap<>();
    private final Map<Line, Map<Question, Tally>> coverages = new LinkedHashMap<>();

    /** A line of the table. */
    private record Line(Method estimation, DenominatorDf df) { }

    private TestSizes(Experiment experiment) {
        this.experiment = experiment;
    }

    public static void main(String[] arguments) throws IOException {
        int replicates = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2000;
        List<Experiment> experiments = arguments.length > 1
            ? Arrays.stream(arguments).skip(1).map(Experiment::valueOf).toList() : List.of(Experiment.values());
        for (Experiment experiment : experiments) {
            TestSizes run = new TestSizes(experiment);
            run.simulate(replicates);
            run.write(replicates);
        }
    }

    private void simulate(int replicates) {
        RandomGenerator random = new Well19937c(SEED + experiment.ordinal());
        for (int replicate = 0; replicate < replicates; replicate++) {
            Frame without = experiment.simulate(false, random);
            Frame with = experiment.simulate(true, random);
            for (ModelSpec spec : experiment.specs()) {
                testTerms(Glmm.fit(without, spec, FitMonitor.SILENT));
                testValues(Glmm.fit(with, spec, FitMonitor.SILENT));
            }
        }
    }

    private void testTerms(FittedModel model) {
        forEachMethod(model, sizes, (df, tallies) -> TermTests.of(model, TestType.TYPE_3, df).forEach(test ->
            experiment.questions().stream().filter(question -> question.term().equals(test.term()))
                .forEach(question -> tallies.get(question).add(test.pValue(), LEVEL))));
    }

    private void testValues(FittedModel model) {
        forEachMethod(model, coverages, (df, tallies) -> {
            var inference = new FunctionInference(model, df);
            var means = new LeastSquaresMeans(model, inference,
                new Setting(Weighting.EQUAL, Map.of(), false, 1 - LEVEL));
            var contrasts = new Contrasts(model, inference, means, Adjustments.NONE, 1 - LEVEL);
            experiment.questions().stream().filter(question -> !question.contrast().isEmpty()).forEach(question ->
                tallies.get(question).add(contrasts.of(List.of(Contrast.of(question.term(), question.contrast(),
                    Alternative.TWO_SIDED, question.value()))).get(0).lines().get(0).pValue(), LEVEL));
        });
    }

    private interface Asking {
        void ask(DenominatorDf df, Map<Question, Tally> tallies);
    }

    /**
     * A method that the fit does not allow, as with an information matrix that is not positive definite, has no answer.
     */
    private void forEachMethod(FittedModel model, Map<Line, Map<Question, Tally>> all, Asking asking) {
        for (DenominatorDf df : DF_METHODS) {
            var tallies = all.computeIfAbsent(new Line(model.spec().method(), df), line -> {
                var none = new LinkedHashMap<Question, Tally>();
                experiment.questions().forEach(question -> none.put(question, new Tally()));
                return none;
            });
            try {
                asking.ask(df, tallies);
            } catch (ModelException e) {
                tallies.values().forEach(tally -> tally.add(Double.NaN, LEVEL));
            }
        }
    }

    private void write(int replicates) throws IOException {
        var begin = "<!-- sizes: " + experiment.name() + " -->";
        List<String> text = new ArrayList<>(Files.readAllLines(TABLE));
        int first = text.indexOf(begin) + 1;
        int end = first + text.subList(first, text.size()).indexOf("<!-- end of sizes -->");
        if (first == 0 || end < first) {
            throw new IllegalStateException(TABLE + " has no place for the table, which begins with " + begin);
        }
        text.subList(first, end).clear();
        text.addAll(first, table(replicates));
        Files.write(TABLE, text);
    }

    private List<String> table(int replicates) {
        var lines = new ArrayList<String>();
        var head = new StringBuilder("| estimation | degrees of freedom |");
        var rule = new StringBuilder("|---|---|");
        for (Question question : experiment.questions()) {
            head.append(" size, ").append(question.term()).append(" |");
            rule.append("---:|");
        }
        for (Question question : experiment.questions()) {
            if (!question.contrast().isEmpty()) {
                head.append(" coverage, ").append(question.term()).append(" |");
                rule.append("---:|");
            }
        }
        lines.add(head + " no answer |");
        lines.add(rule + "---:|");
        sizes.forEach((line, tallies) -> {
            if (tallies.values().stream().anyMatch(tally -> !tally.found().isEmpty())) {
                lines.add(row(line, tallies, coverages.get(line), replicates));
            }
        });
        return lines;
    }

    private String row(Line line, Map<Question, Tally> ofSizes, Map<Question, Tally> ofCoverages, int replicates) {
        var row = new StringBuilder("| " + line.estimation + " | " + line.df.title() + " |");
        int unanswered = 0;
        for (Question question : experiment.questions()) {
            row.append(' ').append(ofSizes.get(question).found()).append(" |");
            unanswered = Math.max(unanswered, ofSizes.get(question).unanswered());
        }
        for (Question question : experiment.questions()) {
            if (!question.contrast().isEmpty()) {
                row.append(' ').append(ofCoverages.get(question).notFound()).append(" |");
                unanswered = Math.max(unanswered, ofCoverages.get(question).unanswered());
            }
        }
        return row + String.format(" %d of %d |", unanswered, replicates);
    }
}
