package org.glmm.engine.model;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

import org.glmm.engine.design.Alias;
import org.glmm.engine.design.DesignRecipe;
import org.glmm.engine.design.GroupLevels;
import org.glmm.engine.design.ObservedMargins;
import org.glmm.engine.design.RandomPart;
import org.glmm.engine.design.Schema;
import org.glmm.engine.family.Distributions;
import org.glmm.engine.family.Links;
import org.glmm.engine.formula.FactorCoding;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.frame.Kind;
import org.glmm.engine.mme.PredictionErrors;
import org.glmm.engine.model.ModelSpec.Bootstrap;
import org.glmm.engine.model.ModelSpec.Control;
import org.glmm.engine.model.ModelSpec.Extras;
import org.glmm.engine.model.ModelSpec.Profiled;
import org.glmm.engine.model.ModelSpec.Profiles;
import org.glmm.engine.model.ModelSpec.SmallSample;
import org.glmm.engine.model.TestBasis.Adjustments;
import org.glmm.engine.model.TestBasis.DesignDegrees;
import org.glmm.engine.sparse.BlockPattern;

/**
 * Writes and reads fitted models as a compact binary stream: a magic number, the version of the format, then the parts
 * of the model in fixed order, numbers big-endian and bit for bit.
 */
public final class ModelFile {

    private static final int MAGIC = 0x474C4D4D;
    private static final int VERSION = 2;

    private ModelFile() {
    }

    /** Writes a model; the stream stays open. */
    public static void write(FittedModel model, OutputStream stream) throws IOException {
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(stream));
        out.writeInt(MAGIC);
        out.writeInt(VERSION);
        writeSpec(model.spec(), out);
        writeRecipe(model.recipe(), out);
        writeFixed(model.fixedEffects(), out);
        writeParameters(model.covarianceParameters(), out);
        for (RandomEffects effects : model.randomEffects()) {
            writeNumbers(effects.covariance(), out);
            writeNumbers(effects.values(), out);
            writeNumbers(effects.predictionErrorVariance(), out);
        }
        writeErrors(model.predictionErrors(), out);
        writeStatistics(model.statistics(), out);
        writeConvergence(model.convergence(), out);
        writeFindings(model.findings(), out);
        writeTestBasis(model.testBasis(), out);
        writeRandomTermTests(model.randomTermTests(), out);
        writeProfiles(model.profiles(), out);
        out.flush();
    }

    /**
     * Reads a model.
     *
     * @throws IOException if the stream holds no model, or one of a later version
     */
    public static FittedModel read(InputStream stream) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(stream));
        if (in.readInt() != MAGIC) {
            throw new IOException("This is not a generalized linear mixed model.");
        }
        int version = in.readInt();
        if (version != VERSION) {
            throw new IOException("The model was saved in format " + version + ", but this version of the extension reads "
                + "format " + VERSION + "; install the version that saved it, or fit the model again.");
        }
        ModelSpec spec = readSpec(in);
        DesignRecipe recipe = readRecipe(spec.formula(), in);
        FixedEffects fixed = readFixed(recipe, in);
        List<CovarianceParameter> parameters = readParameters(in);
        List<RandomEffects> random = new ArrayList<>();
        for (int t = 0; t < recipe.randomParts().size(); t++) {
            random.add(new RandomEffects(recipe.randomParts().get(t).group(), recipe.effectNames(t),
                recipe.groups(t).names(), readNumbers(in), readNumbers(in), readNumbers(in)));
        }
        return new FittedModel(spec, recipe, fixed, parameters, random, readErrors(random, in), readStatistics(in),
            readConvergence(in), readFindings(in), readTestBasis(in), readRandomTermTests(in),
            readProfiles(in));
    }

    private static void writeSpec(ModelSpec spec, DataOutputStream out) throws IOException {
        writeText(spec.formula().toString(), out);
        writeText(spec.distribution().name(), out);
        writeText(spec.link().name(), out);
        writeText(spec.method().name(), out);
        out.writeBoolean(spec.estimateScale());
        writeTexts(spec.weights().stream().toList(), out);
        writeTexts(spec.frequencies().stream().toList(), out);
        writeTexts(spec.eventLevel().stream().toList(), out);
        writeTexts(List.copyOf(new TreeSet<>(spec.categorical())), out);
        writeCodings(spec.codings(), out);
        out.writeInt(spec.control().maxIterations());
        out.writeDouble(spec.control().tolerance());
        out.writeInt(spec.control().nodes());
        writeText(spec.extras().smallSample().name(), out);
        writeText(spec.extras().sandwich().name(), out);
        out.writeBoolean(spec.extras().randomTermTests());
        writeText(spec.extras().profiles().parameters().name(), out);
        out.writeDouble(spec.extras().profiles().level());
        out.writeInt(spec.extras().bootstrap().replicates());
        out.writeLong(spec.extras().bootstrap().seed());
    }

    private static ModelSpec readSpec(DataInputStream in) throws IOException {
        return new ModelSpec(Formula.parse(readText(in)), Distributions.named(readText(in)), Links.named(readText(in)),
            Method.named(readText(in)), in.readBoolean(), readTexts(in).stream().findFirst(),
            readTexts(in).stream().findFirst(), readTexts(in).stream().findFirst(), Set.copyOf(readTexts(in)), readCodings(in),
            new Control(in.readInt(), in.readDouble(), in.readInt()),
            new Extras(SmallSample.valueOf(readText(in)), Sandwich.valueOf(readText(in)), in.readBoolean(),
                new Profiles(Profiled.valueOf(readText(in)), in.readDouble()), new Bootstrap(in.readInt(), in.readLong())));
    }

    private static void writeCodings(Map<String, FactorCoding> codings, DataOutputStream out) throws IOException {
        out.writeInt(codings.size());
        for (Map.Entry<String, FactorCoding> coding : new TreeMap<>(codings).entrySet()) {
            writeText(coding.getKey(), out);
            writeText(coding.getValue().contrasts().name(), out);
            writeText(coding.getValue().reference(), out);
        }
    }

    private static Map<String, FactorCoding> readCodings(DataInputStream in) throws IOException {
        Map<String, FactorCoding> codings = new LinkedHashMap<>();
        for (int i = in.readInt(); i > 0; i--) {
            codings.put(readText(in), new FactorCoding(FactorCoding.Contrasts.valueOf(readText(in)), readText(in)));
        }
        return codings;
    }

    private static void writeRecipe(DesignRecipe recipe, DataOutputStream out) throws IOException {
        Schema schema = recipe.schema();
        out.writeInt(schema.kinds().size());
        for (Map.Entry<String, Kind> kind : new TreeMap<>(schema.kinds()).entrySet()) {
            writeText(kind.getKey(), out);
            writeText(kind.getValue().name(), out);
        }
        writeTexts(List.copyOf(new TreeSet<>(schema.categorical())), out);
        out.writeInt(schema.levels().size());
        for (Map.Entry<String, List<String>> levels : new TreeMap<>(schema.levels()).entrySet()) {
            writeText(levels.getKey(), out);
            writeTexts(levels.getValue(), out);
        }
        writeCodings(schema.codings(), out);
        for (int t = 0; t < recipe.randomParts().size(); t++) {
            writeIntegers(recipe.groups(t).cells(), out);
        }
        writeIntegers(recipe.keptIndices(), out);
        writeAliases(recipe.aliases(), out);
        writeMargins(recipe.margins(), out);
    }

    private static DesignRecipe readRecipe(Formula formula, DataInputStream in) throws IOException {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        for (int i = in.readInt(); i > 0; i--) {
            kinds.put(readText(in), Kind.valueOf(readText(in)));
        }
        Set<String> categorical = new LinkedHashSet<>(readTexts(in));
        Map<String, List<String>> levels = new LinkedHashMap<>();
        for (int i = in.readInt(); i > 0; i--) {
            levels.put(readText(in), readTexts(in));
        }
        Schema schema = new Schema(kinds, categorical, levels, readCodings(in));
        List<GroupLevels> groups = new ArrayList<>();
        for (RandomPart part : RandomPart.of(formula, schema)) {
            groups.add(GroupLevels.of(part.term().grouping().stream().map(g -> levels.get(g.columns().get(0))).toList(),
                readIntegers(in)));
        }
        return new DesignRecipe(formula, schema, groups, readIntegers(in), readAliases(in), readMargins(in));
    }

    private static void writeMargins(ObservedMargins margins, DataOutputStream out) throws IOException {
        out.writeInt(margins.covariates().size());
        for (Map.Entry<String, ObservedMargins.Covariate> covariate : new TreeMap<>(margins.covariates()).entrySet()) {
            writeText(covariate.getKey(), out);
            out.writeDouble(covariate.getValue().mean());
            out.writeDouble(covariate.getValue().deviation());
        }
        out.writeDouble(margins.offset());
        writeTexts(margins.factors(), out);
        writeIntegers(margins.cells(), out);
        writeNumbers(margins.frequencies(), out);
    }

    private static ObservedMargins readMargins(DataInputStream in) throws IOException {
        Map<String, ObservedMargins.Covariate> covariates = new LinkedHashMap<>();
        for (int i = in.readInt(); i > 0; i--) {
            covariates.put(readText(in), new ObservedMargins.Covariate(in.readDouble(), in.readDouble()));
        }
        return new ObservedMargins(covariates, in.readDouble(), readTexts(in), readIntegers(in), readNumbers(in));
    }

    private static void writeAliases(List<Alias> aliases, DataOutputStream out) throws IOException {
        out.writeInt(aliases.size());
        for (Alias alias : aliases) {
            out.writeInt(alias.column());
            writeIntegers(alias.sources(), out);
            writeNumbers(alias.coefficients(), out);
        }
    }

    private static List<Alias> readAliases(DataInputStream in) throws IOException {
        List<Alias> aliases = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            aliases.add(new Alias(in.readInt(), readIntegers(in), readNumbers(in)));
        }
        return aliases;
    }

    private static void writeFixed(FixedEffects fixed, DataOutputStream out) throws IOException {
        writeNumbers(fixed.estimates(), out);
        writeNumbers(fixed.covariance(), out);
    }

    private static FixedEffects readFixed(DesignRecipe recipe, DataInputStream in) throws IOException {
        return new FixedEffects(recipe.keptColumns().stream().map(c -> c.name()).toList(), readNumbers(in),
            readNumbers(in), recipe.droppedNames());
    }

    private static void writeParameters(List<CovarianceParameter> parameters, DataOutputStream out) throws IOException {
        out.writeInt(parameters.size());
        for (CovarianceParameter p : parameters) {
            writeText(p.group(), out);
            writeText(p.kind().name(), out);
            writeText(p.effect(), out);
            writeText(p.otherEffect(), out);
            out.writeDouble(p.estimate());
            out.writeDouble(p.standardError());
            out.writeDouble(p.standardised());
            writeText(p.state().name(), out);
        }
    }

    private static List<CovarianceParameter> readParameters(DataInputStream in) throws IOException {
        List<CovarianceParameter> parameters = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            parameters.add(new CovarianceParameter(readText(in), CovarianceParameter.Kind.valueOf(readText(in)),
                readText(in), readText(in), in.readDouble(), in.readDouble(), in.readDouble(),
                CovarianceParameter.State.valueOf(readText(in))));
        }
        return parameters;
    }

    private static void writeErrors(PredictionErrors errors, DataOutputStream out) throws IOException {
        BlockPattern pattern = errors.pattern();
        writeIntegers(IntStream.rangeClosed(0, pattern.nodes()).map(pattern::columnStart).toArray(), out);
        writeIntegers(IntStream.range(0, pattern.blocks()).map(pattern::row).toArray(), out);
        writeNumbers(errors.conditional(), out);
        writeNumbers(errors.regression(), out);
    }

    private static PredictionErrors readErrors(List<RandomEffects> random, DataInputStream in) throws IOException {
        int[] sizes = random.stream()
            .flatMapToInt(term -> IntStream.range(0, term.levels().size()).map(level -> term.effects().size())).toArray();
        return new PredictionErrors(new BlockPattern(sizes, readIntegers(in), readIntegers(in)), readNumbers(in),
            readNumbers(in));
    }

    private static void writeStatistics(FitStatistics s, DataOutputStream out) throws IOException {
        out.writeInt(s.rowsUsed());
        out.writeLong(s.rowsOmitted());
        out.writeDouble(s.minus2LogLikelihood());
        out.writeDouble(s.generalizedChiSquare());
        out.writeDouble(s.pearsonChiSquare());
        out.writeDouble(s.deviance());
        out.writeInt(s.degreesOfFreedom());
        out.writeDouble(s.scale());
        out.writeDouble(s.shape());
        out.writeInt(s.covarianceParameters());
        out.writeDouble(s.seconds());
        out.writeLong(s.fingerprint());
    }

    private static FitStatistics readStatistics(DataInputStream in) throws IOException {
        return new FitStatistics(in.readInt(), in.readLong(), in.readDouble(), in.readDouble(), in.readDouble(),
            in.readDouble(), in.readInt(), in.readDouble(), in.readDouble(), in.readInt(), in.readDouble(), in.readLong());
    }

    private static void writeConvergence(Convergence convergence, DataOutputStream out) throws IOException {
        writeText(convergence.verdict().name(), out);
        writeText(convergence.message(), out);
        out.writeInt(convergence.iterations());
        out.writeInt(convergence.evaluations());
        out.writeDouble(convergence.scaledGradient());
    }

    private static Convergence readConvergence(DataInputStream in) throws IOException {
        return new Convergence(Convergence.Verdict.valueOf(readText(in)), readText(in), in.readInt(), in.readInt(),
            in.readDouble());
    }

    private static void writeFindings(List<Finding> findings, DataOutputStream out) throws IOException {
        out.writeInt(findings.size());
        for (Finding finding : findings) {
            writeText(finding.kind().name(), out);
            writeText(finding.text(), out);
        }
    }

    private static List<Finding> readFindings(DataInputStream in) throws IOException {
        List<Finding> findings = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            findings.add(new Finding(Finding.Kind.valueOf(readText(in)), readText(in)));
        }
        return findings;
    }

    private static void writeTestBasis(TestBasis basis, DataOutputStream out) throws IOException {
        out.writeInt(basis.derivatives().length);
        for (double[] derivative : basis.derivatives()) {
            writeNumbers(derivative, out);
        }
        writeOptional(basis.observed(), out);
        writeOptional(basis.expected(), out);
        writeOptional(basis.adjustments().expected(), out);
        writeOptional(basis.adjustments().observed(), out);
        writeOptional(basis.adjustments().secondOrder(), out);
        writeNumbers(basis.degrees().containment(), out);
        writeNumbers(basis.degrees().betweenWithin(), out);
        writeNumbers(basis.crossProducts(), out);
        writeOptional(basis.robust(), out);
    }

    private static TestBasis readTestBasis(DataInputStream in) throws IOException {
        double[][] derivatives = new double[in.readInt()][];
        for (int i = 0; i < derivatives.length; i++) {
            derivatives[i] = readNumbers(in);
        }
        return new TestBasis(derivatives, readOptional(in), readOptional(in),
            new Adjustments(readOptional(in), readOptional(in), readOptional(in)),
            new DesignDegrees(readNumbers(in), readNumbers(in)), readNumbers(in), readOptional(in));
    }

    private static void writeRandomTermTests(List<RandomTermTest> tests, DataOutputStream out) throws IOException {
        out.writeInt(tests.size());
        for (RandomTermTest test : tests) {
            writeText(test.hypothesis(), out);
            out.writeDouble(test.statistic());
            writeIntegers(test.degrees().stream().mapToInt(Integer::intValue).toArray(), out);
            writeText(test.note(), out);
            out.writeBoolean(test.bootstrap().isPresent());
            if (test.bootstrap().isPresent()) {
                writeBootstrap(test.bootstrap().get(), out);
            }
        }
    }

    private static void writeBootstrap(BootstrapTest test, DataOutputStream out) throws IOException {
        out.writeInt(test.replicates());
        out.writeInt(test.failures());
        out.writeInt(test.exceedances());
        out.writeLong(test.seed());
    }

    private static List<RandomTermTest> readRandomTermTests(DataInputStream in) throws IOException {
        List<RandomTermTest> tests = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            tests.add(new RandomTermTest(readText(in), in.readDouble(), Arrays.stream(readIntegers(in)).boxed().toList(),
                readText(in), in.readBoolean()
                    ? Optional.of(new BootstrapTest(in.readInt(), in.readInt(), in.readInt(), in.readLong())) : Optional.empty()));
        }
        return tests;
    }

    private static void writeProfiles(ProfileIntervals profiles, DataOutputStream out) throws IOException {
        out.writeDouble(profiles.level());
        for (List<ProfileInterval> intervals : List.of(profiles.fixedEffects(), profiles.estimates(),
            profiles.standardised())) {
            out.writeInt(intervals.size());
            for (ProfileInterval interval : intervals) {
                out.writeDouble(interval.lower());
                out.writeDouble(interval.upper());
                writeText(interval.note(), out);
            }
        }
    }

    private static ProfileIntervals readProfiles(DataInputStream in) throws IOException {
        return new ProfileIntervals(in.readDouble(), readIntervals(in), readIntervals(in), readIntervals(in));
    }

    private static List<ProfileInterval> readIntervals(DataInputStream in) throws IOException {
        List<ProfileInterval> intervals = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            intervals.add(new ProfileInterval(in.readDouble(), in.readDouble(), readText(in)));
        }
        return intervals;
    }

    private static void writeOptional(Optional<double[]> numbers, DataOutputStream out) throws IOException {
        out.writeBoolean(numbers.isPresent());
        if (numbers.isPresent()) {
            writeNumbers(numbers.get(), out);
        }
    }

    private static Optional<double[]> readOptional(DataInputStream in) throws IOException {
        return in.readBoolean() ? Optional.of(readNumbers(in)) : Optional.empty();
    }

    private static void writeText(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    private static void writeTexts(List<String> texts, DataOutputStream out) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            writeText(text, out);
        }
    }

    private static List<String> readTexts(DataInputStream in) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            texts.add(readText(in));
        }
        return texts;
    }

    private static void writeNumbers(double[] numbers, DataOutputStream out) throws IOException {
        out.writeInt(numbers.length);
        for (double number : numbers) {
            out.writeDouble(number);
        }
    }

    private static double[] readNumbers(DataInputStream in) throws IOException {
        double[] numbers = new double[in.readInt()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = in.readDouble();
        }
        return numbers;
    }

    private static void writeIntegers(int[] numbers, DataOutputStream out) throws IOException {
        out.writeInt(numbers.length);
        for (int number : numbers) {
            out.writeInt(number);
        }
    }

    private static int[] readIntegers(DataInputStream in) throws IOException {
        int[] numbers = new int[in.readInt()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = in.readInt();
        }
        return numbers;
    }
}
