package org.glmm.knime.learner;

import org.glmm.engine.error.ModelException;
import org.glmm.knime.learner.Choices.Structure;
import org.glmm.knime.learner.DialogChoices.ModelColumns;
import org.glmm.knime.learner.DialogChoices.NoneOrModelColumn;
import org.glmm.knime.learner.DialogRules.IsGuided;
import org.glmm.knime.learner.DialogRules.RandomEffectsRef;
import org.glmm.knime.learner.GlmmLearnerNodeParameters.Dialog;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.array.ArrayWidget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.filter.TwinlistWidget;
import org.knime.node.parameters.widget.message.TextMessage;

/** The random effects. */
@Layout(Dialog.RandomEffects.class)
@LoadDefaultsForAbsentFields
final class RandomEffectsParameters implements NodeParameters {

    @Widget(title = "Random effects", description = """
            Each card is one random effect: for every level of its grouping, an intercept and/or slopes drawn from a
            normal distribution with mean zero. Add one card for each kind of group, for example one for blocks and one
            for plots within blocks. By default there is one card, with an intercept for the first column that names
            groups.
            """)
    @ArrayWidget(elementTitle = "Random effect", addButtonText = "Add random effect", showSortButtons = true)
    @ValueReference(RandomEffectsRef.class)
    @Effect(predicate = IsGuided.class, type = EffectType.SHOW)
    RandomEffect[] terms = new RandomEffect[0];

    @TextMessage(GroupsMessage.class)
    Void groups;

    @TextMessage(ModelMessage.class)
    Void model;

    /** @throws ModelException naming the first card at fault */
    void check() {
        for (int i = 0; i < terms.length; i++) {
            terms[i].check(i + 1);
        }
    }

    /** A random effect. */
    @LoadDefaultsForAbsentFields
    static final class RandomEffect implements NodeParameters {

        @Widget(title = "Grouping columns", description = """
                The columns whose values name the groups. With several columns every combination of their values is a
                group of its own: for plots numbered within blocks select both. By default none is chosen.
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
                random slopes are then deviations from the common slope. By default there are none; add a covariate that
                varies within the groups if its effect may differ between them.
                """)
        @ChoicesProvider(ModelColumns.class)
        @TwinlistWidget(includedLabel = "Random slopes", excludedLabel = "Available columns")
        String[] slopeColumns = new String[0];

        @Widget(title = "Covariance structure", description = """
                How the effects of a group are correlated, and whether they have the same variance. It has no effect on
                a random intercept alone. AR(1) and Toeplitz are about the order of a factor's levels: switch the random
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
}
