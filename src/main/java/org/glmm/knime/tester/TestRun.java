package org.glmm.knime.tester;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;

import org.glmm.engine.inference.FixedEffectInference;
import org.glmm.engine.inference.FunctionInference;
import org.glmm.engine.inference.TermTest;
import org.glmm.engine.inference.TermTests;
import org.glmm.engine.inference.contrast.ComparisonEstimate;
import org.glmm.engine.inference.contrast.ComparisonKind;
import org.glmm.engine.inference.contrast.Comparisons;
import org.glmm.engine.inference.contrast.Contrast;
import org.glmm.engine.inference.contrast.ContrastEstimate;
import org.glmm.engine.inference.contrast.Contrasts;
import org.glmm.engine.inference.means.GridMean;
import org.glmm.engine.inference.means.LeastSquaresMeans;
import org.glmm.engine.inference.means.MeanEstimate;
import org.glmm.engine.inference.means.ScaledEstimate;
import org.glmm.engine.model.FittedModel;
import org.glmm.knime.port.GlmmPortObjectSpec;
import org.glmm.knime.tester.TesterChoices.Comparison;
import org.glmm.knime.tester.TesterChoices.Interactions;

/** Everything that the settings ask of one model, as rows of the output tables. */
final class TestRun {

    /** A joint test; {@code type} says what kind of hypothesis it has. */
    record TestRow(String type, TermTest test) { }

    /** A mean, or the slope in a covariate. */
    record MeanRow(String effect, MeanEstimate mean, boolean isSlope, String letters) { }

    /**
     * A comparison or a line of a contrast.
     *
     * @param isContrast whether it is a line of a contrast
     * @param rawPValue the p-value on its own
     * @param difference the comparison of means of the response; none for slopes and contrasts
     * @param inverseLink of the estimate, for contrasts only
     */
    record ComparisonRow(String effect, String slice, boolean isContrast, ComparisonEstimate comparison,
        String adjustment, double rawPValue, ScaledEstimate difference, ScaledEstimate inverseLink) { }

    /** Means, or slopes, that are compared with each other. */
    private record Group(String effect, String slice, List<GridMean> means, boolean areSlopes) { }

    private final FittedModel model;
    private final GlmmTesterNodeParameters parameters;
    private final FunctionInference inference;
    private final LeastSquaresMeans means;
    private final String dfMethod;
    private final List<TestRow> tests = new ArrayList<>();
    private final List<MeanRow> meanRows = new ArrayList<>();
    private final List<ComparisonRow> comparisonRows = new ArrayList<>();

    TestRun(FittedModel model, GlmmPortObjectSpec spec, GlmmTesterNodeParameters parameters, List<Contrast> contrasts) {
        this.model = model;
        this.parameters = parameters;
        var method = FixedEffectInference.of(model, parameters.denominatorDf.method()).method();
        dfMethod = method.title();
        inference = new FunctionInference(model, method);
        means = new LeastSquaresMeans(model, inference, parameters.setting());
        var type = parameters.testType.type();
        TermTests.of(model, type, method).forEach(test -> tests.add(new TestRow(type.title(), test)));
        TesterInputs.terms(parameters, spec).forEach(this::addTerm);
        for (var slope : parameters.slopes) {
            addSlopes(slope, spec);
        }
        new Contrasts(model, inference, means, parameters.contrastAdjustment.adjustment(), parameters.confidenceLevel)
            .of(contrasts).forEach(this::addContrast);
    }

    /** The method of the degrees of freedom in words. */
    String dfMethod() {
        return dfMethod;
    }

    List<TestRow> tests() {
        return tests;
    }

    List<MeanRow> means() {
        return meanRows;
    }

    List<ComparisonRow> comparisons() {
        return comparisonRows;
    }

    private void addTerm(List<String> term) {
        var name = TesterChoices.name(term);
        var ofTerm = means.means(term);
        boolean sliced = term.size() > 1 && parameters.interactions == Interactions.SIMPLE_EFFECTS;
        addMeans(name, ofTerm, false, sliced ? compareSlices(term, ofTerm)
            : compare(new Group(name, "", ofTerm, false)));
    }

    /**
     * Compares the levels of each factor at each combination of the others.
     *
     * @return the letters of the means of the term, factor by factor; none if they are not compared
     */
    private List<String> compareSlices(List<String> term, List<GridMean> ofTerm) {
        if (parameters.comparison == Comparison.NONE) {
            return List.of();
        }
        var letters = new LinkedHashMap<List<Integer>, String>();
        for (var factor : term) {
            for (var slice : slices(term, factor)) {
                var ofSlice = compare(slice);
                for (int i = 0; i < ofSlice.size(); i++) {
                    var place = cell(term, factor, slice.means.get(i));
                    letters.merge(place, factor + ": " + ofSlice.get(i), (first, next) -> first + "; " + next);
                }
                tests.add(new TestRow("Simple effect", Comparisons.equality(inference,
                    slice.effect + " at " + slice.slice, slice.means)));
            }
        }
        return letters.isEmpty() ? List.of()
            : ofTerm.stream().map(mean -> letters.get(Arrays.stream(mean.combination()).boxed().toList())).toList();
    }

    /** The levels of a mean of a slice in the order of the term's factors; those of the factor come last in it. */
    private static List<Integer> cell(List<String> term, String factor, GridMean mean) {
        var levels = new ArrayList<>(Arrays.stream(mean.combination()).boxed().toList());
        levels.add(term.indexOf(factor), levels.remove(levels.size() - 1));
        return levels;
    }

    private void addSlopes(GlmmTesterNodeParameters.Slope slope, GlmmPortObjectSpec spec) {
        var term = slope.term.isEmpty() ? List.<String>of() : TesterInputs.term(slope.term, spec);
        var slopes = means.slopes(slope.covariate, term);
        var name = "slope of " + slope.covariate + (term.isEmpty() ? "" : " by " + slope.term);
        addMeans(name, slopes, true, slopes.size() > 1 ? compare(new Group(name, "", slopes, true)) : List.of());
    }

    private void addMeans(String effect, List<GridMean> ofTerm, boolean areSlopes, List<String> letters) {
        for (int i = 0; i < ofTerm.size(); i++) {
            meanRows.add(new MeanRow(effect, means.estimate(ofTerm.get(i)), areSlopes,
                letters.isEmpty() ? "" : letters.get(i)));
        }
    }

    /** The means of one factor of a term at each combination of levels of the others. */
    private List<Group> slices(List<String> term, String factor) {
        var others = term.stream().filter(other -> !other.equals(factor)).toList();
        var ordered = new ArrayList<>(others);
        ordered.add(factor);
        var all = means.means(ordered);
        var grid = means.grid();
        var levels = grid.levels(grid.factor(factor));
        int[] indices = others.stream().mapToInt(grid::factor).toArray();
        var combinations = grid.combinations(indices);
        return IntStream.range(0, combinations.size()).mapToObj(i -> new Group(factor,
            String.join(", ", others) + " = " + grid.label(indices, combinations.get(i)),
            IntStream.range(0, levels.size()).mapToObj(j -> all.get(i * levels.size() + j).labelled(levels.get(j)))
                .toList(), false)).toList();
    }

    /** Adds the comparisons of a group, and returns the letters of its means if all pairs are compared. */
    private List<String> compare(Group group) {
        if (parameters.comparison == Comparison.NONE) {
            return List.of();
        }
        var kind = parameters.comparison.kind();
        var adjustment = parameters.adjustment.adjustment(kind);
        var comparisons = new Comparisons(inference, model.observationLink(), kind, adjustment,
            parameters.confidenceLevel);
        int control = control(group.means);
        var estimates = comparisons.of(group.means, control);
        var differences = group.areSlopes ? Collections.nCopies(estimates.size(), ScaledEstimate.NONE)
            : comparisons.ofResponses(group.means, control, estimates);
        for (int i = 0; i < estimates.size(); i++) {
            comparisonRows.add(new ComparisonRow(group.effect, group.slice, false, estimates.get(i), adjustment.name(),
                estimates.get(i).estimate().pValue(), differences.get(i), ScaledEstimate.NONE));
        }
        return kind == ComparisonKind.PAIRS ? comparisons.letters(group.means, estimates) : List.of();
    }

    private int control(List<GridMean> of) {
        return IntStream.range(0, of.size())
            .filter(i -> List.of(of.get(i).function().label().split(", ")).contains(parameters.controlLevel))
            .findFirst().orElse(0);
    }

    private void addContrast(ContrastEstimate estimate) {
        var label = estimate.contrast().label();
        estimate.lines().forEach(line -> comparisonRows.add(new ComparisonRow(label, "", true, line.comparison(),
            parameters.contrastAdjustment.adjustment().name(), line.pValue(), ScaledEstimate.NONE,
            line.inverseLink())));
        estimate.joint().ifPresent(test -> tests.add(new TestRow("Contrast", test)));
    }
}
