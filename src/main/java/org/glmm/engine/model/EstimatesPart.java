package org.glmm.engine.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.glmm.engine.design.DesignRecipe;
import org.glmm.engine.mme.PredictionErrors;
import org.glmm.engine.sparse.BlockPattern;

/** The estimates and their uncertainty, and how the fit went, in a model file. */
final class EstimatesPart {

    private EstimatesPart() {
    }

    static void writeFixed(FixedEffects fixed, ModelOutput out) throws IOException {
        out.writeNumbers(fixed.estimates());
        out.writeNumbers(fixed.covariance());
    }

    static FixedEffects readFixed(DesignRecipe recipe, ModelInput in) throws IOException {
        return new FixedEffects(recipe.keptColumns().stream().map(column -> column.name()).toList(), in.readNumbers(),
            in.readNumbers(), recipe.droppedNames());
    }

    static void writeParameter(CovarianceParameter parameter, ModelOutput out) throws IOException {
        out.writeText(parameter.group());
        out.writeName(parameter.kind());
        out.writeText(parameter.effect());
        out.writeText(parameter.otherEffect());
        out.writeDouble(parameter.estimate());
        out.writeDouble(parameter.standardError());
        out.writeDouble(parameter.standardised());
        out.writeName(parameter.state());
    }

    static CovarianceParameter readParameter(ModelInput in) throws IOException {
        return new CovarianceParameter(in.readText(), in.readName(CovarianceParameter.Kind.class), in.readText(),
            in.readText(), in.readDouble(), in.readDouble(), in.readDouble(),
            in.readName(CovarianceParameter.State.class));
    }

    static void writeRandom(List<RandomEffects> random, ModelOutput out) throws IOException {
        for (RandomEffects effects : random) {
            out.writeNumbers(effects.covariance());
            out.writeNumbers(effects.values());
            out.writeNumbers(effects.predictionErrorVariance());
        }
    }

    static List<RandomEffects> readRandom(DesignRecipe recipe, ModelInput in) throws IOException {
        List<RandomEffects> random = new ArrayList<>();
        for (int t = 0; t < recipe.randomParts().size(); t++) {
            random.add(new RandomEffects(recipe.randomParts().get(t).group(), recipe.effectNames(t),
                recipe.groups(t).names(), in.readNumbers(), in.readNumbers(), in.readNumbers()));
        }
        return random;
    }

    static void writeErrors(PredictionErrors errors, ModelOutput out) throws IOException {
        BlockPattern pattern = errors.pattern();
        out.writeIntegers(IntStream.rangeClosed(0, pattern.nodes()).map(pattern::columnStart).toArray());
        out.writeIntegers(IntStream.range(0, pattern.blocks()).map(pattern::row).toArray());
        out.writeNumbers(errors.conditional());
        out.writeNumbers(errors.regression());
    }

    static PredictionErrors readErrors(List<RandomEffects> random, ModelInput in) throws IOException {
        int[] sizes = random.stream()
            .flatMapToInt(term -> IntStream.range(0, term.levels().size()).map(level -> term.effects().size()))
            .toArray();
        return new PredictionErrors(new BlockPattern(sizes, in.readIntegers(), in.readIntegers()), in.readNumbers(),
            in.readNumbers());
    }

    static void writeStatistics(FitStatistics statistics, ModelOutput out) throws IOException {
        out.writeInt(statistics.rowsUsed());
        out.writeLong(statistics.rowsOmitted());
        out.writeDouble(statistics.minus2LogLikelihood());
        out.writeDouble(statistics.generalizedChiSquare());
        out.writeDouble(statistics.pearsonChiSquare());
        out.writeDouble(statistics.deviance());
        out.writeInt(statistics.degreesOfFreedom());
        out.writeDouble(statistics.scale());
        out.writeDouble(statistics.shape());
        out.writeInt(statistics.covarianceParameters());
        out.writeDouble(statistics.seconds());
        out.writeLong(statistics.fingerprint());
    }

    static FitStatistics readStatistics(ModelInput in) throws IOException {
        return new FitStatistics(in.readInt(), in.readLong(), in.readDouble(), in.readDouble(), in.readDouble(),
            in.readDouble(), in.readInt(), in.readDouble(), in.readDouble(), in.readInt(), in.readDouble(),
            in.readLong());
    }

    static void writeConvergence(Convergence convergence, ModelOutput out) throws IOException {
        out.writeName(convergence.verdict());
        out.writeText(convergence.message());
        out.writeInt(convergence.iterations());
        out.writeInt(convergence.evaluations());
        out.writeDouble(convergence.scaledGradient());
    }

    static Convergence readConvergence(ModelInput in) throws IOException {
        return new Convergence(in.readName(Convergence.Verdict.class), in.readText(), in.readInt(), in.readInt(),
            in.readDouble());
    }

    static void writeFinding(Finding finding, ModelOutput out) throws IOException {
        out.writeName(finding.kind());
        out.writeText(finding.text());
    }

    static Finding readFinding(ModelInput in) throws IOException {
        return new Finding(in.readName(Finding.Kind.class), in.readText());
    }
}
