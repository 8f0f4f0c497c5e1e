package org.glmm.engine.check;

import java.util.ArrayList;
import java.util.List;

import org.glmm.engine.model.Finding;

/** All checks of a model and its data before the fit. */
public final class Checks {

    private Checks() {
    }

    /**
     * What is to be said before the fit.
     *
     * @param checkpoint called between passes over the rows; may throw to end the checks
     */
    public static List<Finding> findings(ModelData data, Runnable checkpoint) {
        List<Check> checks = List.of(new SeparationCheck(checkpoint), new PureGroupsCheck(), new RandomTermsCheck(),
            new FixedConfoundingCheck(), new ResidualConfoundingCheck(), new DroppedColumnsCheck(), new LevelsCheck());
        List<Finding> findings = new ArrayList<>();
        for (Check check : checks) {
            findings.addAll(check.findings(data));
        }
        return findings;
    }
}
