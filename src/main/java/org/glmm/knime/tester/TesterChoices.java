package org.glmm.knime.tester;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.glmm.engine.error.ModelException;
import org.glmm.engine.inference.DenominatorDf;
import org.glmm.engine.inference.TestType;
import org.glmm.engine.inference.contrast.Alternative;
import org.glmm.engine.inference.contrast.ComparisonKind;
import org.glmm.engine.inference.means.Weighting;
import org.glmm.engine.inference.multiplicity.Adjustment;
import org.glmm.engine.inference.multiplicity.Adjustments;
import org.glmm.knime.port.GlmmPortObjectSpec;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataValue;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.StringValue;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.StringChoice;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;

/** What the fields of the tester's dialog offer. The names of the constants are part of saved workflows. */
final class TesterChoices {

    private TesterChoices() {
    }

    /** Which hypotheses are tested. */
    enum TypeOfTest {
        @Label(value = "Type I",
            description = "Each term after those before it in the formula, as <tt>anova</tt> of R.")
        TYPE_1,
        @Label(value = "Type II", description = "Each term after all others that do not contain it.")
        TYPE_2,
        @Label(value = "Type III", description = "Each term after all others, its interactions included. In a factorial"
            + " without empty cells: the unweighted means of its levels are equal.")
        TYPE_3;

        TestType type() {
            return TestType.valueOf(name());
        }
    }

    /** Where the denominator degrees of freedom come from. */
    enum DegreesOfFreedom {
        @Label(value = "Automatic", description = "Kenward-Roger for REML and restricted pseudo-likelihood,"
            + " Satterthwaite for ML and the other pseudo-likelihoods, infinite where the random effects are integrated"
            + " out (Laplace, quadrature).")
        AUTOMATIC,
        @Label(value = "Kenward-Roger", description = "Adjusted covariance matrix and scaled F of Kenward and Roger"
            + " (1997), with the expected information, as pbkrtest in R. Not for Laplace and quadrature.")
        KENWARD_ROGER,
        @Label(value = "Kenward-Roger, observed information", description = "The same with the observed information,"
            + " as SAS uses it.")
        KENWARD_ROGER_OBSERVED,
        @Label(value = "Kenward-Roger 2", description = "The method of Kenward and Roger (2009). It differs from the"
            + " first only for covariance structures that are not linear in their parameters, such as AR(1).")
        KENWARD_ROGER_2,
        @Label(value = "Satterthwaite", description = "Degrees of freedom from the variability of the estimated"
            + " variance of each effect, without adjusting the covariance matrix, as lmerTest in R.")
        SATTERTHWAITE,
        @Label(value = "Containment", description = "From the ranks of the random effects that contain the term, as"
            + " in SAS.")
        CONTAINMENT,
        @Label(value = "Between-within", description = "The rows and groups are divided between terms that vary"
            + " between the groups of a grouping column and those that vary within them.")
        BETWEEN_WITHIN,
        @Label(value = "Residual", description = "Rows used minus the rank of the fixed effects, for every test.")
        RESIDUAL,
        @Label(value = "Infinite", description = "None: the F statistic times its numerator degrees of freedom is"
            + " compared with the chi-square distribution.")
        INFINITE;

        DenominatorDf method() {
            return DenominatorDf.valueOf(name());
        }
    }

    /** For which terms least-squares means are computed. */
    enum Terms {
        @Label(value = "All", description = "All terms of the fixed effects that are made of factors.")
        ALL,
        @Label(value = "Chosen", description = "The terms chosen below.")
        CHOSEN,
        @Label(value = "None", description = "No least-squares means and no comparisons.")
        NONE
    }

    /** How levels are weighted. */
    enum Weights {
        @Label(value = "Equal", description = "All combinations count the same, as in a balanced population.")
        EQUAL(Weighting.EQUAL),
        @Label(value = "Proportional", description = "By the number of rows with the combination in the whole data.")
        PROPORTIONAL(Weighting.PROPORTIONAL),
        @Label(value = "Observed margins", description = "By the product of the frequencies of each factor's levels.")
        MARGINS(Weighting.MARGINS),
        @Label(value = "Cell frequencies", description = "By the number of rows with the combination and the level of"
            + " the mean.")
        CELLS(Weighting.CELLS),
        @Label(value = "Equal where observed", description = "All combinations that occur with the level of the mean"
            + " count the same, empty ones not at all.")
        FLAT(Weighting.FLAT);

        private final Weighting weighting;

        Weights(Weighting weighting) {
            this.weighting = weighting;
        }

        Weighting weighting() {
            return weighting;
        }
    }

    /** Which comparisons are made. */
    enum Comparison {
        @Label(value = "None", description = "No comparisons.")
        NONE(null),
        @Label(value = "All pairs", description = "Each mean minus each later one.")
        PAIRS(ComparisonKind.PAIRS),
        @Label(value = "With a control", description = "Each mean minus that of the control level.")
        CONTROL(ComparisonKind.CONTROL),
        @Label(value = "With the average", description = "Each mean minus the average of all (analysis of means).")
        AVERAGE(ComparisonKind.AVERAGE),
        @Label(value = "Consecutive", description = "Each mean minus the one before it.")
        CONSECUTIVE(ComparisonKind.CONSECUTIVE),
        @Label(value = "Polynomial trends", description = "Linear, quadratic and higher contrasts over levels taken as"
            + " equally spaced.")
        POLYNOMIAL(ComparisonKind.POLYNOMIAL);

        private final ComparisonKind kind;

        Comparison(ComparisonKind kind) {
            this.kind = kind;
        }

        ComparisonKind kind() {
            return kind;
        }
    }

    /** How the means of an interaction are compared. */
    enum Interactions {
        @Label(value = "Simple effects", description = "The levels of each factor are compared at each combination of"
            + " levels of the others (slices), and tested jointly in the first output.")
        SIMPLE_EFFECTS,
        @Label(value = "All cells", description = "All combinations of levels are compared with each other.")
        CELLS
    }

    /** The adjustment for the number of comparisons. */
    enum Multiplicity {
        @Label(value = "Automatic", description = "Tukey-Kramer for all pairs, Dunnett for differences from a control,"
            + " Nelson for differences from the average, multivariate t for consecutive ones, none for trends.")
        AUTOMATIC(null),
        @Label(value = "None", description = "Each comparison stands for itself.")
        NONE(Adjustments.NONE),
        @Label(value = "Tukey-Kramer", description = "For all pairs: the studentised range.")
        TUKEY_KRAMER(Adjustments.TUKEY_KRAMER),
        @Label(value = "Dunnett", description = "For differences from a control: the exact multivariate t.")
        DUNNETT(Adjustments.DUNNETT),
        @Label(value = "Nelson", description = "For differences from the average: the exact multivariate t.")
        NELSON(Adjustments.NELSON),
        @Label(value = "Multivariate t", description = "For any comparisons: the joint distribution of all statistics"
            + " with their correlations, integrated to four digits. The sharpest method that holds in general.")
        MULTIVARIATE_T(Adjustments.MULTIVARIATE_T),
        @Label(value = "Scheffe", description = "Holds for all possible contrasts among the means.")
        SCHEFFE(Adjustments.SCHEFFE),
        @Label(value = "Bonferroni", description = "p times the number of comparisons.")
        BONFERRONI(Adjustments.BONFERRONI),
        @Label(value = "Sidak", description = "Slightly sharper than Bonferroni.")
        SIDAK(Adjustments.SIDAK),
        @Label(value = "Holm", description = "Bonferroni step by step; it has no confidence intervals.")
        HOLM(Adjustments.HOLM),
        @Label(value = "Holm-Sidak", description = "Sidak step by step; it has no confidence intervals.")
        HOLM_SIDAK(Adjustments.HOLM_SIDAK),
        @Label(value = "Hochberg", description = "Step-up, for independent comparisons; no confidence intervals.")
        HOCHBERG(Adjustments.HOCHBERG),
        @Label(value = "False discovery rate", description = "Benjamini and Hochberg: bounds the expected share of"
            + " false findings; no confidence intervals.")
        FALSE_DISCOVERY_RATE(Adjustments.FALSE_DISCOVERY_RATE);

        private final Adjustment adjustment;

        Multiplicity(Adjustment adjustment) {
            this.adjustment = adjustment;
        }

        Adjustment adjustment(ComparisonKind kind) {
            return adjustment == null ? kind.usualAdjustment() : adjustment;
        }
    }

    /** The adjustment for the number of contrasts. */
    enum ContrastAdjustment {
        @Label(value = "None", description = "Each line of a contrast stands for itself.")
        NONE(Adjustments.NONE),
        @Label(value = "Multivariate t",
            description = "The joint distribution of all statistics with their correlations,"
            + " integrated to four digits, as glht of multcomp in R. The sharpest.")
        MULTIVARIATE_T(Adjustments.MULTIVARIATE_T),
        @Label(value = "Scheffe", description = "Holds for all combinations of the contrasts.")
        SCHEFFE(Adjustments.SCHEFFE),
        @Label(value = "Bonferroni", description = "p times the number of lines.")
        BONFERRONI(Adjustments.BONFERRONI),
        @Label(value = "Sidak", description = "Slightly sharper than Bonferroni.")
        SIDAK(Adjustments.SIDAK),
        @Label(value = "Holm", description = "Bonferroni step by step; it has no confidence intervals.")
        HOLM(Adjustments.HOLM),
        @Label(value = "Holm-Sidak", description = "Sidak step by step; it has no confidence intervals.")
        HOLM_SIDAK(Adjustments.HOLM_SIDAK),
        @Label(value = "Hochberg", description = "Step-up, for independent contrasts; no confidence intervals.")
        HOCHBERG(Adjustments.HOCHBERG),
        @Label(value = "False discovery rate", description = "Benjamini and Hochberg: bounds the expected share of"
            + " false findings; no confidence intervals.")
        FALSE_DISCOVERY_RATE(Adjustments.FALSE_DISCOVERY_RATE);

        private final Adjustment adjustment;

        ContrastAdjustment(Adjustment adjustment) {
            this.adjustment = adjustment;
        }

        Adjustment adjustment() {
            return adjustment;
        }
    }

    /** What a contrast's test wants to show. */
    enum Hypothesis {
        @Label(value = "Different from", description = "Two-sided: the contrast is not the value.")
        TWO_SIDED(Alternative.TWO_SIDED),
        @Label(value = "Greater than", description = "One-sided: the contrast is greater than the value.")
        GREATER(Alternative.GREATER),
        @Label(value = "Less than", description = "One-sided: the contrast is less than the value.")
        LESS(Alternative.LESS),
        @Label(value = "Equivalent within",
            description = "Two one-sided tests: the contrast lies between minus and plus"
            + " the margin.")
        EQUIVALENCE(Alternative.EQUIVALENCE),
        @Label(value = "Not inferior by", description = "The contrast is greater than minus the margin.")
        NON_INFERIORITY(Alternative.NON_INFERIORITY),
        @Label(value = "Not superior by", description = "The contrast is less than the margin.")
        NON_SUPERIORITY(Alternative.NON_SUPERIORITY);

        private final Alternative alternative;

        Hypothesis(Alternative alternative) {
            this.alternative = alternative;
        }

        Alternative alternative() {
            return alternative;
        }

        /** The words for it in a table: "greater than" or "greater", "non-inferiority" or "not inferior by". */
        List<String> names() {
            return switch (this) {
                case TWO_SIDED -> List.of("two-sided", "different from");
                case GREATER -> List.of("greater", "greater than");
                case LESS -> List.of("less", "less than");
                case EQUIVALENCE -> List.of("equivalence", "equivalent within");
                case NON_INFERIORITY -> List.of("non-inferiority", "not inferior by");
                case NON_SUPERIORITY -> List.of("non-superiority", "not superior by");
            };
        }

        /**
         * The alternative with a name, in any case.
         *
         * @throws ModelException if there is none
         */
        static Alternative named(String name, String rowId) {
            var wanted = name.strip().toLowerCase(Locale.ROOT).replace('_', '-');
            return Stream.of(values()).filter(value -> value.names().contains(wanted)).findFirst()
                .orElseThrow(() -> new ModelException("The alternative \"" + name + "\" in row \"" + rowId
                    + "\" of the table of contrasts is none; write one of "
                    + Stream.of(values()).map(value -> value.names().get(0)).collect(Collectors.joining(", ")) + "."))
                .alternative();
        }
    }

    /** The name of a term in the dialog and in tables. */
    static String name(List<String> term) {
        return String.join(":", term);
    }

    static final class FactorTerms implements StringChoicesProvider {
        @Override
        public List<String> choices(NodeParametersInput input) {
            return model(input).flatMap(spec -> spec.factorTerms().stream()).map(TesterChoices::name).toList();
        }
    }

    static final class TermOrWhole implements StringChoicesProvider {
        @Override
        public List<StringChoice> computeState(NodeParametersInput input) {
            return Stream.concat(Stream.of(new StringChoice("", "(averaged over all factors)")),
                model(input).flatMap(spec -> spec.factorTerms().stream()).map(TesterChoices::name)
                    .map(StringChoice::fromId)).toList();
        }
    }

    static final class Covariates implements StringChoicesProvider {
        @Override
        public List<String> choices(NodeParametersInput input) {
            return model(input).flatMap(spec -> spec.covariates().stream()).toList();
        }
    }

    static final class ControlLevels implements StringChoicesProvider {
        @Override
        public List<StringChoice> computeState(NodeParametersInput input) {
            var levels = model(input).flatMap(spec -> spec.factorTerms().stream().flatMap(List::stream).distinct()
                .map(spec.columns()::getColumnSpec)).flatMap(ControlLevels::levels).distinct();
            return Stream.concat(Stream.of(new StringChoice("", "(the first level)")), levels.map(StringChoice::fromId))
                .toList();
        }

        private static Stream<String> levels(DataColumnSpec column) {
            return column != null && column.getDomain().hasValues()
                ? column.getDomain().getValues().stream().map(DataCell::toString).filter(level -> !level.isEmpty())
                : Stream.empty();
        }
    }

    static final class ContrastColumns implements StringChoicesProvider {
        @Override
        public List<StringChoice> computeState(NodeParametersInput input) {
            return Stream.concat(Stream.of(new StringChoice("", "(automatic)")),
                tableColumns(input, StringValue.class).map(StringChoice::fromId)).toList();
        }
    }

    static final class OptionalTextColumns implements StringChoicesProvider {
        @Override
        public List<StringChoice> computeState(NodeParametersInput input) {
            return orNone(input, StringValue.class);
        }
    }

    static final class OptionalNumberColumns implements StringChoicesProvider {
        @Override
        public List<StringChoice> computeState(NodeParametersInput input) {
            return orNone(input, DoubleValue.class);
        }
    }

    private static List<StringChoice> orNone(NodeParametersInput input, Class<? extends DataValue> type) {
        return Stream.concat(Stream.of(new StringChoice("", "(none)")), tableColumns(input, type)
            .map(StringChoice::fromId)).toList();
    }

    private static Stream<String> tableColumns(NodeParametersInput input, Class<? extends DataValue> type) {
        return Stream.of(input.getInPortSpecs()).filter(DataTableSpec.class::isInstance).map(DataTableSpec.class::cast)
            .flatMap(DataTableSpec::stream).filter(column -> column.getType().isCompatible(type))
            .map(DataColumnSpec::getName);
    }

    private static Stream<GlmmPortObjectSpec> model(NodeParametersInput input) {
        PortObjectSpec[] specs = input.getInPortSpecs();
        return specs.length > 0 && specs[0] instanceof GlmmPortObjectSpec spec ? Stream.of(spec) : Stream.empty();
    }
}
