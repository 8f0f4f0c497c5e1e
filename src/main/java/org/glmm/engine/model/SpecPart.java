package org.glmm.engine.model;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.glmm.engine.family.Distributions;
import org.glmm.engine.family.Links;
import org.glmm.engine.formula.FactorCoding;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.model.ModelSpec.Bootstrap;
import org.glmm.engine.model.ModelSpec.Control;
import org.glmm.engine.model.ModelSpec.Extras;
import org.glmm.engine.model.ModelSpec.Profiled;
import org.glmm.engine.model.ModelSpec.Profiles;
import org.glmm.engine.model.ModelSpec.SmallSample;

/** What was asked for, in a model file. */
final class SpecPart {

    private SpecPart() {
    }

    static void write(ModelSpec spec, ModelOutput out) throws IOException {
        out.writeText(spec.formula().toString());
        out.writeText(spec.distribution().name());
        out.writeText(spec.link().name());
        out.writeName(spec.method());
        out.writeBoolean(spec.estimateScale());
        out.writeOptionalText(spec.weights());
        out.writeOptionalText(spec.frequencies());
        out.writeOptionalText(spec.eventLevel());
        out.writeTexts(new TreeSet<>(spec.categorical()));
        writeCodings(spec.codings(), out);
        out.writeInt(spec.control().maxIterations());
        out.writeDouble(spec.control().tolerance());
        out.writeInt(spec.control().nodes());
        writeExtras(spec.extras(), out);
    }

    static ModelSpec read(ModelInput in) throws IOException {
        return new ModelSpec(Formula.parse(in.readText()), Distributions.named(in.readText()),
            Links.named(in.readText()), Method.named(in.readText()), in.readBoolean(), in.readOptionalText(),
            in.readOptionalText(), in.readOptionalText(), Set.copyOf(in.readTexts()), readCodings(in),
            new Control(in.readInt(), in.readDouble(), in.readInt()), readExtras(in));
    }

    private static void writeExtras(Extras extras, ModelOutput out) throws IOException {
        out.writeName(extras.smallSample());
        out.writeName(extras.sandwich());
        out.writeBoolean(extras.randomTermTests());
        out.writeName(extras.profiles().parameters());
        out.writeDouble(extras.profiles().level());
        out.writeInt(extras.bootstrap().replicates());
        out.writeLong(extras.bootstrap().seed());
    }

    private static Extras readExtras(ModelInput in) throws IOException {
        return new Extras(in.readName(SmallSample.class), in.readName(Sandwich.class), in.readBoolean(),
            new Profiles(in.readName(Profiled.class), in.readDouble()), new Bootstrap(in.readInt(), in.readLong()));
    }

    static void writeCodings(Map<String, FactorCoding> codings, ModelOutput out) throws IOException {
        out.writeMap(codings, coding -> {
            out.writeName(coding.contrasts());
            out.writeText(coding.reference());
        });
    }

    static Map<String, FactorCoding> readCodings(ModelInput in) throws IOException {
        return in.readMap(() -> new FactorCoding(in.readName(FactorCoding.Contrasts.class), in.readText()));
    }
}
