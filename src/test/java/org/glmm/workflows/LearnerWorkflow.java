package org.glmm.workflows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.glmm.headless.BatchRun;
import org.glmm.headless.TestWorkflow;
import org.glmm.headless.spi.NodeAccess;
import org.glmm.knime.learner.GlmmLearnerNodeFactory;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;

/** A workflow of a CSV Reader (#1) and a GLMM Learner (#2) that is written to a folder and run. */
final class LearnerWorkflow {

    private static final String FILE = "input.csv";

    private final Path folder;
    private final String csv;
    private final NodeSettings model = new NodeSettings("model");

    /** A learner with its default settings, for the content of a CSV file. */
    LearnerWorkflow(Path folder, String csv) {
        this.folder = folder;
        this.csv = csv;
        NodeAccess.of(new GlmmLearnerNodeFactory()).saveSettings(model);
    }

    LearnerWorkflow set(String key, String value) {
        model.addString(key, value);
        return this;
    }

    LearnerWorkflow set(String section, String key, String value) {
        section(section).addString(key, value);
        return this;
    }

    private NodeSettings section(String name) {
        try {
            return model.getNodeSettings(name);
        } catch (InvalidSettingsException e) {
            throw new IllegalArgumentException(e);
        }
    }

    LearnerWorkflow formula(String distribution, String formula) {
        return set("specification", "FORMULA").set("response", "distribution", distribution).set("formula", formula);
    }

    /** Guided mode with a response in one column, main effects and a random intercept. */
    LearnerWorkflow guided(String distribution, String response, List<String> fixed, String group)
        throws InvalidSettingsException {
        set("specification", "GUIDED").set("response", "distribution", distribution)
            .set("response", "column", response);
        section("fixedEffects").getNodeSettings("columns").getNodeSettings("manualFilter")
            .addStringArray("manuallySelected", fixed.toArray(String[]::new));
        var card = section("randomEffects").getNodeSettings("terms").addNodeSettings("0");
        card.addStringArray("groupingColumns", group);
        card.addBoolean("intercept", true);
        card.addStringArray("slopeColumns");
        card.addString("structure", "UNSTRUCTURED");
        card.addString("byColumn", "");
        return this;
    }

    LearnerWorkflow weights(String column) {
        return optional("weightsColumn", column);
    }

    LearnerWorkflow offset(String column) {
        return optional("offsetColumn", column);
    }

    LearnerWorkflow exposure(String column) {
        return optional("exposureColumn", column);
    }

    LearnerWorkflow frequencies(String column) {
        return optional("frequenciesColumn", column);
    }

    private LearnerWorkflow optional(String key, String column) {
        section("data").addBoolean(key + "_is_present", true);
        return set("data", key, column);
    }

    LearnerWorkflow categorical(String... columns) {
        section("fixedEffects").addStringArray("categoricalColumns", columns);
        return this;
    }

    /** Writes the workflow and runs it with further arguments. */
    BatchRun run(String... arguments) {
        try {
            var workflow = new TestWorkflow(folder).file(FILE, csv).reader(1, FILE)
                .node(2, GlmmLearnerNodeFactory.class.getName(), "GLMM Learner", model).connect(1, 2).save();
            var all = new ArrayList<>(List.of("-reset"));
            all.addAll(List.of(arguments));
            return BatchRun.of(workflow, all.toArray(String[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
