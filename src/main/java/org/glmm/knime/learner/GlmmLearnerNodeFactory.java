package org.glmm.knime.learner;

import java.util.ArrayList;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;

import org.glmm.engine.Glmm;
import org.glmm.engine.diagnose.Diagnostics;
import org.glmm.engine.error.ModelException;
import org.glmm.engine.frame.Frame;
import org.glmm.engine.model.FittedModel;
import org.glmm.knime.port.GlmmPortObject;
import org.glmm.knime.table.TableReader;
import org.glmm.knime.view.FitView;
import org.glmm.knime.view.ResidualsTable;
import org.glmm.knime.view.SearchTable;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.message.Message;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** The GLMM Learner: fits a generalized linear mixed model to a table. */
public final class GlmmLearnerNodeFactory extends DefaultNodeFactory {

    private static final DefaultNode NODE = DefaultNode.create()
        .name("GLMM Learner")
        .icon("learner.png")
        .shortDescription("Fits a generalized linear mixed model: fixed and random effects for normal, binomial and"
            + " Poisson responses.")
        .fullDescription(LearnerDescription.FULL)
        .sinceVersion(5, 8, 0)
        .ports(ports -> ports
            .addInputTable("Input data", """
                One row for each observation, with numeric and text columns. Columns that are not in the model are
                ignored.
                """)
            .addOutputPort("GLMM model", "The fitted model, for the GLMM Predictor and the GLMM Tester.",
                GlmmPortObject.TYPE)
            .addOutputTable("Fixed effects", """
                One row for each coefficient: estimate, standard error, degrees of freedom, t-value and p-value, and a
                95% Wald or a profile-likelihood interval, all on the scale of the link. Standard errors and degrees of freedom are those
                of Kenward and Roger for restricted likelihoods and pseudo-likelihoods, of Satterthwaite for those that
                are not restricted; where the random effects are integrated out the t-value is a z-score. Coefficients
                of factors are differences from the first level. Columns that are linear combinations of the others are
                listed with missing values.
                """)
            .addOutputTable("Covariance parameters", """
                One row for each variance and covariance of the random effects, and the residual scale, with standard
                errors, the standard deviation or correlation, and a 95% Wald or a profile-likelihood interval of the estimate. <i>Status</i> says whether a parameter was estimated,
                lies on the boundary of its range (such as a zero variance) or was fixed.
                """)
            .addOutputTable("Random effects", """
                One row for each level and effect: the predicted random effect (BLUP), its prediction standard error and
                a 95% prediction interval, on the scale of the link.
                """)
            .addOutputTable("Fit statistics", """
                How well the model fits (log-likelihood, information criteria, deviance, chi-squares), on how much data,
                whether the iterations converged, the model in formula notation, the calls with which lme4, glmmTMB and
                PROC GLIMMIX fit the same model, and all warnings and notes, one row each.
                """)
            .addOutputTable("Diagnostics", """
                The rows of the input table with fitted values, residuals, leverages and Cook's distances appended, as
                chosen under <i>Output</i>. <i>Marginal</i> ones are for random effects of zero, the others are given
                the predicted random effects. Rows that were omitted from the fit have missing values. Cook's distance
                of a group is that of leaving out all of its rows; it is missing if the fixed effects cannot be
                estimated without the group, or if the groupings are crossed and it would take long (see the option
                <i>Diagnostics of rows</i>).
                """))
        .model(model -> model
            .parametersClass(GlmmLearnerNodeParameters.class)
            .configure(GlmmLearnerNodeFactory::configure)
            .execute(GlmmLearnerNodeFactory::execute))
        .addView(FitView::define)
        .nodeType(NodeType.Learner)
        .keywords("mixed model", "random effects", "multilevel", "hierarchical", "GLIMMIX", "lme4", "glmer", "lmer",
            "REML", "pseudo-likelihood", "BLUP", "logistic regression", "Poisson regression", "split-plot",
            "repeated measures");

    /** Used by KNIME. */
    public GlmmLearnerNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        GlmmLearnerNodeParameters parameters = in.getParameters();
        parameters.validate();
        var request = request(parameters, in.getInTableSpec(0));
        out.setOutSpecs(request.portSpec(), FixedEffectsTable.SPEC, CovarianceParametersTable.SPEC,
            RandomEffectsTable.SPEC, FitStatisticsTable.SPEC,
            DiagnosticsTable.spec(in.getInTableSpec(0), request.spec().formula(), parameters.output.diagnostics));
        var warnings = new ArrayList<>(request.ignored());
        if (parameters.isGuessed()) {
            warnings.add("The model was guessed from the table: " + request.spec().formula()
                + ", " + request.spec().distribution().name() + " distribution. Open the dialog to check it.");
        }
        if (!warnings.isEmpty()) {
            out.setWarningMessage(String.join("\n", warnings));
        }
    }

    private static ModelRequest request(GlmmLearnerNodeParameters parameters, DataTableSpec table)
        throws InvalidSettingsException {
        try {
            return ModelRequest.of(parameters, table);
        } catch (ModelException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        try {
            fit(in, out);
        } catch (CancellationException e) {
            in.getExecutionContext().checkCanceled();
            throw e;
        } catch (ModelException e) {
            throw KNIMEException.of(Message.fromSummary(e.getMessage()), e);
        }
    }

    private static void fit(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException {
        GlmmLearnerNodeParameters parameters = in.getParameters();
        var exec = in.getExecutionContext();
        var table = in.getInTable(0);
        var request = ModelRequest.of(parameters, table.getDataTableSpec());
        var frame = TableReader.of(table.getDataTableSpec(), request.spec().columns())
            .read(table, parameters.data.missingValues.policy(), exec.createSubProgress(0.2));
        SpoiltNumbers.check(request.spec(), frame);
        var monitor = new FitProgress(request.spec(), exec.createSubProgress(0.7));
        var model = Glmm.fit(frame, request.spec(), monitor);
        var diagnostics = Diagnostics.of(frame, model, parameters.output.diagnostics.influence(),
            parameters.output.seed, monitor);
        var port = new GlmmPortObject(request.portSpec(frame, model), model);
        out.setInternalData(port, ResidualsTable.of(diagnostics.residuals(), exec),
            SearchTable.of(monitor.trace().steps(), exec));
        out.setOutData(port,
            FixedEffectsTable.of(model, exec), CovarianceParametersTable.of(model, exec),
            RandomEffectsTable.of(model, exec), FitStatisticsTable.of(model, diagnostics, exec),
            DiagnosticsTable.of(table, frame, model.spec().formula(), diagnostics, parameters.output.diagnostics,
            exec));
        warn(request, frame, model, out);
    }

    private static void warn(ModelRequest request, Frame frame, FittedModel model, ExecuteOutput out) {
        var warnings = new ArrayList<>(request.ignored());
        if (frame.omittedRows() > 0) {
            var counts = frame.omittedByColumn().entrySet().stream()
                .map(count -> count.getKey() + ": " + count.getValue()).collect(Collectors.joining(", "));
            warnings.add(frame.omittedRows() == 1
                ? "1 row with missing values was omitted (" + counts + ")."
                : frame.omittedRows() + " rows with missing values were omitted (" + counts + ").");
        }
        if (model.randomEffects().isEmpty()) {
            warnings.add("The model has no random effects.");
        }
        warnings.addAll(model.warnings());
        if (!warnings.isEmpty()) {
            out.setWarningMessage(String.join("\n", warnings));
        }
    }
}
