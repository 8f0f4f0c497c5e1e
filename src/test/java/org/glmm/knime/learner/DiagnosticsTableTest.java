package org.glmm.knime.learner;

import static org.glmm.knime.TestTable.cell;
import static org.glmm.knime.TestTable.number;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;

import org.glmm.knime.NodeRun;
import org.glmm.knime.TestTable;
import org.glmm.knime.learner.Choices.ResponseDistribution;
import org.glmm.knime.learner.Choices.RowDiagnostics;
import org.glmm.knime.learner.Choices.Specification;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;

class DiagnosticsTableTest {

    private static final String HEADER = "y:double x:double g:string Leverage:string";

    private static NodeRun learner(RowDiagnostics choice) throws Exception {
        var parameters = new GlmmLearnerNodeParameters();
        parameters.specification = Specification.FORMULA;
        parameters.formula = "y ~ x + (1 | g)";
        parameters.response.distribution = ResponseDistribution.NORMAL;
        parameters.output.diagnostics = choice;
        return NodeRun.of(new GlmmLearnerNodeFactory(), parameters);
    }

    private static BufferedDataTable table() {
        return TestTable.of(HEADER, "1 1 a ?", "2 2 a ?", "? 2 a ?", "4 3 a ?", "3 2 b ?", "6 3 ? ?", "6 3 b ?",
            "1.5 1 c ?", "2 2 c ?", "2 4 d ?", "5 6 d ?");
    }

    @Test
    void rowsKeepTheirPlaceAndOmittedOnesHaveMissingValues() throws Exception {
        var run = learner(RowDiagnostics.INFLUENCE);
        var spec = (DataTableSpec) run.configure(table().getDataTableSpec())[5];
        var output = run.execute(table()).table(5);
        assertTrue(spec.equalStructure(output.getDataTableSpec()));
        assertArrayEquals(new String[] {"y", "x", "g", "Leverage", "Fitted value", "Fitted value (marginal)",
            "Raw residual", "Raw residual (marginal)", "Pearson residual", "Deviance residual", "Studentised residual",
            "Studentised residual (marginal)", "Quantile residual", "Leverage (#1)", "Cook's distance",
            "Cook's distance (g)"}, spec.getColumnNames());
        assertEquals(11, output.size());
        for (int row = 0; row < 11; row++) {
            var id = "Row" + row;
            boolean omitted = row == 2 || row == 5;
            assertEquals(omitted, cell(output, id, "Fitted value").isMissing());
            if (!omitted) {
                assertEquals(number(output, id, "y"), number(output, id, "Fitted value")
                    + number(output, id, "Raw residual"),
                    1e-12);
            }
        }
    }

    @Test
    void whatIsNotWantedIsNotThere() throws Exception {
        assertEquals(4, learner(RowDiagnostics.NONE).execute(table()).table(5).getDataTableSpec().getNumColumns());
        var residuals = learner(RowDiagnostics.RESIDUALS).execute(table()).table(5).getDataTableSpec();
        assertEquals(14, residuals.getNumColumns());
        assertFalse(Stream.of(residuals.getColumnNames()).anyMatch(name -> name.startsWith("Cook")));
    }

    /** The numbers are tested with the engine; here that they are in the table. */
    @Test
    void fitStatisticsHaveExplainedVarianceAndChecks() throws Exception {
        var statistics = learner(RowDiagnostics.NONE).execute(table()).table(4);
        double conditional = number(statistics, "r2-conditional", "Value");
        double marginal = number(statistics, "r2-marginal", "Value");
        double icc = number(statistics, "icc: g", "Value");
        assertEquals(icc, number(statistics, "icc-adjusted", "Value"), 0);
        assertEquals(conditional, marginal + (1 - marginal) * icc, 1e-12);
        assertTrue(number(statistics, "uniformity-p", "Value") > 0.05);
    }
}
