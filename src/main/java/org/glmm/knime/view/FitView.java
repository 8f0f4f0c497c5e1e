package org.glmm.knime.view;

import org.glmm.engine.report.FitReport;
import org.glmm.knime.port.GlmmPortObject;
import org.knime.core.node.BufferedDataTable;
import org.knime.node.DefaultView;
import org.knime.node.DefaultView.RequireViewParameters;
import org.knime.node.DefaultView.ViewInput;

/** The learner's view of a fitted model: a summary in words, pictures of the effects, and how the fit converged. */
public final class FitView {

    private static final String DESCRIPTION = """
        The result in words and pictures: what the model is, whether the fit can be trusted and what the estimates say;
        the fixed effects with their confidence intervals, as ratios where the link allows it; the random effects of each
        term in ascending order with their prediction intervals; randomised quantile residuals against fitted values and
        normal quantiles; how the fit converged.
        """;

    private FitView() {
    }

    /**
     * Defines the view; the node has to set its model, the points of its residual plots and the trace of the search as
     * internal data.
     */
    public static DefaultView define(RequireViewParameters view) {
        return view.withoutParameters()
            .description(DESCRIPTION)
            .page(page -> page.fromString(FitPage::html).relativePath(FitPage.PATH))
            .initialData(data -> data.data(FitView::report));
    }

    /** The data of the page; null before the node is executed. */
    static FitReport report(ViewInput input) {
        var objects = input.getInternalPortObjects();
        return objects == null ? null
            : FitReport.of(((GlmmPortObject) objects[0]).model(), ResidualsTable.read((BufferedDataTable) objects[1]),
                SearchTable.read((BufferedDataTable) objects[2]));
    }
}
