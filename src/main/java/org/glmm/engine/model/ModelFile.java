package org.glmm.engine.model;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

import org.glmm.engine.design.DesignRecipe;

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
        ModelOutput out = new ModelOutput(new BufferedOutputStream(stream));
        out.writeInt(MAGIC);
        out.writeInt(VERSION);
        SpecPart.write(model.spec(), out);
        RecipePart.write(model.recipe(), out);
        EstimatesPart.writeFixed(model.fixedEffects(), out);
        out.writeAll(model.covarianceParameters(), parameter -> EstimatesPart.writeParameter(parameter, out));
        EstimatesPart.writeRandom(model.randomEffects(), out);
        EstimatesPart.writeErrors(model.predictionErrors(), out);
        EstimatesPart.writeStatistics(model.statistics(), out);
        EstimatesPart.writeConvergence(model.convergence(), out);
        out.writeAll(model.findings(), finding -> EstimatesPart.writeFinding(finding, out));
        TestsPart.writeBasis(model.testBasis(), out);
        out.writeAll(model.randomTermTests(), test -> TestsPart.writeRandomTerm(test, out));
        TestsPart.writeProfiles(model.profiles(), out);
        out.flush();
    }

    /**
     * Reads a model.
     *
     * @throws IOException if the stream holds no model, or one of a later version
     */
    public static FittedModel read(InputStream stream) throws IOException {
        ModelInput in = new ModelInput(new BufferedInputStream(stream));
        if (in.readInt() != MAGIC) {
            throw new IOException("This is not a generalized linear mixed model.");
        }
        int version = in.readInt();
        if (version != VERSION) {
            throw new IOException("The model was saved in format " + version
                + ", but this version of the extension reads "
                + "format " + VERSION + "; install the version that saved it, or fit the model again.");
        }
        ModelSpec spec = SpecPart.read(in);
        DesignRecipe recipe = RecipePart.read(spec.formula(), in);
        FixedEffects fixed = EstimatesPart.readFixed(recipe, in);
        List<CovarianceParameter> parameters = in.readAll(() -> EstimatesPart.readParameter(in));
        List<RandomEffects> random = EstimatesPart.readRandom(recipe, in);
        return new FittedModel(spec, recipe, fixed, parameters, random, EstimatesPart.readErrors(random, in),
            EstimatesPart.readStatistics(in), EstimatesPart.readConvergence(in),
            in.readAll(() -> EstimatesPart.readFinding(in)), TestsPart.readBasis(in),
            in.readAll(() -> TestsPart.readRandomTerm(in)), TestsPart.readProfiles(in));
    }
}
