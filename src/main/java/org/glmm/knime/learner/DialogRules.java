package org.glmm.knime.learner;

import java.util.function.Predicate;
import java.util.stream.Stream;

import org.glmm.engine.family.Dispersion;
import org.glmm.engine.family.Distribution;
import org.glmm.knime.learner.Choices.ContrastCoding;
import org.glmm.knime.learner.Choices.DispersionParameter;
import org.glmm.knime.learner.Choices.EstimationMethod;
import org.glmm.knime.learner.Choices.Interactions;
import org.glmm.knime.learner.Choices.LinkFunction;
import org.glmm.knime.learner.Choices.ProfileIntervals;
import org.glmm.knime.learner.Choices.ResidualScale;
import org.glmm.knime.learner.Choices.ResponseDistribution;
import org.glmm.knime.learner.Choices.ResponseForm;
import org.glmm.knime.learner.Choices.Specification;
import org.glmm.knime.learner.FixedEffectsParameters.Interaction;
import org.glmm.knime.learner.RandomEffectsParameters.RandomEffect;
import org.glmm.knime.table.ColumnKinds;
import org.knime.core.data.DataTableSpec;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;

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

    interface EventsColumnRef extends ParameterReference<String> {
    }

    interface TrialsColumnRef extends ParameterReference<String> {
    }

    interface MainEffectsRef extends ParameterReference<ColumnFilter> {
    }

    interface ChosenInteractionsRef extends ParameterReference<Interaction[]> {
    }

    interface InterceptRef extends ParameterReference<Boolean> {
    }

    interface RandomEffectsRef extends ParameterReference<RandomEffect[]> {
    }

    interface ScaleRef extends ParameterReference<ResidualScale> {
    }

    interface CodingRef extends ParameterReference<ContrastCoding> {
    }

    interface CodedColumnRef extends ParameterReference<String> {
    }

    interface InteractionsRef extends ParameterReference<Interactions> {
    }

    interface TestRandomEffectsRef extends ParameterReference<Boolean> {
    }

    interface ProfileIntervalsRef extends ParameterReference<ProfileIntervals> {
    }

    static final class TestsRandomEffects implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getBoolean(TestRandomEffectsRef.class).isTrue().and(not(i.getPredicate(IsPseudoLikelihood.class)));
        }
    }

    static final class HasProfiles implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return not(i.getEnum(ProfileIntervalsRef.class).isOneOf(ProfileIntervals.NONE))
                .and(not(i.getPredicate(IsPseudoLikelihood.class)));
        }
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
            return i.getEnum(DispersionRef.class).isOneOf(DispersionParameter.GIVEN)
                .and(i.getPredicate(HasShape.class));
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

    /** Events in one column, and a table with a column of names. */
    static final class HasEventLevel implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(DistributionRef.class).isOneOf(those(Distribution::takesTrials))
                .and(not(i.getPredicate(IsGuidedEventsAndTrials.class)))
                .and(i.getConstant(input -> input.getInTableSpec(0).map(HasEventLevel::hasNames).orElse(true)));
        }

        private static boolean hasNames(DataTableSpec table) {
            return table.stream().anyMatch(column -> ColumnKinds.isUsable(column) && !ColumnKinds.isNumeric(column));
        }
    }

    /** A normal response with the identity link. */
    static final class IsLinear implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(DistributionRef.class).isOneOf(those(Distribution::isNormal))
                .and(i.getEnum(LinkRef.class).isOneOf(LinkFunction.AUTOMATIC, LinkFunction.IDENTITY));
        }
    }

    /** Pseudo-likelihood, asked for or taken because a residual scale is estimated. */
    static final class IsPseudoLikelihood implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(MethodRef.class).isOneOf(EstimationMethod.RSPL, EstimationMethod.MSPL,
                EstimationMethod.RMPL, EstimationMethod.MMPL)
                .or(i.getEnum(MethodRef.class).isOneOf(EstimationMethod.AUTOMATIC)
                    .and(i.getEnum(ScaleRef.class).isOneOf(ResidualScale.ESTIMATED))
                    .and(not(i.getPredicate(HasDispersion.class))));
        }
    }

    /** The random effects are integrated out, by Laplace's approximation or quadrature. */
    static final class IsIntegrated implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(MethodRef.class).isOneOf(EstimationMethod.LAPLACE, EstimationMethod.RLAPLACE,
                EstimationMethod.QUADRATURE)
                .or(i.getEnum(MethodRef.class).isOneOf(EstimationMethod.AUTOMATIC)
                    .and(not(i.getPredicate(IsLinear.class)))
                    .and(not(i.getPredicate(IsPseudoLikelihood.class))));
        }
    }

    static final class IsRestrictedLaplace implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(MethodRef.class).isOneOf(EstimationMethod.RLAPLACE);
        }
    }

    static final class HasReference implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(CodingRef.class).isOneOf(ContrastCoding.TREATMENT, ContrastCoding.SUM);
        }
    }

    static final class HasChosenInteractions implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(InteractionsRef.class).isOneOf(Interactions.CHOSEN).and(i.getPredicate(IsGuided.class));
        }
    }
}
