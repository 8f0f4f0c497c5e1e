package org.glmm.knime.learner;

import org.glmm.engine.error.ModelException;
import org.glmm.engine.family.Distribution;
import org.glmm.engine.formula.Formula;
import org.glmm.knime.learner.Choices.Specification;
import org.glmm.knime.learner.DialogRules.FormulaRef;
import org.glmm.knime.learner.DialogRules.IsFormula;
import org.glmm.knime.learner.DialogRules.SpecificationRef;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.message.TextMessage;
import org.knime.node.parameters.widget.text.TextAreaWidget;

/** The settings of the learner, a group for each section of the dialog. Names of fields are keys in saved workflows. */
@LoadDefaultsForAbsentFields
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

        @Section(title = "Output")
        @Advanced
        @After(Estimation.class)
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
            <tt>ar1</tt>, <tt>arh1</tt>, <tt>toep</tt> or <tt>toeph</tt> in front, as in <tt>ar1(0 + time | g)</tt>;
            with parameters of their own for each level of a factor <tt>us(1 | g, by = sex)</tt>; with a known variance
            <tt>fixed(1 | g, variance = 2.5)</tt>.</li>
            <li>Numbers can be transformed: <tt>log</tt>, <tt>log2</tt>, <tt>log10</tt>, <tt>log1p</tt>, <tt>exp</tt>,
            <tt>sqrt</tt>, <tt>I(x^2)</tt>; <tt>factor(x)</tt> makes a numeric column categorical.</li>
            <li>Put column names with blanks or other special characters in backticks.</li>
            </ul>
            By default it is empty, and a formula must be given.
            """)
    @TextAreaWidget(rows = 3)
    @ValueReference(FormulaRef.class)
    @Effect(predicate = IsFormula.class, type = EffectType.SHOW)
    @Layout(Dialog.Description.class)
    String formula = "";

    @TextMessage(GuessMessage.class)
    @Layout(Dialog.Description.class)
    Void guess;

    ResponseParameters response = new ResponseParameters();

    FixedEffectsParameters fixedEffects = new FixedEffectsParameters();

    RandomEffectsParameters randomEffects = new RandomEffectsParameters();

    ResidualParameters residual = new ResidualParameters();

    DataParameters data = new DataParameters();

    EstimationParameters estimation = new EstimationParameters();

    OutputParameters output = new OutputParameters();

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
            estimation.control();
            checkCombination();
            fixedEffects.checkContrasts();
            if (specification == Specification.GUIDED) {
                randomEffects.check();
                fixedEffects.checkInteractions();
            } else if (!formula.isBlank()) {
                Formula.parse(formula);
            }
        } catch (ModelException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }

    /** The distribution with its parameters, as far as they are given. */
    Distribution family() {
        return residual.of(response.distribution.distribution(response.degreesOfFreedom));
    }

    private void checkCombination() {
        var family = family();
        var link = response.link;
        var function = link.link(family, response.power);
        if (!link.isAvailable(family)) {
            throw new ModelException("The link " + link + " is not available for the " + family.name()
                + " distribution; choose another link, or Automatic.");
        }
        estimation.method.method(family, function, residual.scale)
            .obstacle(family, function, residual.scale.isEstimated(family)).ifPresent(reason -> {
                throw new ModelException(reason);
            });
    }
}
