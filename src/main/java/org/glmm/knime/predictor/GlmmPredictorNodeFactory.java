package org.glmm.knime.predictor;

import java.util.ArrayList;
import java.util.List;

import org.glmm.engine.error.ModelException;
import org.glmm.engine.frame.ColumnRequest;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.predict.IssueCounts;
import org.glmm.engine.predict.NewLevels;
import org.glmm.engine.predict.ObservationInterval;
import org.glmm.engine.predict.Predictor;
import org.glmm.knime.port.GlmmPortObject;
import org.glmm.knime.port.GlmmPortObjectSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.ColumnRearranger;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.message.Message;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** The GLMM Predictor: applies a fitted model to a table. */
public final class GlmmPredictorNodeFactory extends DefaultNodeFactory {

    private static final DefaultNode NODE = DefaultNode.create()
        .name("GLMM Predictor")
        .icon("predictor.png")
        .shortDescription("Predicts the response with a generalized linear mixed model.")
        .fullDescription("""
            <p>
            Appends the predictions of a fitted generalized linear mixed model to a table. The columns of the model are
            found by name; all other columns are passed through and RowIDs are kept. The response need not be in the
            table.
            </p>
            <p>
            <i>Conditional</i> predictions are for the groups of the training data and include their predicted random
            effects (BLUPs). <i>Typical</i> predictions are for groups with all random effects zero. <i>Population
            average</i> predictions are the mean over all groups, which is another number than the typical one unless the
            link is the identity. Each of them can have standard errors, confidence intervals of the expected value, and
            prediction intervals for a new observation.
            </p>
            <p>
            For a response with two named levels the predicted level is the event level if its probability reaches the
            threshold. For events in a number of trials the prediction is the probability of an event, for counts the
            expected count.
            </p>
            <p>
            A row has a missing prediction if a value that the model needs is missing, or if a factor among the fixed
            effects has a level that the training data did not have, since nothing is known about it. For new groups see
            the option <i>New groups</i>. Warnings count all rows concerned.
            </p>
            """)
        .sinceVersion(5, 8, 0)
        .ports(ports -> ports
            .addInputPort("GLMM model", "A model fitted by the GLMM Learner.", GlmmPortObject.TYPE)
            .addInputTable("Data for prediction", """
                The rows to predict, with the columns of the fixed effects and offsets and, for conditional predictions,
                those of the random effects; for prediction intervals also trials and weights.
                """)
            .addOutputTable("Predicted data", "The input table with the predictions appended."))
        .model(model -> model
            .parametersClass(GlmmPredictorNodeParameters.class)
            .configure(GlmmPredictorNodeFactory::configure)
            .execute(GlmmPredictorNodeFactory::execute))
        .nodeType(NodeType.Predictor)
        .keywords("mixed model", "random effects", "BLUP", "multilevel", "prediction", "GLIMMIX", "lme4");

    /** Used by KNIME. */
    public GlmmPredictorNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        GlmmPredictorNodeParameters parameters = in.getParameters();
        parameters.validate();
        GlmmPortObjectSpec model = in.getInPortSpec(0);
        var table = in.getInTableSpec(1);
        try {
            InputColumns.check(needed(model, parameters), table);
        } catch (ModelException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
        out.setOutSpec(0, OutputColumns.of(model, parameters, table)
            .map(columns -> new DataTableSpec(table, new DataTableSpec(columns.specs()))).orElse(null));
    }

    private static List<ColumnRequest> needed(GlmmPortObjectSpec model, GlmmPredictorNodeParameters parameters) {
        return parameters.scopes().stream().flatMap(scope -> model.predictors(scope).stream()).distinct()
            .map(name -> new ColumnRequest(name, model.kind(name))).toList();
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        GlmmPredictorNodeParameters parameters = in.getParameters();
        GlmmPortObject port = in.getInPortObject(0);
        var table = in.getInTable(1);
        try {
            var predictor = new Predictor(port.model(), parameters.request());
            InputColumns.check(predictor.inputs(), table.getDataTableSpec());
            var columns = OutputColumns.of(port.getSpec(), parameters, table.getDataTableSpec()).orElseThrow();
            var scales = PredictedRow.Scales.of(port.model(), parameters.confidence / 100);
            var cells = new PredictionCells(predictor, scales, columns, table.getDataTableSpec());
            out.setOutData(0, append(table, cells, in.getExecutionContext()));
            warn(port.model(), predictor, parameters, out);
        } catch (ModelException e) {
            throw KNIMEException.of(Message.fromSummary(e.getMessage()), e);
        }
    }

    private static BufferedDataTable append(BufferedDataTable table, PredictionCells cells, ExecutionContext exec)
        throws CanceledExecutionException {
        var rearranger = new ColumnRearranger(table.getDataTableSpec());
        rearranger.append(cells);
        try {
            return exec.createColumnRearrangeTable(table, rearranger, exec);
        } catch (RuntimeException | CanceledExecutionException e) {
            cells.rethrowFailure();
            throw e;
        }
    }

    private static void warn(FittedModel model, Predictor predictor, GlmmPredictorNodeParameters parameters,
        ExecuteOutput out) {
        List<String> warnings = new ArrayList<>();
        if (predictor.newGroups().rows() > 0) {
            warnings.add(rows(predictor.newGroups()) + " of groups that the training data did not have ("
                + predictor.newGroups().text() + "): " + (parameters.newLevels.policy() == NewLevels.POPULATION
                    ? "their random effects were taken to be zero." : "they have no conditional prediction."));
        }
        if (predictor.unseenLevels().rows() > 0) {
            warnings.add(rows(predictor.unseenLevels()) + " with a level that the training data did not have ("
                + predictor.unseenLevels().text() + "): they have no prediction.");
        }
        if (predictor.undefined().rows() > 0) {
            warnings.add(rows(predictor.undefined()) + " with a number that is not finite, as given or transformed ("
                + predictor.undefined().text() + "): they have no prediction.");
        }
        if (parameters.request().observations() && !ObservationInterval.isDefined(model)) {
            warnings.add(
                "There are no prediction intervals: with an over-dispersion scale the response has a variance, but"
                + " no distribution.");
        }
        if (!warnings.isEmpty()) {
            out.setWarningMessage(String.join("\n", warnings));
        }
    }

    private static String rows(IssueCounts counts) {
        return counts.rows() == 1 ? "1 row" : counts.rows() + " rows";
    }
}
