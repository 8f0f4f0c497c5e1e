package org.glmm.knime.predictor;

import java.util.ArrayList;
import java.util.List;

import org.glmm.engine.error.ModelException;
import org.glmm.engine.predict.NewLevels;
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
            effects (BLUPs). <i>Population</i> predictions are for a typical group, with all random effects zero. On the
            scale of the response this is not the average over all groups, unless the link is the identity.
            </p>
            <p>
            For a response with two named levels the predicted level is the event level if its probability is at least
            one half. For events in a number of trials the prediction is the probability of an event, for counts the
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
                those of the random effects.
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
            InputColumns.check(model, parameters.isConditional(), table);
        } catch (ModelException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
        out.setOutSpec(0, Prediction.of(model, parameters, table)
            .map(prediction -> outSpec(table, prediction)).orElse(null));
    }

    private static DataTableSpec outSpec(DataTableSpec table, Prediction prediction) {
        return new DataTableSpec(table, new DataTableSpec(prediction.columns()));
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        GlmmPredictorNodeParameters parameters = in.getParameters();
        GlmmPortObject port = in.getInPortObject(0);
        var table = in.getInTable(1);
        try {
            InputColumns.check(port.getSpec(), parameters.isConditional(), table.getDataTableSpec());
            var predictor = new Predictor(port.model(), parameters.isConditional(), parameters.newLevels.policy());
            var prediction = Prediction.of(port.getSpec(), parameters, table.getDataTableSpec()).orElseThrow();
            var cells = new PredictionCells(predictor, prediction, parameters.scale, table.getDataTableSpec());
            out.setOutData(0, append(table, cells, in.getExecutionContext()));
            warn(predictor, parameters, out);
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

    private static void warn(Predictor predictor, GlmmPredictorNodeParameters parameters, ExecuteOutput out) {
        List<String> warnings = new ArrayList<>();
        if (predictor.newLevelRows() > 0) {
            warnings.add(rows(predictor.newLevelRows()) + " of groups that the training data did not have: "
                + (parameters.newLevels.policy() == NewLevels.POPULATION
                    ? "their random effects were taken to be zero." : "they have no prediction."));
        }
        if (predictor.unseenFactorRows() > 0) {
            warnings.add(rows(predictor.unseenFactorRows())
                + " with a level of a fixed effect that the training data did not have: they have no prediction.");
        }
        if (predictor.undefinedRows() > 0) {
            warnings.add(rows(predictor.undefinedRows())
                + " with a number that is not finite, as given or transformed: they have no prediction.");
        }
        if (!warnings.isEmpty()) {
            out.setWarningMessage(String.join("\n", warnings));
        }
    }

    private static String rows(long count) {
        return count == 1 ? "1 row" : count + " rows";
    }
}
