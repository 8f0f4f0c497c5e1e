package org.glmm.knime.predictor;

import java.util.function.Predicate;

import org.glmm.knime.port.GlmmPortObjectSpec;
import org.glmm.knime.predictor.GlmmPredictorNodeParameters.Scale;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.util.BooleanReference;

/**
 * When the fields of the predictor's dialog are shown, and the references by which they ask for each other. Without a
 * model at the input all fields are shown that some model needs.
 */
final class DialogRules {

    private DialogRules() {
    }

    interface ScaleRef extends ParameterReference<Scale> {
    }

    static final class ConditionalRef implements BooleanReference {
    }

    static final class ConfidenceIntervalsRef implements BooleanReference {
    }

    static final class PredictionIntervalsRef implements BooleanReference {
    }

    private static EffectPredicate isResponseScale(EffectPredicateProvider.PredicateInitializer i) {
        return i.getEnum(ScaleRef.class).isOneOf(Scale.RESPONSE, Scale.BOTH);
    }

    private static EffectPredicate model(EffectPredicateProvider.PredicateInitializer i,
        Predicate<GlmmPortObjectSpec> property) {
        return i.getConstant(input -> input.getInPortSpec(0).filter(GlmmPortObjectSpec.class::isInstance)
            .map(GlmmPortObjectSpec.class::cast).map(property::test).orElse(true));
    }

    /** Predictions for groups, of a model that has them. */
    static final class HasGroups implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getPredicate(ConditionalRef.class).and(model(i, spec -> !spec.formula().random().isEmpty()));
        }
    }

    /** Predictions of a response with named levels. */
    static final class HasLevels implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return isResponseScale(i).and(model(i, GlmmPortObjectSpec::isNominal));
        }
    }

    /** Predictions of a response in numbers, of which a new observation is one. */
    static final class HasObservations implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return isResponseScale(i).and(model(i, spec -> !spec.isNominal()));
        }
    }

    static final class HasIntervals implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getPredicate(ConfidenceIntervalsRef.class).or(i.getPredicate(PredictionIntervalsRef.class));
        }
    }
}
