package org.glmm.knime.tester;

import org.glmm.engine.error.ModelException;
import org.glmm.knime.port.GlmmPortObject;
import org.glmm.knime.port.GlmmPortObjectSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
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
import org.knime.node.RequirePorts.DynamicPortsAdder;

/** The GLMM Tester: tests, least-squares means, comparisons and contrasts of a fitted model. */
public final class GlmmTesterNodeFactory extends DefaultNodeFactory {

    private static final DefaultNode NODE = DefaultNode.create()
        .name("GLMM Tester")
        .icon("tester.png")
        .shortDescription("Tests fixed effects of a generalized linear mixed model, and estimates and compares"
            + " least-squares means.")
        .fullDescription("""
            <p>
            Tests for every term of the fixed effects (main effects and interactions) whether it has an effect at all,
            estimates least-squares means for the levels of factors, compares them with each other, and tests contrasts
            written in words. It needs the model only: what it has to know of the learning data is stored there.
            </p>
            <p>
            By default the tests are of <i>type III</i>: each term is tested after all others, with hypotheses about averages over
            the levels of the other factors that do not depend on how many rows each combination of levels has. Where
            combinations of levels are missing in the data, only estimable functions are tested; a note says if a term
            has fewer degrees of freedom for that reason, or cannot be tested. The F statistic is the Wald chi-square
            divided by its degrees of freedom, scaled for the Kenward-Roger methods, whose covariance matrix of the
            estimates allows for the uncertainty of the variance estimates.
            </p>
            <p>
            A <i>least-squares mean</i> is the linear predictor at a level of a factor, averaged over the levels of all
            other factors, with numeric columns at their mean. It is given on the scale of the link, on that of the
            response with random effects of zero, and as the mean over the population of random effects. A mean or
            comparison that the data cannot estimate, because combinations of levels are missing, is a missing value with
            the reason.
            </p>
            <p>
            Comparisons are differences on the scale of the link; for the log, logit and complementary log-log links they
            are also given as ratios of means, odds or hazards. Their p-values and intervals are adjusted for the number of
            comparisons in a family.
            </p>
            """)
        .sinceVersion(5, 8, 0)
        .dynamicPorts(GlmmTesterNodeFactory::ports)
        .model(model -> model
            .parametersClass(GlmmTesterNodeParameters.class)
            .configure(GlmmTesterNodeFactory::configure)
            .execute(GlmmTesterNodeFactory::execute))
        .nodeType(NodeType.Manipulator)
        .keywords("mixed model", "analysis of variance", "ANOVA", "Wald test", "F test", "type III", "GLIMMIX",
            "least-squares means", "LSMEANS", "emmeans", "marginal means", "contrast", "Tukey", "Dunnett",
            "multiple comparisons", "odds ratio", "likelihood ratio test");

    /** Used by KNIME. */
    public GlmmTesterNodeFactory() {
        super(NODE);
    }

    /** Fixed ports come before optional ones, as KNIME 5.11 demands. */
    private static void ports(DynamicPortsAdder ports) {
        ports.addInputPortGroup("GLMM model", port -> port.name("GLMM model")
            .description("A model fitted by the GLMM Learner.").fixed(GlmmPortObject.TYPE));
        ports.addOutputPortGroup("Tests of fixed effects", port -> port.name("Tests of fixed effects").description("""
                One row for each term, each simple effect and each contrast of several lines: numerator and denominator
                degrees of freedom (missing if infinite), F, chi-square and p-value, and a note if the hypothesis could not
                be tested in full.
                """).fixed(BufferedDataTable.TYPE));
        ports.addOutputPortGroup("Least-squares means", port -> port.name("Least-squares means").description("""
                One row for each mean and slope: estimate, standard error, degrees of freedom, t (z if they are infinite),
                the p-value for zero and a confidence interval on the scale of the link; the mean of the response with
                random effects of zero and its mean over the population; and letters, which means have in common that do
                not differ significantly, of a simple effect those of its factor.
                """).fixed(BufferedDataTable.TYPE));
        ports.addOutputPortGroup("Comparisons", port -> port.name("Comparisons").description("""
                One row for each comparison of means or slopes and each line of a contrast: the estimate on the scale of
                the link with its test, the adjusted p-value, a confidence interval (a joint one where the adjustment has
                it), the ratio, for means their comparison on the scale of the response with a standard error by the delta
                method, and for contrasts the inverse link.
                """).fixed(BufferedDataTable.TYPE));
        ports.addOutputPortGroup("Covariance tests", port -> port.name("Covariance tests").description("""
                One row for each covariance parameter with a Wald interval, on the logarithm for variances and on Fisher's
                scale for correlations, and one with Satterthwaite's interval for variances of REML fits. Profile-likelihood intervals, likelihood-ratio tests of the random effects and their
                parametric bootstraps, if the learner was asked for them. With a second model also the criteria of both
                fits and, if one is a special case of the other, their likelihood-ratio test; otherwise the reason why
                there is none.
                """).fixed(BufferedDataTable.TYPE));
        ports.addInputPortGroup("Second model", port -> port.name("Second model")
            .description("Another model of the same rows, to be compared with the first by likelihood and information"
                + " criteria.").optional().supportedTypes(GlmmPortObject.TYPE));
        ports.addInputPortGroup("Contrasts", port -> port.name("Contrasts")
            .description("Contrasts made by other nodes, one row for each line of a contrast: a text column with the"
                + " label of the contrast and one with the combination in words, and if wanted columns with the "
                + "alternative and the value or margin of the test.").optional()
            .supportedTypes(BufferedDataTable.TYPE));
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        GlmmTesterNodeParameters parameters = in.getParameters();
        parameters.validate();
        try {
            TesterInputs.check(parameters, (GlmmPortObjectSpec) in.getInPortSpecs()[0]);
            for (var spec : in.getInPortSpecs()) {
                if (spec instanceof DataTableSpec table) {
                    new ContrastTable(parameters, table);
                }
            }
        } catch (ModelException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
        out.setOutSpecs(TestsTable.SPEC, MeansTable.SPEC, ComparisonsTable.SPEC, CovarianceTable.SPEC);
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        try {
            test(in, out);
        } catch (ModelException e) {
            throw KNIMEException.of(Message.fromSummary(e.getMessage()), e);
        }
    }

    private static void test(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException {
        GlmmTesterNodeParameters parameters = in.getParameters();
        GlmmPortObject port = in.getInPortObject(0);
        var exec = in.getExecutionContext();
        var second = TesterInputs.secondModel(in.getInPortObjects()).map(GlmmPortObject::model);
        var contrasts = TesterInputs.contrasts(parameters, TesterInputs.contrasts(in.getInPortObjects()));
        var run = new TestRun(port.model(), port.getSpec(), parameters, contrasts);
        out.setOutData(TestsTable.of(run, exec), MeansTable.of(run, exec), ComparisonsTable.of(run, exec),
            CovarianceTable.of(port.model(), second, parameters.confidenceLevel, exec));
        if (port.getSpec().formula().fixed().isEmpty()) {
            out.setWarningMessage("The model has no fixed effects besides the intercept, so there is nothing to test.");
        }
    }
}
