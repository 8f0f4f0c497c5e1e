package org.glmm.knime.learner;

import java.util.Locale;

import org.glmm.engine.diagnose.Diagnostics;
import org.glmm.engine.diagnose.ExplainedVariance;
import org.glmm.engine.diagnose.FitChecks;
import org.glmm.engine.frame.NumericColumn;
import org.glmm.engine.inference.InformationCriteria;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.Method;
import org.glmm.engine.report.EquivalentCall;
import org.glmm.knime.table.Cells;
import org.glmm.knime.table.ResultTable;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;

/**
 * The table of everything that is said about a fit as a whole. The RowIDs are fixed, so that a workflow can pick a
 * statistic by its RowID.
 */
final class FitStatisticsTable {

    static final DataTableSpec SPEC = new DataTableSpecCreator().setName("Fit statistics").addColumns(
        new DataColumnSpecCreator("Statistic", StringCell.TYPE).createSpec(),
        new DataColumnSpecCreator("Value", DoubleCell.TYPE).createSpec(),
        new DataColumnSpecCreator("Text", StringCell.TYPE).createSpec()).createSpec();

    private final FittedModel model;
    private final ResultTable table;

    private FitStatisticsTable(FittedModel model, ResultTable table) {
        this.model = model;
        this.table = table;
    }

    static BufferedDataTable of(FittedModel model, Diagnostics diagnostics, ExecutionContext exec)
        throws CanceledExecutionException {
        return ResultTable.write(SPEC, exec, table -> {
            var rows = new FitStatisticsTable(model, table);
            rows.addModel();
            rows.addFit();
            rows.addExplained(diagnostics.explained());
            rows.addChecks(diagnostics.checks());
            rows.addSizes();
            rows.addConvergence();
            rows.addCalls();
            rows.addFindings();
        });
    }

    /** The quantity that a method minimises. */
    static String objectiveName(Method method) {
        return "-2 " + likelihoodName(method);
    }

    private static String likelihoodName(Method method) {
        return (method.restricted() ? "restricted " : "") + "log "
            + (method.linearised() ? "pseudo-likelihood" : "likelihood");
    }

    private void addModel() throws CanceledExecutionException {
        var spec = model.spec();
        add("method", "Method", spec.method() + ": " + spec.method().title());
        add("formula", "Formula", spec.formula().toString());
        add("distribution", "Distribution", spec.distribution().name());
        add("link", "Link", spec.link().name());
        if (spec.eventLevel().isPresent()) {
            add("event-level", "Event level", spec.eventLevel().get());
        }
    }

    private void addFit() throws CanceledExecutionException {
        var statistics = model.statistics();
        var likelihood = likelihoodName(model.spec().method());
        add("log-likelihood", Character.toUpperCase(likelihood.charAt(0)) + likelihood.substring(1),
            -statistics.minus2LogLikelihood() / 2);
        add("minus-2-log-likelihood", objectiveName(model.spec().method()), statistics.minus2LogLikelihood());
        var criteria = InformationCriteria.of(model);
        if (criteria.isPresent()) {
            add("aic", "AIC", criteria.get().aic());
            add("aicc", "AICC", criteria.get().aicc());
            add("bic", "BIC", criteria.get().bic());
        }
        add("deviance", "Deviance", statistics.deviance());
        if (!Double.isNaN(statistics.generalizedChiSquare())) {
            add("generalized-chi-square", "Generalized chi-square", statistics.generalizedChiSquare());
            add("generalized-chi-square-df", "Generalized chi-square / df",
                statistics.generalizedChiSquare() / statistics.degreesOfFreedom());
        }
        add("pearson-chi-square", "Pearson chi-square", statistics.pearsonChiSquare());
        add("pearson-chi-square-df", "Pearson chi-square / df",
            statistics.pearsonChiSquare() / statistics.degreesOfFreedom());
        add("residual-scale", "Residual scale", statistics.scale());
    }

    private void addExplained(ExplainedVariance explained) throws CanceledExecutionException {
        add("r2-marginal", "R2 (fixed effects)", explained.marginalR2());
        add("r2-conditional", "R2 (fixed and random effects)", explained.conditionalR2());
        if (!model.randomEffects().isEmpty()) {
            add("icc-adjusted", "Intraclass correlation (adjusted)", explained.intraclassCorrelation());
        }
        for (int t = 0; t < model.randomEffects().size(); t++) {
            var group = model.randomEffects().get(t).group();
            add("icc: " + group, "Intraclass correlation of " + group, explained.intraclassCorrelation(t));
        }
        add("observation-variance", "Observation-level variance (" + explained.meaning() + ")",
            explained.observation());
    }

    private void addChecks(FitChecks checks) throws CanceledExecutionException {
        if (checks.zeros().isPresent()) {
            var zeros = checks.zeros().get();
            add("zeros-observed", "Zeros observed", zeros.observed());
            add("zeros-expected", "Zeros expected", zeros.expected());
            add("zeros", "Zeros", zeros.verdict());
        }
        if (checks.uniformity().isPresent()) {
            var test = checks.uniformity().get();
            add("uniformity", "Uniformity of quantile residuals: Kolmogorov-Smirnov D", test.statistic());
            add("uniformity-p", "Uniformity of quantile residuals: p-value", test.pValue());
            add("uniformity-verdict", "Uniformity of quantile residuals", test.verdict());
        }
    }

    private void addSizes() throws CanceledExecutionException {
        var statistics = model.statistics();
        add("rows-used", "Rows used", statistics.rowsUsed());
        add("rows-omitted", "Rows omitted", statistics.rowsOmitted());
        for (var term : model.randomEffects()) {
            add("levels: " + term.group(), "Levels of " + term.group(), term.levels().size());
        }
        add("fixed-effects", "Fixed-effect coefficients", model.fixedEffects().count());
        add("covariance-parameters", "Covariance parameters", statistics.covarianceParameters());
        add("residual-df", "Residual degrees of freedom", statistics.degreesOfFreedom());
    }

    private void addConvergence() throws CanceledExecutionException {
        var convergence = model.convergence();
        add("iterations", "Iterations", convergence.iterations());
        add("evaluations", "Evaluations", convergence.evaluations());
        add("convergence", "Convergence", convergence.message().isBlank() ? convergence.verdict().text()
            : convergence.verdict().text() + ": " + convergence.message());
        add("scaled-gradient", "Scaled gradient", convergence.scaledGradient());
        add("seconds", "Seconds", model.statistics().seconds());
    }

    /** The same model for other programs; the cell is missing, with the reason, where they do not have it. */
    private void addCalls() throws CanceledExecutionException {
        for (var call : EquivalentCall.of(model)) {
            table.add("call: " + call.program(), Cells.text("Call of " + call.program()),
                Cells.missing("Given as text"), call.text().map(Cells::text)
                .orElseGet(() -> Cells.missing(call.reason())));
        }
    }

    private void addFindings() throws CanceledExecutionException {
        for (int i = 0; i < model.warnings().size(); i++) {
            add("warning-" + (i + 1), "Warning", model.warnings().get(i));
        }
        for (int i = 0; i < model.notes().size(); i++) {
            add("note-" + (i + 1), "Note", model.notes().get(i));
        }
    }

    private void add(String rowId, String statistic, double value) throws CanceledExecutionException {
        var text = value == Math.rint(value) ? NumericColumn.label(value) : String.format(Locale.ROOT, "%.6g", value);
        table.add(rowId, Cells.text(statistic), Cells.number(value, "Not defined for this model"),
            Double.isNaN(value) ? Cells.missing("Not defined for this model") : Cells.text(text));
    }

    private void add(String rowId, String statistic, String text) throws CanceledExecutionException {
        table.add(rowId, Cells.text(statistic), Cells.missing("Given as text"), Cells.text(text));
    }
}
