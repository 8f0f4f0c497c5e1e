package org.glmm.knime.tester;

import org.glmm.engine.error.ModelException;
import org.glmm.engine.inference.FixedEffectInference;
import org.glmm.engine.inference.TermTests;
import org.glmm.knime.port.GlmmPortObject;
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

/** The GLMM Tester: tests the fixed effects of a fitted model. */
public final class GlmmTesterNodeFactory extends DefaultNodeFactory {

    private static final DefaultNode NODE = DefaultNode.create()
        .name("GLMM Tester")
        .icon("tester.png")
        .shortDescription("Tests the fixed effects of a generalized linear mixed model, term by term.")
        .fullDescription("""
            <p>
            Tests for every term of the fixed effects (main effects and interactions) whether it has an effect at all:
            a Wald test of the hypothesis that all estimable functions that belong to the term are zero.
            </p>
            <p>
            By default the tests are of <i>type III</i>: each term is tested after all others, with hypotheses about
            averages over the levels of the other factors that do not depend on how many rows each combination of levels
            has. Where
            combinations of levels are missing in the data, only estimable functions are tested; a note says if a term
            has fewer degrees of freedom for that reason, or cannot be tested.
            </p>
            <p>
            The F statistic is the Wald chi-square divided by its degrees of freedom. Its p-value takes the denominator
            degrees of freedom chosen below. The Kenward-Roger methods also adjust the covariance matrix of the estimates
            and scale F for the uncertainty of the variance estimates; the other methods take the covariance matrix of the
            mixed-model equations.
            </p>
            """)
        .sinceVersion(5, 8, 0)
        .ports(ports -> ports
            .addInputPort("GLMM model", "A model fitted by the GLMM Learner.", GlmmPortObject.TYPE)
            .addOutputTable("Tests of fixed effects", """
                One row for each term: numerator and denominator degrees of freedom (missing if infinite), F, chi-square
                and p-value, and a note if the term could not be tested in full.
                """))
        .model(model -> model
            .parametersClass(GlmmTesterNodeParameters.class)
            .configure(GlmmTesterNodeFactory::configure)
            .execute(GlmmTesterNodeFactory::execute))
        .nodeType(NodeType.Manipulator)
        .keywords("mixed model", "analysis of variance", "ANOVA", "Wald test", "F test", "type III", "GLIMMIX");

    /** Used by KNIME. */
    public GlmmTesterNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        out.setOutSpecs(TestsTable.SPEC);
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        GlmmTesterNodeParameters parameters = in.getParameters();
        GlmmPortObject port = in.getInPortObject(0);
        out.setOutData(tests(port, parameters, in.getExecutionContext()));
        if (port.getSpec().formula().fixed().isEmpty()) {
            out.setWarningMessage("The model has no fixed effects besides the intercept, so there is nothing to test.");
        }
    }

    private static BufferedDataTable tests(GlmmPortObject port, GlmmTesterNodeParameters parameters,
        ExecutionContext exec)
        throws CanceledExecutionException, KNIMEException {
        try {
            var inference = FixedEffectInference.of(port.model(), parameters.denominatorDf.method());
            var type = parameters.testType.type();
            return TestsTable.of(TermTests.of(port.model(), type, inference.method()), type, inference.method(), exec);
        } catch (ModelException e) {
            throw KNIMEException.of(Message.fromSummary(e.getMessage()), e);
        }
    }
}
