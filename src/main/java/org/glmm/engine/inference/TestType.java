package org.glmm.engine.inference;

import java.util.stream.IntStream;

import org.glmm.engine.model.FittedModel;

/** Which hypotheses about terms are tested: the types of SAS. */
public enum TestType {

    /** Each term after those before it. */
    TYPE_1("Type I") {
        @Override
        Hypotheses hypotheses(FittedModel model) {
            return new SequentialHypotheses(model, (other, term) -> other < term);
        }
    },

    /**
     * Each term after all that do not contain it. If none does, the hypothesis is about its coefficients one by one,
     * the basis that lmerTest takes for Satterthwaite's F.
     */
    TYPE_2("Type II") {
        @Override
        Hypotheses hypotheses(FittedModel model) {
            var containment = new IndicatorColumns(model.recipe());
            var sequential = new SequentialHypotheses(model,
                (other, term) -> other != term && !containment.contains(other, term));
            int terms = model.recipe().terms().size();
            return term -> IntStream.range(0, terms).anyMatch(other -> containment.contains(other, term))
                ? sequential.of(term) : Echelon.reduce(sequential.of(term));
        }
    },

    /** Each term after all others, orthogonal to the terms that contain it. */
    TYPE_3("Type III") {
        @Override
        Hypotheses hypotheses(FittedModel model) {
            return new TypeThreeHypotheses(model.recipe());
        }
    };

    private final String title;

    TestType(String title) {
        this.title = title;
    }

    /** The type in words. */
    public String title() {
        return title;
    }

    abstract Hypotheses hypotheses(FittedModel model);
}
