package org.glmm.knime.tester;

import java.util.Optional;

import org.glmm.engine.inference.ChiSquareMixture;
import org.glmm.engine.inference.CovarianceInterval;
import org.glmm.engine.inference.InformationCriteria;
import org.glmm.engine.inference.ModelComparison;
import org.glmm.engine.model.BootstrapTest;
import org.glmm.engine.model.CovarianceParameter;
import org.glmm.engine.model.CovarianceParameter.Kind;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.ProfileInterval;
import org.glmm.engine.model.RandomTermTest;
import org.glmm.knime.table.Cells;
import org.glmm.knime.table.ResultTable;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;

/** The table about covariance parameters, random effects and two models. */
final class CovarianceTable {

    static final DataTableSpec SPEC = new DataTableSpecCreator().setName("Covariance tests").addColumns(
        column("Test", StringCell.TYPE), column("Parameter", StringCell.TYPE), column("Estimate", DoubleCell.TYPE),
        column("Std. Err.", DoubleCell.TYPE), column("Lower bound", DoubleCell.TYPE),
        column("Upper bound", DoubleCell.TYPE), column("Chi-square", DoubleCell.TYPE), column("df", IntCell.TYPE),
        column("p-value", DoubleCell.TYPE), column("-2 log likelihood", DoubleCell.TYPE),
        column("AIC", DoubleCell.TYPE), column("BIC", DoubleCell.TYPE), column("Note", StringCell.TYPE)).createSpec();

    private static final String NO_INTERVAL = "The parameter is fixed, on the boundary, or has no standard error";
    private static final String OTHER_ROW = "Not part of this row";
    private static final String NO_CRITERIA = "A pseudo-likelihood has no information criteria";

    private CovarianceTable() {
    }

    private static DataColumnSpec column(String name, DataType type) {
        return new DataColumnSpecCreator(name, type).createSpec();
    }

    static BufferedDataTable of(FittedModel model, Optional<FittedModel> second, double level, ExecutionContext exec)
        throws CanceledExecutionException {
        return ResultTable.write(SPEC, exec, table -> {
            for (var parameter : model.covarianceParameters()) {
                addInterval("Wald", parameter, CovarianceInterval.of(parameter, level), table);
                if (model.spec().method().restricted() && parameter.kind() == Kind.VARIANCE) {
                    addInterval("Satterthwaite", parameter, CovarianceInterval.satterthwaite(parameter, level), table);
                }
            }
            addProfiles(model, table);
            for (var test : model.randomTermTests()) {
                addRandomTermTest(test, table);
                if (test.bootstrap().isPresent()) {
                    addBootstrap(test, test.bootstrap().get(), table);
                }
            }
            if (second.isPresent()) {
                addModel("Model 1", model, table);
                addModel("Model 2", second.get(), table);
                addComparison(ModelComparison.of(model, second.get()), table);
            }
        });
    }

    private static void addInterval(String method, CovarianceParameter parameter, CovarianceInterval interval,
        ResultTable table) throws CanceledExecutionException {
        var name = parameter.title();
        table.add(method + ": " + name, Cells.text(method + " interval"), Cells.text(name),
            Cells.number(parameter.estimate(), "Not estimated"), Cells.number(parameter.standardError(), NO_INTERVAL),
            Cells.number(interval.lower(), NO_INTERVAL), Cells.number(interval.upper(), NO_INTERVAL), other(), other(),
            other(), other(), other(), other(), Cells.missing("Nothing to note"));
    }

    private static void addProfiles(FittedModel model, ResultTable table) throws CanceledExecutionException {
        var profiles = model.profiles();
        for (int i = 0; i < profiles.estimates().size(); i++) {
            var parameter = model.covarianceParameters().get(i);
            addProfile(parameter.title(), parameter.estimate(), profiles.estimates().get(i), profiles.level(), table);
            if (parameter.kind() == Kind.COVARIANCE) {
                addProfile(parameter.title() + " (correlation)", parameter.standardised(),
                    profiles.standardised().get(i), profiles.level(), table);
            }
        }
        for (int j = 0; j < profiles.fixedEffects().size(); j++) {
            addProfile(model.fixedEffects().names().get(j), model.fixedEffects().estimates()[j],
                profiles.fixedEffects().get(j), profiles.level(), table);
        }
    }

    private static void addProfile(String name, double estimate, ProfileInterval interval, double level,
        ResultTable table)
        throws CanceledExecutionException {
        var note = ("Level " + level + ", as chosen in the learner. " + interval.note()).strip();
        table.add("Profile: " + name, Cells.text("Profile-likelihood interval"), Cells.text(name),
            Cells.number(estimate, "Not estimated"), other(), Cells.end(interval.lower(), interval.note()),
            Cells.end(interval.upper(), interval.note()), other(), other(), other(), other(), other(), other(),
            Cells.text(note));
    }

    private static void addBootstrap(RandomTermTest test, BootstrapTest bootstrap, ResultTable table)
        throws CanceledExecutionException {
        int count = bootstrap.replicates() - bootstrap.failures();
        var note = bootstrap.replicates() + " responses simulated without the effect, seed " + bootstrap.seed() + "; "
            + bootstrap.failures() + " left out because a fit failed; " + bootstrap.exceedances() + " of the other "
            + count + " have a statistic at least as large; p = (1 + " + bootstrap.exceedances() + ") / (1 + " + count
            + ").";
        table.add("Bootstrap without " + test.hypothesis(), Cells.text("Parametric bootstrap"),
            Cells.text(test.hypothesis()), other(), other(), other(), other(),
            Cells.number(test.statistic(), test.note()), other(), Cells.number(bootstrap.pValue(), "All fits failed"),
            other(), other(), other(), Cells.text(note));
    }

    private static void addRandomTermTest(RandomTermTest test, ResultTable table) throws CanceledExecutionException {
        var note = ChiSquareMixture.describe(test);
        table.add("Without " + test.hypothesis(), Cells.text("Likelihood-ratio test"), Cells.text(test.hypothesis()),
            other(), other(), other(), other(), Cells.number(test.statistic(), note),
            Cells.count(test.degrees().get(test.degrees().size() - 1)),
            Cells.number(ChiSquareMixture.pValue(test), note), other(), other(), other(),
            Cells.text(note, "Nothing to note"));
    }

    private static void addModel(String name, FittedModel model, ResultTable table) throws CanceledExecutionException {
        var criteria = InformationCriteria.of(model);
        table.add(name, Cells.text("Fit"), Cells.text(model.spec().formula().toString()), other(), other(), other(),
            other(), other(), other(), other(), Cells.number(model.statistics().minus2LogLikelihood(), "Not computed"),
            Cells.number(criteria.map(InformationCriteria::aic).orElse(Double.NaN), NO_CRITERIA),
            Cells.number(criteria.map(InformationCriteria::bic).orElse(Double.NaN), NO_CRITERIA),
            Cells.missing("Nothing to note"));
    }

    private static void addComparison(ModelComparison comparison, ResultTable table) throws CanceledExecutionException {
        var reason = comparison.note().isEmpty() ? OTHER_ROW : comparison.note();
        table.add("Model 1 against model 2", Cells.text("Likelihood-ratio test"), Cells.text("Model 1 against model 2"),
            other(), other(), other(), other(), Cells.number(comparison.chiSquare(), reason),
            Double.isNaN(comparison.chiSquare()) ? Cells.missing(reason) : Cells.count(comparison.df()),
            Cells.number(comparison.pValue(), reason), other(), other(), other(),
            Cells.text(comparison.note(), "Nothing to note"));
    }

    private static DataCell other() {
        return Cells.missing(OTHER_ROW);
    }
}
