package org.glmm.knime.learner;

import java.util.HashSet;
import java.util.Set;

import org.glmm.engine.error.ModelException;
import org.glmm.engine.formula.FactorCoding;
import org.glmm.knime.learner.Choices.ContrastCoding;
import org.glmm.knime.learner.Choices.Interactions;
import org.glmm.knime.learner.DialogChoices.ModelColumns;
import org.glmm.knime.learner.DialogChoices.NumericColumns;
import org.glmm.knime.learner.DialogChoices.ReferenceLevels;
import org.glmm.knime.learner.DialogRules.ChosenInteractionsRef;
import org.glmm.knime.learner.DialogRules.CodedColumnRef;
import org.glmm.knime.learner.DialogRules.CodingRef;
import org.glmm.knime.learner.DialogRules.HasChosenInteractions;
import org.glmm.knime.learner.DialogRules.HasReference;
import org.glmm.knime.learner.DialogRules.InteractionsRef;
import org.glmm.knime.learner.DialogRules.InterceptRef;
import org.glmm.knime.learner.DialogRules.IsGuided;
import org.glmm.knime.learner.DialogRules.MainEffectsRef;
import org.glmm.knime.learner.GlmmLearnerNodeParameters.Dialog;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.array.ArrayWidget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.knime.node.parameters.widget.choices.filter.ColumnFilterWidget;
import org.knime.node.parameters.widget.choices.filter.TwinlistWidget;

/** The fixed effects, which columns are factors, and what their coefficients compare. */
@Layout(Dialog.FixedEffects.class)
@LoadDefaultsForAbsentFields
final class FixedEffectsParameters implements NodeParameters {

    @Widget(title = "Main effects", description = """
            The columns with a fixed effect. Numeric columns are covariates with a slope; text columns are factors whose
            first level, in alphabetical order, is the reference unless other contrasts are set. The response is left
            out if it is among the columns. By default all columns that are neither the response nor names of groups are
            chosen; leave out what has no part in the question.
            """)
    @ValueReference(MainEffectsRef.class)
    @ColumnFilterWidget(choicesProvider = ModelColumns.class)
    @Effect(predicate = IsGuided.class, type = EffectType.SHOW)
    ColumnFilter columns = new ColumnFilter();

    @Widget(title = "Interactions", description = """
            Which interactions of the fixed effects are in the model. The default is <i>None</i>. Choose <i>Full
            factorial</i> for designed experiments, <i>Chosen</i> to pick single ones.
            """)
    @ValueReference(InteractionsRef.class)
    @Effect(predicate = IsGuided.class, type = EffectType.SHOW)
    Interactions interactions = Interactions.NONE;

    @Widget(title = "Chosen interactions", description = """
            Each card is one interaction of two or more columns. By default there are none. Take those whose effects are
            expected to depend on each other.
            """)
    @ValueReference(ChosenInteractionsRef.class)
    @ArrayWidget(elementTitle = "Interaction", addButtonText = "Add interaction")
    @Effect(predicate = HasChosenInteractions.class, type = EffectType.SHOW)
    Interaction[] chosenInteractions = new Interaction[0];

    @Widget(title = "Intercept", description = """
            Whether the fixed effects have an intercept. On by default; without it the first factor gets a coefficient
            for each of its levels.
            """)
    @Advanced
    @ValueReference(InterceptRef.class)
    @Effect(predicate = IsGuided.class, type = EffectType.SHOW)
    boolean intercept = true;

    @Widget(title = "Numeric columns treated as categorical", description = """
            Numeric columns whose values are names of groups, such as the number of a treatment, and not quantities. By
            default there are none. Grouping columns of random effects need not be listed.
            """)
    @ChoicesProvider(NumericColumns.class)
    @TwinlistWidget(includedLabel = "Categorical", excludedLabel = "Numeric")
    String[] categoricalColumns = new String[0];

    @Widget(title = "Contrasts", description = """
            Each card sets what the coefficients of one factor compare. By default there are no cards: all factors have
            treatment contrasts with their first level as reference. Add a card to compare with another level, or with
            the mean.
            """)
    @Advanced
    @ArrayWidget(elementTitle = "Contrasts", addButtonText = "Add contrasts")
    ContrastCard[] codings = new ContrastCard[0];

    /** @throws ModelException naming the first card at fault */
    void checkInteractions() {
        if (interactions == Interactions.CHOSEN) {
            for (int i = 0; i < chosenInteractions.length; i++) {
                chosenInteractions[i].check(i + 1);
            }
        }
    }

    /** @throws ModelException naming the first card at fault */
    void checkContrasts() {
        Set<String> factors = new HashSet<>();
        for (int i = 0; i < codings.length; i++) {
            codings[i].check(i + 1);
            if (!factors.add(codings[i].column)) {
                throw new ModelException("The column \"" + codings[i].column
                    + "\" has contrasts on two cards; remove one of them.");
            }
        }
    }

    /** An interaction of fixed effects. */
    @LoadDefaultsForAbsentFields
    static final class Interaction implements NodeParameters {

        @Widget(title = "Columns", description = """
                The columns that interact, two or more. By default none is chosen.
                """)
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

    /** The contrasts of a factor. */
    @LoadDefaultsForAbsentFields
    static final class ContrastCard implements NodeParameters {

        @Widget(title = "Column", description = """
                The factor: a text column, or a numeric one treated as categorical. By default none is chosen.
                """)
        @ChoicesProvider(ModelColumns.class)
        @ValueReference(CodedColumnRef.class)
        String column = "";

        @Widget(title = "Contrasts", description = """
                What the coefficients of the factor compare, by default each level with the reference. The fit, its
                predictions and the type III tests of the GLMM Tester do not depend on it.
                """)
        @ValueReference(CodingRef.class)
        ContrastCoding coding = ContrastCoding.TREATMENT;

        @Widget(title = "Reference level", description = """
                For treatment contrasts the level that the others are compared with, for sum contrasts the level without
                a coefficient of its own. By default it is the first level (treatment) or the last one (sum).
                """)
        @ChoicesProvider(ReferenceLevels.class)
        @Effect(predicate = HasReference.class, type = EffectType.SHOW)
        String referenceLevel = "";

        FactorCoding coding() {
            return new FactorCoding(coding.contrasts(), coding.contrasts().hasReference() ? referenceLevel : "");
        }

        private void check(int number) {
            if (column.isEmpty()) {
                throw new ModelException("The contrasts " + number
                    + " have no column; select one, or remove the card.");
            }
            coding();
        }
    }
}
