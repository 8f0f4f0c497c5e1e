package org.glmm.knime.tester;

import java.util.HashMap;
import java.util.Map;

import org.glmm.engine.error.ModelException;
import org.glmm.engine.inference.contrast.Contrast;
import org.glmm.engine.inference.means.LeastSquaresMeans.Setting;
import org.glmm.knime.tester.ModelRules.HasContrastTable;
import org.glmm.knime.tester.ModelRules.HasCovariates;
import org.glmm.knime.tester.ModelRules.HasOffset;
import org.glmm.knime.tester.TesterChoices.Comparison;
import org.glmm.knime.tester.TesterChoices.ContrastAdjustment;
import org.glmm.knime.tester.TesterChoices.ContrastColumns;
import org.glmm.knime.tester.TesterChoices.ControlLevels;
import org.glmm.knime.tester.TesterChoices.Covariates;
import org.glmm.knime.tester.TesterChoices.DegreesOfFreedom;
import org.glmm.knime.tester.TesterChoices.FactorTerms;
import org.glmm.knime.tester.TesterChoices.Hypothesis;
import org.glmm.knime.tester.TesterChoices.Interactions;
import org.glmm.knime.tester.TesterChoices.Multiplicity;
import org.glmm.knime.tester.TesterChoices.OptionalNumberColumns;
import org.glmm.knime.tester.TesterChoices.OptionalTextColumns;
import org.glmm.knime.tester.TesterChoices.TermOrWhole;
import org.glmm.knime.tester.TesterChoices.Terms;
import org.glmm.knime.tester.TesterChoices.TypeOfTest;
import org.glmm.knime.tester.TesterChoices.Weights;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.array.ArrayWidget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.filter.TwinlistWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.text.TextAreaWidget;

/** The settings of the tester. The names of the fields are the keys in saved workflows. */
@LoadDefaultsForAbsentFields
final class GlmmTesterNodeParameters implements NodeParameters {

    interface Dialog {

        @Section(title = "Tests")
        interface Tests {
        }

        @Section(title = "Least-squares means")
        @After(Tests.class)
        interface Means {
        }

        @Section(title = "Comparisons")
        @After(Means.class)
        interface Comparing {
        }

        @Section(title = "Contrasts")
        @After(Comparing.class)
        interface ContrastCards {
        }
    }

    interface TermsRef extends ParameterReference<Terms> {
    }

    interface ComparisonRef extends ParameterReference<Comparison> {
    }

    static final class AreChosen implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(TermsRef.class).isOneOf(Terms.CHOSEN);
        }
    }

    static final class HasComparisons implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return not(i.getEnum(ComparisonRef.class).isOneOf(Comparison.NONE))
                .and(not(i.getEnum(TermsRef.class).isOneOf(Terms.NONE)));
        }
    }

    static final class HasControl implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(ComparisonRef.class).isOneOf(Comparison.CONTROL).and(i.getPredicate(HasComparisons.class));
        }
    }

    static final class IsBelowOne extends MaxValidation {
        @Override
        protected double getMax() {
            return 1;
        }

        @Override
        public boolean isExclusive() {
            return true;
        }
    }

    /** A covariate that is not at its mean. */
    @LoadDefaultsForAbsentFields
    static final class CovariateValue implements NodeParameters {

        @Widget(title = "Covariate", description = "A numeric column of the fixed effects. By default none is chosen.")
        @ChoicesProvider(Covariates.class)
        String covariate = "";

        @Widget(title = "Value", description = """
                The value at which the means are computed; a transformation of the column is taken of this value. The
                default is 0.
                """)
        double value;
    }

    /** A slope by levels of factors. */
    @LoadDefaultsForAbsentFields
    static final class Slope implements NodeParameters {

        @Widget(title = "Covariate",
            description = "The numeric column whose slope is computed. By default none is chosen.")
        @ChoicesProvider(Covariates.class)
        String covariate = "";

        @Widget(title = "By", description = """
                The term at whose levels the slope is computed. By default it is averaged over all factors.
                """)
        @ChoicesProvider(TermOrWhole.class)
        String term = "";
    }

    /** A contrast. */
    @LoadDefaultsForAbsentFields
    static final class ContrastCard implements NodeParameters {

        @Widget(title = "Label",
            description = "The name of the contrast in the results. By default the contrasts are numbered.")
        String label = "";

        @Widget(title = "Combination", description = """
                A combination of levels in words: <tt>treatment[drug] - treatment[control]</tt>,
                <tt>0.5*a[1] + 0.5*a[2] - a[3]</tt>, <tt>a[1]:b[2] - a[2]:b[2]</tt>, or with <tt>at</tt> for levels that
                all parts share, <tt>mix[2] - mix[1] at management[3]</tt>. A level stands for its least-squares mean,
                averaged over the other factors. <tt>slope[x]:a[1]</tt> is the slope of a covariate, <tt>coef[x]</tt> a
                coefficient by its name. Names that are not plain words stand in backticks. Several combinations, one a
                line or separated by semicolons, are also tested jointly. By default it is empty, and must be written.
                """)
        @TextAreaWidget
        String combination = "";

        @Widget(title = "Alternative", description = """
                What the test wants to show, about the value or margin below. The default is <i>Different from</i>.
                """)
        Hypothesis alternative = Hypothesis.TWO_SIDED;

        @Widget(title = "Value or margin", description = """
                The value that the contrast is compared with, or the margin of equivalence, non-inferiority or
                non-superiority, on the scale of the link: for odds or rate ratios the logarithm of the ratio. The
                default is 0.
                """)
        double margin;

        Contrast contrast(int position) {
            return Contrast.of(label.isBlank() ? "Contrast " + (position + 1) : label.strip(), combination,
                alternative.alternative(), margin);
        }
    }

    @Widget(title = "Type of test", description = """
            The hypothesis that is tested of each term, as SAS numbers them. They differ where the data are not
            balanced. The default is <i>Type III</i>.
            """)
    @ValueSwitchWidget
    @Layout(Dialog.Tests.class)
    TypeOfTest testType = TypeOfTest.TYPE_3;

    @Widget(title = "Denominator degrees of freedom", description = """
            The degrees of freedom that stand for the uncertainty of the variance estimates. The default is
            <i>Automatic</i>. <i>Containment</i>, <i>Between-within</i> and <i>Residual</i> only count rows and groups;
            <i>Residual</i> and <i>Infinite</i> make tests of effects that vary only between large groups look more
            certain than they are.
            """)
    @Layout(Dialog.Tests.class)
    DegreesOfFreedom denominatorDf = DegreesOfFreedom.AUTOMATIC;

    @Widget(title = "Confidence level", description = """
            The level of all confidence intervals; means whose comparison has a p-value below one minus this level have
            no letter in common. The default is 0.95.
            """)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = IsBelowOne.class)
    @Layout(Dialog.Tests.class)
    double confidenceLevel = 0.95;

    @Widget(title = "Terms", description = """
            The terms whose least-squares means are computed. The default is <i>All</i>.
            """)
    @ValueSwitchWidget
    @ValueReference(TermsRef.class)
    @Layout(Dialog.Means.class)
    Terms terms = Terms.ALL;

    @Widget(title = "Chosen terms", description = """
            Main effects and interactions of factors among the fixed effects. By default none is chosen.
            """)
    @ChoicesProvider(FactorTerms.class)
    @TwinlistWidget(includedLabel = "Computed", excludedLabel = "Available")
    @Effect(predicate = AreChosen.class, type = EffectType.SHOW)
    @Layout(Dialog.Means.class)
    String[] chosenTerms = new String[0];

    @Widget(title = "Weights", description = """
            How the levels of the other factors are weighted in an average. The default is <i>Equal</i>; take
            frequencies if the data are a sample of the population that the means are to describe.
            """)
    @Layout(Dialog.Means.class)
    Weights weights = Weights.EQUAL;

    @Widget(title = "Values of covariates", description = """
            Each card sets a numeric column to a value. By default there are no cards, and all columns are at their
            mean in the learning data. Add a card to compute means elsewhere.
            """)
    @ArrayWidget(elementTitle = "Covariate", addButtonText = "Add covariate")
    @Layout(Dialog.Means.class)
    @Effect(predicate = HasCovariates.class, type = EffectType.SHOW)
    CovariateValue[] covariateValues = new CovariateValue[0];

    @Widget(title = "Include the offset", description = """
            Whether the mean offset (logarithm of the exposure) of the learning data is part of the means. Off by
            default: means of counts are then rates per unit of exposure.
            """)
    @Layout(Dialog.Means.class)
    @Effect(predicate = HasOffset.class, type = EffectType.SHOW)
    boolean includeOffset;

    @Widget(title = "Slopes", description = """
            Each card adds the slope of the linear predictor in a covariate, by levels of a term, to the second output.
            By default there are none.
            """)
    @ArrayWidget(elementTitle = "Slope", addButtonText = "Add slope")
    @Layout(Dialog.Means.class)
    @Effect(predicate = HasCovariates.class, type = EffectType.SHOW)
    Slope[] slopes = new Slope[0];

    @Widget(title = "Comparisons", description = """
            Which comparisons of the least-squares means and slopes are made. The default is <i>All pairs</i>.
            """)
    @ValueReference(ComparisonRef.class)
    @Layout(Dialog.Comparing.class)
    Comparison comparison = Comparison.PAIRS;

    @Widget(title = "Control level", description = """
            The level with which all others are compared. A factor that does not have it is compared with its first
            level, which is the default.
            """)
    @ChoicesProvider(ControlLevels.class)
    @Effect(predicate = HasControl.class, type = EffectType.SHOW)
    @Layout(Dialog.Comparing.class)
    String controlLevel = "";

    @Widget(title = "Interactions", description = """
            How the means of interactions are compared. The default is <i>Simple effects</i>.
            """)
    @ValueSwitchWidget
    @Effect(predicate = HasComparisons.class, type = EffectType.SHOW)
    @Layout(Dialog.Comparing.class)
    Interactions interactions = Interactions.SIMPLE_EFFECTS;

    @Widget(title = "Adjustment", description = """
            How p-values and intervals allow for the number of comparisons. A family is all comparisons of one term, or
            of one slice of an interaction. The default is <i>Automatic</i>.
            """)
    @Effect(predicate = HasComparisons.class, type = EffectType.SHOW)
    @Layout(Dialog.Comparing.class)
    Multiplicity adjustment = Multiplicity.AUTOMATIC;

    @Widget(title = "Contrasts", description = """
            Each card tests a combination of least-squares means, slopes or coefficients. By default there are none.
            """)
    @ArrayWidget(elementTitle = "Contrast", addButtonText = "Add contrast")
    @Layout(Dialog.ContrastCards.class)
    ContrastCard[] contrasts = new ContrastCard[0];

    @Widget(title = "Adjustment of contrasts", description = """
            How p-values and intervals of contrasts allow for their number. All lines of all contrasts, of the cards and of
            the table, are one family; they must then all be two-sided or all be one-sided. The default is <i>None</i>.
            """)
    @Layout(Dialog.ContrastCards.class)
    ContrastAdjustment contrastAdjustment = ContrastAdjustment.NONE;

    @Widget(title = "Column of labels", description = """
            For the optional table of contrasts: the column with the name of the contrast that a row belongs to. Rows
            with the same name are lines of one contrast. By default it is the first text column.
            """)
    @ChoicesProvider(ContrastColumns.class)
    @Layout(Dialog.ContrastCards.class)
    @Effect(predicate = HasContrastTable.class, type = EffectType.SHOW)
    String labelColumn = "";

    @Widget(title = "Column of combinations", description = """
            For the optional table of contrasts: the column with the combinations in words, written as above. By default
            it is the second text column.
            """)
    @ChoicesProvider(ContrastColumns.class)
    @Layout(Dialog.ContrastCards.class)
    @Effect(predicate = HasContrastTable.class, type = EffectType.SHOW)
    String combinationColumn = "";

    @Widget(title = "Column of alternatives", description = """
            For the optional table of contrasts: a text column with what each test wants to show, one of <tt>two-sided</tt>,
            <tt>greater</tt>, <tt>less</tt>, <tt>equivalence</tt>, <tt>non-inferiority</tt> and <tt>non-superiority</tt>. It
            is the same in all lines of a contrast. By default, and where it is missing, tests are two-sided.
            """)
    @ChoicesProvider(OptionalTextColumns.class)
    @Layout(Dialog.ContrastCards.class)
    @Effect(predicate = HasContrastTable.class, type = EffectType.SHOW)
    String alternativeColumn = "";

    @Widget(title = "Column of values or margins", description = """
            For the optional table of contrasts: a numeric column with the value that each contrast is compared with, or
            the margin, on the scale of the link. It is the same in all lines of a contrast. By default, and where it is
            missing, it is 0.
            """)
    @ChoicesProvider(OptionalNumberColumns.class)
    @Layout(Dialog.ContrastCards.class)
    @Effect(predicate = HasContrastTable.class, type = EffectType.SHOW)
    String marginColumn = "";

    @Override
    public void validate() throws InvalidSettingsException {
        try {
            setting();
            for (int i = 0; i < contrasts.length; i++) {
                contrasts[i].contrast(i);
            }
        } catch (ModelException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
        if (comparison != Comparison.NONE && !adjustment.adjustment(comparison.kind()).appliesTo(
            comparison.kind().family())) {
            throw new InvalidSettingsException("The adjustment " + adjustment.adjustment(comparison.kind()).name()
                + " is not meant for the comparisons chosen; Tukey-Kramer is for all pairs, Dunnett for differences "
                + "from a control, Nelson for differences from the average.");
        }
    }

    /** How means are averaged. */
    Setting setting() {
        Map<String, Double> at = new HashMap<>();
        for (var value : covariateValues) {
            if (at.put(value.covariate, value.value) != null) {
                throw new ModelException("The covariate \"" + value.covariate
                    + "\" has two values; remove one of them.");
            }
        }
        return new Setting(weights.weighting(), at, includeOffset, confidenceLevel);
    }
}
