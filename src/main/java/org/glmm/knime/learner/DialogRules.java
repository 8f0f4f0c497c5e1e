package org.glmm.knime.learner;

import java.util.function.Predicate;
import java.util.stream.Stream;

import org.glmm.engine.family.Dispersion;
import org.glmm.engine.family.Distribution;
import org.glmm.knime.learner.Choices.DispersionParameter;
import org.glmm.knime.learner.Choices.EstimationMethod;
import org.glmm.knime.learner.Choices.Interactions;
import org.glmm.knime.learner.Choices.LinkFunction;
import org.glmm.knime.learner.Choices.ResponseDistribution;
import org.glmm.knime.learner.Choices.ResponseForm;
import org.glmm.knime.learner.Choices.Specification;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;

/** When the fields of the learner's dialog are shown, and the references by which they ask for each other. */
final class DialogRules {

    private DialogRules() {
    }

    interface SpecificationRef extends ParameterReference<Specification> {
    }

    interface FormulaRef extends ParameterReference<String> {
    }

    interface DistributionRef extends ParameterReference<ResponseDistribution> {
    }

    interface DispersionRef extends ParameterReference<DispersionParameter> {
    }

    interface LinkRef extends ParameterReference<LinkFunction> {
    }

    interface MethodRef extends ParameterReference<EstimationMethod> {
    }

    interface ResponseFormRef extends ParameterReference<ResponseForm> {
    }

    interface ResponseColumnRef extends ParameterReference<String> {
    }

    interface InteractionsRef extends ParameterReference<Interactions> {
    }

    static final class IsFormula implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(SpecificationRef.class).isOneOf(Specification.FORMULA);
        }
    }

    static final class IsGuided implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(SpecificationRef.class).isOneOf(Specification.GUIDED);
        }
    }

    /** The distributions of which the engine says something. */
    private static ResponseDistribution[] those(Predicate<Distribution> property) {
        return Stream.of(ResponseDistribution.values()).filter(d -> property.test(d.typical()))
            .toArray(ResponseDistribution[]::new);
    }

    static final class HasDispersion implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(DistributionRef.class).isOneOf(those(d -> d.dispersion() != Dispersion.NONE));
        }
    }

    static final class HasShape implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(DistributionRef.class).isOneOf(those(d -> d.dispersion() == Dispersion.SHAPE));
        }
    }

    static final class HasGivenShape implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(DispersionRef.class).isOneOf(DispersionParameter.GIVEN).and(i.getPredicate(HasShape.class));
        }
    }

    static final class IsStudentT implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(DistributionRef.class).isOneOf(ResponseDistribution.STUDENT_T);
        }
    }

    static final class IsPower implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(LinkRef.class).isOneOf(LinkFunction.POWER);
        }
    }

    static final class IsQuadrature implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(MethodRef.class).isOneOf(EstimationMethod.QUADRATURE);
        }
    }

    static final class IsGuidedBinomial implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(DistributionRef.class).isOneOf(those(Distribution::takesTrials))
                .and(i.getPredicate(IsGuided.class));
        }
    }

    static final class IsGuidedEventsAndTrials implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(ResponseFormRef.class).isOneOf(ResponseForm.EVENTS_AND_TRIALS)
                .and(i.getPredicate(IsGuidedBinomial.class));
        }
    }

    static final class IsGuidedOneColumn implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getPredicate(IsGuided.class).and(not(i.getPredicate(IsGuidedEventsAndTrials.class)));
        }
    }

    static final class HasEventLevel implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(DistributionRef.class).isOneOf(those(Distribution::takesTrials))
                .and(not(i.getPredicate(IsGuidedEventsAndTrials.class)));
        }
    }

    static final class HasChosenInteractions implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(InteractionsRef.class).isOneOf(Interactions.CHOSEN).and(i.getPredicate(IsGuided.class));
        }
    }
}
