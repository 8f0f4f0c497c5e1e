package org.glmm.knime;

import java.util.function.Consumer;

import org.glmm.knime.learner.GlmmLearnerNodeFactory;
import org.glmm.knime.port.GlmmPortObject;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.port.PortObject;

/** Models fitted by the learner, for the nodes that take one. */
public final class FittedTrial {

    private FittedTrial() {
    }

    /** The clinical trial with random clinics and clinic-by-treatment effects, RSPL. */
    public static GlmmPortObject model() throws Exception {
        return model("favourable/total ~ treatment + (1|clinic) + (1|clinic:treatment)");
    }

    /** Another binomial model of the clinical trial. */
    public static GlmmPortObject model(String formula) throws Exception {
        return model(formula, "BINOMIAL", TrialData.table());
    }

    /** A binomial model of the clinical trial fitted by Laplace. */
    public static GlmmPortObject laplace(String formula) throws Exception {
        return model(formula, "BINOMIAL", "LAPLACE", TrialData.table());
    }

    /** The same of some of its rows. */
    public static GlmmPortObject laplace(String formula, BufferedDataTable rows) throws Exception {
        return model(formula, "BINOMIAL", "LAPLACE", rows);
    }

    /** What the learner keeps for its view of the clinical trial. */
    public static PortObject[] internalObjects() throws Exception {
        return learner("favourable/total ~ treatment + (1|clinic) + (1|clinic:treatment)", "BINOMIAL", "RSPL",
            false, TrialData.table()).node().internalObjects().orElseThrow();
    }

    /** A binomial model of the clinical trial fitted by Laplace, its random effects tested. */
    public static GlmmPortObject withRandomEffectTests(String formula) throws Exception {
        return learner(formula, "BINOMIAL", "LAPLACE", true, TrialData.table()).output(0);
    }

    /** The same with 19 bootstrap replicates and 90% profile-likelihood intervals of all parameters. */
    public static NodeRun withProfilesAndBootstrap(String formula) throws Exception {
        return learner(formula, "BINOMIAL", "LAPLACE", true, TrialData.table(), output -> {
            output.addInt("bootstrapReplicates", 19);
            output.addString("profileIntervals", "ALL_PARAMETERS");
            output.addDouble("profileLevel", 0.9);
        });
    }

    /** A model in formula mode, RSPL unless normal, all other settings at their defaults. */
    public static GlmmPortObject model(String formula, String distribution, BufferedDataTable table) throws Exception {
        return model(formula, distribution, distribution.equals("NORMAL") ? "AUTOMATIC" : "RSPL", table);
    }

    private static GlmmPortObject model(String formula, String distribution, String method, BufferedDataTable table)
        throws Exception {
        return learner(formula, distribution, method, false, table).output(0);
    }

    private static NodeRun learner(String formula, String distribution, String method, boolean testRandomEffects,
        BufferedDataTable table) throws Exception {
        return learner(formula, distribution, method, testRandomEffects, table, output -> { });
    }

    private static NodeRun learner(String formula, String distribution, String method, boolean testRandomEffects,
        BufferedDataTable table, Consumer<NodeSettingsWO> more) throws Exception {
        var learner = NodeRun.of(new GlmmLearnerNodeFactory());
        var settings = new NodeSettings("model");
        learner.node().saveSettings(settings);
        settings.addString("specification", "FORMULA");
        settings.addString("formula", formula);
        settings.getNodeSettings("response").addString("distribution", distribution);
        settings.getNodeSettings("estimation").addString("method", method);
        settings.getNodeSettings("output").addBoolean("testRandomEffects", testRandomEffects);
        more.accept(settings.getNodeSettings("output"));
        learner.node().loadSettings(settings);
        return learner.execute(table);
    }
}
