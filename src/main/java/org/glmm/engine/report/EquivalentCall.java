package org.glmm.engine.report;

import java.util.List;
import java.util.Optional;

import org.glmm.engine.model.FittedModel;

/**
 * The call with which another program fits a model, or the reason why it cannot.
 *
 * @param program the name of the program
 * @param text the call, with {@code d} for the data; empty if there is none
 * @param reason why there is none; blank if there is one
 */
public record EquivalentCall(String program, Optional<String> text, String reason) {

    static EquivalentCall of(String program, String text) {
        return new EquivalentCall(program, Optional.of(text), "");
    }

    static EquivalentCall none(String program, String reason) {
        return new EquivalentCall(program, Optional.empty(), reason);
    }

    /** The calls of all programs that are known, in a fixed order. */
    public static List<EquivalentCall> of(FittedModel model) {
        var spec = model.spec();
        var schema = model.recipe().schema();
        return List.of(new Lme4Call(spec, schema).call(), new GlmmTmbCall(spec, schema).call(),
            new GlimmixCall(spec, schema).call());
    }
}
