package org.glmm.knime.learner;

import java.util.Optional;

import org.glmm.knime.learner.Choices.MissingValues;
import org.glmm.knime.learner.DialogChoices.FirstNumericColumn;
import org.glmm.knime.learner.DialogChoices.NumericColumns;
import org.glmm.knime.learner.GlmmLearnerNodeParameters.Dialog;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.widget.OptionalWidget;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;

/** Columns with a special part in the model, and missing values. */
@Layout(Dialog.Data.class)
@LoadDefaultsForAbsentFields
final class DataParameters implements NodeParameters {

    @Widget(title = "Weights", description = """
            A numeric column with the prior weights of the rows: the variance of a row is divided by its weight, so that
            a mean of 5 measurements has the weight 5. Where the distribution has no scale, such as for counts, a weight
            multiplies the log-likelihood of its row. A column of proportions takes its numbers of trials from here.
            Off by default.
            """)
    @OptionalWidget(defaultProvider = FirstNumericColumn.class)
    @ChoicesProvider(NumericColumns.class)
    Optional<String> weightsColumn = Optional.empty();

    @Widget(title = "Frequencies", description = """
            A numeric column with whole numbers: a row with frequency 3 counts as three equal rows, in the likelihood,
            in the number of rows and in the degrees of freedom. Off by default.
            """)
    @OptionalWidget(defaultProvider = FirstNumericColumn.class)
    @ChoicesProvider(NumericColumns.class)
    Optional<String> frequenciesColumn = Optional.empty();

    @Widget(title = "Offset", description = """
            A numeric column that is added to the linear predictor with the fixed coefficient 1, on the scale of the
            link. It is added to the offsets of a formula. Off by default.
            """)
    @OptionalWidget(defaultProvider = FirstNumericColumn.class)
    @ChoicesProvider(NumericColumns.class)
    Optional<String> offsetColumn = Optional.empty();

    @Widget(title = "Exposure", description = """
            A positive numeric column with the time, area or population that a count refers to. Its logarithm is added
            to the linear predictor with the fixed coefficient 1, so that with the log link the model is one of rates.
            Predictions are for the exposure of the row. Off by default.
            """)
    @OptionalWidget(defaultProvider = FirstNumericColumn.class)
    @ChoicesProvider(NumericColumns.class)
    Optional<String> exposureColumn = Optional.empty();

    @Widget(title = "Missing values", description = """
            What happens to rows with a missing value in a column of the model. By default they are left out.
            Not-a-number and infinite values are always an error.
            """)
    @ValueSwitchWidget
    MissingValues missingValues = MissingValues.OMIT;
}
