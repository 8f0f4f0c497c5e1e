package org.glmm.knime.tester;

import java.util.function.Predicate;
import java.util.stream.Stream;

import org.glmm.knime.port.GlmmPortObjectSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;

/**
 * Which fields of the tester's dialog have a meaning for the model at the input. Without a model all of them are shown.
 */
final class ModelRules {

    private ModelRules() {
    }

    private static EffectPredicate model(EffectPredicateProvider.PredicateInitializer i,
        Predicate<GlmmPortObjectSpec> property) {
        return i.getConstant(input -> input.getInPortSpec(0).filter(GlmmPortObjectSpec.class::isInstance)
            .map(GlmmPortObjectSpec.class::cast).map(property::test).orElse(true));
    }

    static final class HasCovariates implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return model(i, spec -> !spec.covariates().isEmpty());
        }
    }

    static final class HasOffset implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return model(i, spec -> !spec.formula().offsets().isEmpty());
        }
    }

    /** A table of contrasts is connected. */
    static final class HasContrastTable implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getConstant(input -> Stream.of(input.getInPortSpecs()).anyMatch(DataTableSpec.class::isInstance));
        }
    }
}
