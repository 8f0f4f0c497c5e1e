package org.glmm.knime.learner;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import org.glmm.engine.error.ModelException;
import org.glmm.engine.family.Dispersion;
import org.glmm.engine.family.Distribution;
import org.glmm.engine.family.Distributions;
import org.glmm.engine.formula.FactorCoding;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.model.ModelSpec;
import org.glmm.knime.learner.Choices.ContrastCoding;
import org.glmm.knime.learner.Choices.DispersionParameter;
import org.glmm.knime.learner.Choices.EstimationMethod;
import org.glmm.knime.learner.Choices.Interactions;
import org.glmm.knime.learner.Choices.LinkFunction;
import org.glmm.knime.learner.Choices.MissingValues;
import org.glmm.knime.learner.Choices.ResidualScale;
import org.glmm.knime.learner.Choices.ResponseDistribution;
import org.glmm.knime.learner.Choices.ResponseForm;
import org.glmm.knime.learner.Choices.RobustCovariance;
import org.glmm.knime.learner.Choices.RowDiagnostics;
import org.glmm.knime.learner.Choices.SmallSampleChoice;
import org.glmm.knime.learner.Choices.Specification;
import org.glmm.knime.learner.Choices.Structure;
import org.glmm.knime.learner.DialogChoices.AvailableLinks;
import org.glmm.knime.learner.DialogChoices.AvailableMethods;
import org.glmm.knime.learner.DialogChoices.EventLevels;
import org.glmm.knime.learner.DialogChoices.FirstNumericColumn;
import org.glmm.knime.learner.DialogChoices.ModelColumns;
import org.glmm.knime.learner.DialogChoices.NoneOrModelColumn;
import org.glmm.knime.learner.DialogChoices.NumericColumns;
import org.glmm.knime.learner.DialogRules.DispersionRef;
import org.glmm.knime.learner.DialogRules.DistributionRef;
import org.glmm.knime.learner.DialogRules.FormulaRef;
import org.glmm.knime.learner.DialogRules.HasChosenInteractions;
import org.glmm.knime.learner.DialogRules.HasEventLevel;
import org.glmm.knime.learner.DialogRules.InteractionsRef;
import org.glmm.knime.learner.DialogRules.IsFormula;
import org.glmm.knime.learner.DialogRules.IsGuided;
import org.glmm.knime.learner.DialogRules.IsGuidedBinomial;
import org.glmm.knime.learner.DialogRules.IsGuidedEventsAndTrials;
import org.glmm.knime.learner.DialogRules.IsGuidedOneColumn;
import org.glmm.knime.learner.DialogRules.HasDispersion;
import org.glmm.knime.learner.DialogRules.HasGivenShape;
import org.glmm.knime.learner.DialogRules.HasShape;
import org.glmm.knime.learner.DialogRules.IsPower;
import org.glmm.knime.learner.DialogRules.IsStudentT;
import org.glmm.knime.learner.DialogRules.IsQuadrature;
import org.glmm.knime.learner.DialogRules.LinkRef;
import org.glmm.knime.learner.DialogRules.MethodRef;
import org.glmm.knime.learner.DialogRules.ResponseColumnRef;
import org.glmm.knime.learner.DialogRules.ResponseFormRef;
import org.glmm.knime.learner.DialogRules.SpecificationRef;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.array.ArrayWidget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.OptionalWidget;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.knime.node.parameters.widget.choices.filter.ColumnFilterWidget;
import org.knime.node.parameters.widget.choices.filter.TwinlistWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.knime.node.parameters.widget.text.TextAreaWidget;

/** The settings of the learner. The names of the fields are the keys in saved workflows. */
final class GlmmLearnerNodeParameters implements NodeParameters {

    interface Dialog {

        interface Description {
        }

        @Section(title = "Response")
        @After(Description.class)
        interface Response {
        }

        @Section(title = "Fixed effects")
        @After(Response.class)
        interface FixedEffects {
        }

        @Section(title = "Random effects")
        @After(FixedEffects.class)
        interface RandomEffects {
        }

        @Section(title = "Residual and dispersion")
        @After(RandomEffects.class)
        interface Residual {
        }

        @Section(title = "Data")
        @After(Residual.class)
        interface Data {
        }

        @Section(title = "Estimation")
        @Advanced
        @After(Data.class)
        interface Estimation {
        }

        @Section(title = "Tests")
        @Advanced
        @After(Estimation.class)
        interface Tests {
        }

        @Section(title = "Output")
        @Advanced
        @After(Tests.class)
        interface Output {
        }
    }

    @Widget(title = "Specification", description = """
            How the model is described. Choose <i>Formula</i> for transformations, for interactions in the random
            effects, or to take a model over from R. The default is <i>Guided</i>.
            """)
    @ValueSwitchWidget
    @ValueReference(SpecificationRef.class)
    @Layout(Dialog.Description.class)
    Specification specification = Specification.GUIDED;

    @Widget(title = "Formula", description = """
            The model in the notation of R and lme4: <tt>response ~ fixed effects + (random effects | grouping)</tt>.
            <ul>
            <li>Response: a column; for the binomial distribution also <tt>events/trials</tt> or
            <tt>cbind(events, failures)</tt>.</li>
            <li>Fixed effects: <tt>a + b</tt>, <tt>a:b</tt> (interaction), <tt>a*b</tt> (main effects and interaction),
            <tt>a/b</tt> (b nested in a), <tt>(a + b + c)^2</tt>, <tt>- a</tt>, <tt>0</tt> or <tt>-1</tt> (no
            intercept), <tt>offset(log(exposure))</tt>.</li>
            <li>Random effects: <tt>(1 | g)</tt>, <tt>(1 + x | g)</tt>, <tt>(1 + x || g)</tt> (independent),
            <tt>(1 | a/b)</tt> (nested), <tt>(1 | a:b)</tt>.</li>
            <li>Covariance structures: <tt>us</tt> (unstructured), <tt>diag</tt>, <tt>vc</tt>, <tt>cs</tt>, <tt>csh</tt>,
            <tt>ar1</tt>, <tt>arh1</tt>, <tt>toep</tt> or <tt>toeph</tt> in front, as in <tt>ar1(0 + time | g)</tt>; with
            parameters of their own for each level of a factor <tt>us(1 | g, by = sex)</tt>; with a known variance
            <tt>fixed(1 | g, variance = 2.5)</tt>.</li>
            <li>Numbers can be transformed: <tt>log</tt>, <tt>log2</tt>, <tt>log10</tt>, <tt>log1p</tt>, <tt>exp</tt>,
            <tt>sqrt</tt>, <tt>I(x^2)</tt>; <tt>factor(x)</tt> makes a numeric column categorical.</li>
            <li>Put column names with blanks or other special characters in backticks.</li>
            </ul>
            """)
    @TextAreaWidget(rows = 3)
    @ValueReference(FormulaRef.class)
    @Effect(predicate = IsFormula.class, type = EffectType.SHOW)
    @Layout(Dialog.Description.class)
    String formula = "";

    @Widget(title = "Distribution", description = """
            The distribution of the response given the random effects. It decides how the variance depends on the mean.
            The default is <i>Normal</i>.
            """)
    @ValueReference(DistributionRef.class)
    @Layout(Dialog.Response.class)
    ResponseDistribution distribution = ResponseDistribution.NORMAL;

    @Widget(title = "Degrees of freedom", description = """
            The degrees of freedom of Student's t distribution, above 2. The fewer, the less outliers count; 4 is the
            default. Above about 30 the distribution is nearly normal.
            """)
    @NumberInputWidget(minValidation = IsAboveTwo.class)
    @Effect(predicate = IsStudentT.class, type = EffectType.SHOW)
    @Layout(Dialog.Response.class)
    double degreesOfFreedom = Choices.DEFAULT_DEGREES_OF_FREEDOM;

    @Widget(title = "Link", description = """
            The function of the mean that fixed and random effects add up to. The default, <i>Automatic</i>, takes the
            usual link of the distribution. Change it to compare effects on another scale.
            """)
    @ChoicesProvider(AvailableLinks.class)
    @ValueReference(LinkRef.class)
    @Layout(Dialog.Response.class)
    LinkFunction link = LinkFunction.AUTOMATIC;

    @Widget(title = "Power", description = """
            The power p of the power link, where the linear predictor is the mean to the power p. It can be negative but
            not 0, for which there is the log link. 0.5 by default.
            """)
    @NumberInputWidget
    @Effect(predicate = IsPower.class, type = EffectType.SHOW)
    @Layout(Dialog.Response.class)
    double power = Choices.DEFAULT_POWER;

    @Widget(title = "Response given as", description = """
            For the binomial and beta-binomial distributions: whether the response is in one column, or as a number of events and a number
            of trials in two.
            """)
    @ValueSwitchWidget
    @ValueReference(ResponseFormRef.class)
    @Effect(predicate = IsGuidedBinomial.class, type = EffectType.SHOW)
    @Layout(Dialog.Response.class)
    ResponseForm responseForm = ResponseForm.ONE_COLUMN;

    @Widget(title = "Response column", description = """
            The column that the model explains. It must be numeric; with the binomial and beta-binomial distributions it
            can also be a text column with two levels. A row whose value the distribution cannot have ends the node with an
            error that names the row.
            """)
    @ChoicesProvider(ModelColumns.class)
    @ValueReference(ResponseColumnRef.class)
    @Effect(predicate = IsGuidedOneColumn.class, type = EffectType.SHOW)
    @Layout(Dialog.Response.class)
    String responseColumn = "";

    @Widget(title = "Events column", description = "The column with the number of events.")
    @ChoicesProvider(NumericColumns.class)
    @Effect(predicate = IsGuidedEventsAndTrials.class, type = EffectType.SHOW)
    @Layout(Dialog.Response.class)
    String eventsColumn = "";

    @Widget(title = "Trials column", description = """
            The column with the number of trials; at least the number of events.
            """)
    @ChoicesProvider(NumericColumns.class)
    @Effect(predicate = IsGuidedEventsAndTrials.class, type = EffectType.SHOW)
    @Layout(Dialog.Response.class)
    String trialsColumn = "";

    @Widget(title = "Event level", description = """
            For a text response of the binomial or beta-binomial distribution: the level whose probability is modelled. By default it is
            the last of the two levels in alphabetical order, as in R.
            """)
    @ChoicesProvider(EventLevels.class)
    @Effect(predicate = HasEventLevel.class, type = EffectType.SHOW)
    @Layout(Dialog.Response.class)
    String eventLevel = "";

    @Widget(title = "Main effects", description = """
            The columns with a fixed effect. Numeric columns are covariates with a slope; text columns are factors whose
            first level, in alphabetical order, is the reference unless other contrasts are set. The response is left
            out if it is among the columns.
            """)
    @ColumnFilterWidget(choicesProvider = ModelColumns.class)
    @Effect(predicate = IsGuided.class, type = EffectType.SHOW)
    @Layout(Dialog.FixedEffects.class)
    ColumnFilter fixedEffects = new ColumnFilter();

    @Widget(title = "Interactions", description = """
            Which interactions of the fixed effects are in the model. The default is <i>None</i>. Choose <i>Full
            factorial</i> for designed experiments, <i>Chosen</i> to pick single ones.
            """)
    @ValueReference(InteractionsRef.class)
    @Effect(predicate = IsGuided.class, type = EffectType.SHOW)
    @Layout(Dialog.FixedEffects.class)
    Interactions interactions = Interactions.NONE;

    @Widget(title = "Chosen interactions", description = "Each card is one interaction of two or more columns.")
    @ArrayWidget(elementTitle = "Interaction", addButtonText = "Add interaction")
    @Effect(predicate = HasChosenInteractions.class, type = EffectType.SHOW)
    @Layout(Dialog.FixedEffects.class)
    Interaction[] chosenInteractions = new Interaction[0];

    @Widget(title = "Intercept", description = """
            Whether the fixed effects have an intercept. On by default; without it the first factor gets a coefficient
            for each of its levels.
            """)
    @Effect(predicate = IsGuided.class, type = EffectType.SHOW)
    @Layout(Dialog.FixedEffects.class)
    boolean intercept = true;

    @Widget(title = "Random effects", description = """
            Each card is one random effect: for every level of its grouping, an intercept and/or slopes drawn from a
            normal distribution with mean zero. Add one card for each kind of group, for example one for blocks and one
            for plots within blocks.
            """)
    @ArrayWidget(elementTitle = "Random effect", addButtonText = "Add random effect", showSortButtons = true)
    @Effect(predicate = IsGuided.class, type = EffectType.SHOW)
    @Layout(Dialog.RandomEffects.class)
    RandomEffect[] randomEffects = new RandomEffect[0];

    @Widget(title = "Residual scale", description = """
            The factor phi by which the variance of the response exceeds that of its distribution. Distributions
            with a scale of their own always estimate it: it is the residual variance of the normal distribution. For counts and proportions it is 1 by
            default; choose <i>Estimated</i> if they vary more than their distribution allows (over-dispersion). Then
            the standard errors of the fixed effects grow accordingly.
            """)
    @Effect(predicate = HasDispersion.class, type = EffectType.HIDE)
    @Layout(Dialog.Residual.class)
    ResidualScale residualScale = ResidualScale.AUTOMATIC;

    @Widget(title = "Dispersion parameter", description = """
            The parameter of the variance function of the negative binomial distributions (theta of NB2, phi of NB1), and
            the precision phi of the beta and beta-binomial distributions. It is estimated by default; give it if it is
            known from earlier data.
            """)
    @ValueSwitchWidget
    @ValueReference(DispersionRef.class)
    @Effect(predicate = HasShape.class, type = EffectType.SHOW)
    @Layout(Dialog.Residual.class)
    DispersionParameter dispersionParameter = DispersionParameter.ESTIMATED;

    @Widget(title = "Value of the dispersion parameter", description = "The given dispersion parameter, above 0.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = HasGivenShape.class, type = EffectType.SHOW)
    @Layout(Dialog.Residual.class)
    double dispersionValue = 1;

    @Widget(title = "Weights", description = """
            A numeric column with the prior weights of the rows: the variance of a row is divided by its weight, so that
            a mean of 5 measurements has the weight 5. Where the distribution has no scale, such as for counts, a weight
            multiplies the log-likelihood of its row. A column of proportions takes its numbers of trials from here. Off by
            default.
            """)
    @OptionalWidget(defaultProvider = FirstNumericColumn.class)
    @ChoicesProvider(NumericColumns.class)
    @Layout(Dialog.Residual.class)
    Optional<String> weightsColumn = Optional.empty();

    @Widget(title = "Frequencies", description = """
            A numeric column with whole numbers: a row with frequency 3 counts as three equal rows, in the likelihood, in
            the number of rows and in the degrees of freedom. Off by default.
            """)
    @OptionalWidget(defaultProvider = FirstNumericColumn.class)
    @ChoicesProvider(NumericColumns.class)
    @Layout(Dialog.Residual.class)
    Optional<String> frequenciesColumn = Optional.empty();

    @Widget(title = "Offset", description = """
            A numeric column that is added to the linear predictor with the fixed coefficient 1, on the scale of the
            link. It is added to the offsets of a formula. Off by default.
            """)
    @OptionalWidget(defaultProvider = FirstNumericColumn.class)
    @ChoicesProvider(NumericColumns.class)
    @Layout(Dialog.Data.class)
    Optional<String> offsetColumn = Optional.empty();

    @Widget(title = "Exposure", description = """
            A positive numeric column with the time, area or population that a count refers to. Its logarithm is added to
            the linear predictor with the fixed coefficient 1, so that with the log link the model is one of rates.
            Predictions are for the exposure of the row. Off by default.
            """)
    @OptionalWidget(defaultProvider = FirstNumericColumn.class)
    @ChoicesProvider(NumericColumns.class)
    @Layout(Dialog.Data.class)
    Optional<String> exposureColumn = Optional.empty();

    @Widget(title = "Numeric columns treated as categorical", description = """
            Numeric columns whose values are names of groups, such as the number of a treatment, and not quantities. By
            default there are none. Grouping columns of random effects need not be listed.
            """)
    @ChoicesProvider(NumericColumns.class)
    @TwinlistWidget(includedLabel = "Categorical", excludedLabel = "Numeric")
    @Layout(Dialog.Data.class)
    String[] categoricalColumns = new String[0];

    @Widget(title = "Contrasts", description = """
            Each card sets what the coefficients of one factor compare. Factors without a card have treatment contrasts
            with their first level as reference.
            """)
    @ArrayWidget(elementTitle = "Contrasts", addButtonText = "Add contrasts")
    @Layout(Dialog.Data.class)
    ContrastCard[] codings = new ContrastCard[0];

    @Widget(title = "Missing values", description = """
            What happens to rows with a missing value in a column of the model. By default they are left out.
            Not-a-number and infinite values are always an error.
            """)
    @ValueSwitchWidget
    @Layout(Dialog.Data.class)
    MissingValues missingValues = MissingValues.OMIT;

    @Widget(title = "Method", description = """
            How the parameters are estimated. The default, <i>Automatic</i>, takes REML for a normal response with
            identity link, whose variance estimates allow for the estimation of the fixed effects, and otherwise Laplace,
            which maximises the likelihood of the response. Choose ML to compare normal models that differ in their fixed
            effects, RSPL for the results of SAS PROC GLIMMIX or where a residual scale is estimated for counts or
            proportions, and adaptive quadrature for binary responses with few rows per group.
            """)
    @ValueReference(MethodRef.class)
    @ChoicesProvider(AvailableMethods.class)
    @Layout(Dialog.Estimation.class)
    EstimationMethod method = EstimationMethod.AUTOMATIC;

    @Widget(title = "Quadrature nodes", description = """
            The number of nodes of the adaptive quadrature for each random effect. With 0, the default, it is raised until
            the log-likelihood does not change any more. With 1 quadrature is Laplace's approximation. The work grows with
            the number of nodes to the power of the random effects that depend on each other.
            """)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = IsAtMostHundredAndOne.class)
    @Effect(predicate = IsQuadrature.class, type = EffectType.SHOW)
    @Layout(Dialog.Estimation.class)
    int quadratureNodes = ModelSpec.Control.AUTOMATIC_NODES;

    @Widget(title = "Maximum number of iterations", description = """
            After this many iterations the estimates found so far are returned with a warning. Increase it if the node
            warns that it has not converged.
            """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(Dialog.Estimation.class)
    int maximumIterations = ModelSpec.Control.DEFAULT.maxIterations();

    @Widget(title = "Tolerance", description = """
            The iterations have converged when no covariance parameter changes by more than this, relative to its size.
            A smaller value gives more digits and takes longer.
            """)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = IsBelowOne.class)
    @Layout(Dialog.Estimation.class)
    double tolerance = ModelSpec.Control.DEFAULT.tolerance();

    @Widget(title = "Diagnostics of rows", description = """
            What the table <i>Diagnostics</i> appends to the rows: nothing, fitted values and residuals of several kinds with
            leverages, or Cook's distances as well, which tell how much the fixed effects change without a row or a group. The
            default is residuals and influence; choose less for very large tables.
            """)
    @Layout(Dialog.Output.class)
    @ValueSwitchWidget
    RowDiagnostics diagnostics = RowDiagnostics.INFLUENCE;

    @Widget(title = "Seed", description = """
            Starts the random numbers that quantile residuals of counts and proportions need, so that they are the same in
            each run. The default is 1.
            """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(Dialog.Output.class)
    int seed = 1;

    @Widget(title = "Kenward-Roger", description = """
            Whether the model carries the expected information about the covariance parameters, with which Kenward-Roger
            tests in the GLMM Tester agree with pbkrtest of R. <i>Always</i> also computes degrees of freedom by containment
            where they take long. The default is <i>Automatic</i>.
            """)
    @Layout(Dialog.Tests.class)
    SmallSampleChoice smallSample = SmallSampleChoice.AUTOMATIC;

    @Widget(title = "Robust covariance matrix", description = """
            A sandwich estimator for the standard errors and tests of the fixed effects. It takes the groups of the outermost
            grouping column as independent and stays valid if the covariance structure is wrong, but needs many groups.
            The names are those of the EMPIRICAL option of PROC GLIMMIX. Not for Laplace and quadrature. The default is
            <i>None</i>.
            """)
    @Layout(Dialog.Tests.class)
    RobustCovariance robustCovariance = RobustCovariance.NONE;

    @Widget(title = "Test random effects", description = """
            Likelihood-ratio tests of every random effect, for the <i>Covariance tests</i> of the GLMM Tester. Each takes a
            fit without it. Not for pseudo-likelihoods. Switched off by default.
            """)
    @Layout(Dialog.Tests.class)
    boolean testRandomEffects;

    /** Not a setting: whether the settings are a first guess that the user has not seen yet. */
    private boolean guessed;

    GlmmLearnerNodeParameters() {
    }

    GlmmLearnerNodeParameters(NodeParametersInput input) {
        input.getInTableSpec(0).ifPresent(table -> guessed = FirstGuess.fill(this, table));
    }

    boolean isGuessed() {
        return guessed;
    }

    @Override
    public void validate() throws InvalidSettingsException {
        try {
            new ModelSpec.Control(maximumIterations, tolerance, quadratureNodes);
            checkCombination();
            checkContrasts();
            if (specification == Specification.GUIDED) {
                checkCards();
            } else if (!formula.isBlank()) {
                Formula.parse(formula);
            }
        } catch (ModelException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }

    /** The distribution with its parameters, as far as they are given. */
    Distribution family() {
        var family = distribution.distribution(degreesOfFreedom);
        boolean given = dispersionParameter == DispersionParameter.GIVEN && family.dispersion() == Dispersion.SHAPE;
        return given ? Distributions.known(family, dispersionValue) : family;
    }

    private void checkCombination() {
        var family = family();
        var function = link.link(family, power);
        if (!link.isAvailable(family)) {
            throw new ModelException("The link " + link + " is not available for the " + family.name()
                + " distribution; choose another link, or Automatic.");
        }
        method.method(family, function, residualScale)
            .obstacle(family, function, residualScale.isEstimated(family)).ifPresent(reason -> {
                throw new ModelException(reason);
            });
    }

    private void checkContrasts() {
        Set<String> columns = new HashSet<>();
        for (int i = 0; i < codings.length; i++) {
            codings[i].check(i + 1);
            if (!columns.add(codings[i].column)) {
                throw new ModelException("The column \"" + codings[i].column
                    + "\" has contrasts on two cards; remove one of them.");
            }
        }
    }

    private void checkCards() {
        for (int i = 0; i < randomEffects.length; i++) {
            randomEffects[i].check(i + 1);
        }
        if (interactions == Interactions.CHOSEN) {
            for (int i = 0; i < chosenInteractions.length; i++) {
                chosenInteractions[i].check(i + 1);
            }
        }
    }

    /** An interaction of fixed effects. */
    static final class Interaction implements NodeParameters {

        @Widget(title = "Columns", description = "The columns that interact, two or more.")
        @ChoicesProvider(ModelColumns.class)
        @TwinlistWidget(includedLabel = "In the interaction", excludedLabel = "Available columns")
        String[] columns = new String[0];

        private void check(int number) {
            if (columns.length < 2) {
                throw new ModelException("The chosen interaction " + number + " has " + columns.length
                    + " columns; select two or more, or remove the card.");
            }
        }
    }

    /** A random effect. */
    static final class RandomEffect implements NodeParameters {

        @Widget(title = "Grouping columns", description = """
                The columns whose values name the groups. With several columns every combination of their values is a
                group of its own: for plots numbered within blocks select both.
                """)
        @ChoicesProvider(ModelColumns.class)
        @TwinlistWidget(includedLabel = "Grouping", excludedLabel = "Available columns")
        String[] groupingColumns = new String[0];

        @Widget(title = "Random intercept", description = """
                Whether each group has an intercept of its own. On by default.
                """)
        boolean intercept = true;

        @Widget(title = "Random slopes", description = """
                Columns whose effect differs between the groups. Include them among the fixed effects as well; the
                random slopes are then deviations from the common slope.
                """)
        @ChoicesProvider(ModelColumns.class)
        @TwinlistWidget(includedLabel = "Random slopes", excludedLabel = "Available columns")
        String[] slopeColumns = new String[0];

        @Widget(title = "Covariance structure", description = """
                How the effects of a group are correlated, and whether they have the same variance. It has no effect on a
                random intercept alone. AR(1) and Toeplitz are about the order of a factor's levels: switch the random
                intercept off and choose one categorical column, such as the time, as random slope. By default the
                effects are <i>Unstructured</i>.
                """)
        Structure structure = Structure.UNSTRUCTURED;

        @Widget(title = "Separate parameters by", description = """
                A column for each of whose values the random effect has variances and correlations of its own, such as a
                treatment that changes how much subjects differ. By default there is none.
                """)
        @ChoicesProvider(NoneOrModelColumn.class)
        String byColumn = "";

        private void check(int number) {
            if (groupingColumns.length == 0) {
                throw new ModelException("The random effect " + number
                    + " has no grouping column; select one, or remove the card.");
            }
            if (!intercept && slopeColumns.length == 0) {
                throw new ModelException("The random effect " + number
                    + " has neither an intercept nor a slope; give it one, or remove the card.");
            }
            if (structure.isOrdered() && (intercept || slopeColumns.length != 1)) {
                throw new ModelException("The random effect " + number + " has the covariance structure " + structure
                    + ", which is about the order of one factor's levels; switch its intercept off and select one "
                    + "categorical column as slope.");
            }
        }
    }

    /** The contrasts of a factor. */
    static final class ContrastCard implements NodeParameters {

        @Widget(title = "Column", description = """
                The factor: a text column, or a numeric one treated as categorical.
                """)
        @ChoicesProvider(ModelColumns.class)
        String column = "";

        @Widget(title = "Contrasts", description = """
                What the coefficients of the factor compare. The fit, its predictions and the type III tests of the
                GLMM Tester do not depend on it.
                """)
        ContrastCoding coding = ContrastCoding.TREATMENT;

        @Widget(title = "Reference level", description = """
                For treatment contrasts the level that the others are compared with, for sum contrasts the level without
                a coefficient of its own. Leave it empty for the first level (treatment) or the last one (sum), and for
                Helmert and polynomial contrasts.
                """)
        String referenceLevel = "";

        FactorCoding coding() {
            return new FactorCoding(coding.contrasts(), referenceLevel);
        }

        private void check(int number) {
            if (column.isEmpty()) {
                throw new ModelException("The contrasts " + number + " have no column; select one, or remove the card.");
            }
            coding();
        }
    }

    static final class IsAboveTwo extends MinValidation {
        @Override
        protected double getMin() {
            return 2;
        }

        @Override
        public boolean isExclusive() {
            return true;
        }
    }

    static final class IsAtMostHundredAndOne extends MaxValidation {
        @Override
        protected double getMax() {
            return ModelSpec.Control.MOST_NODES;
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
}
