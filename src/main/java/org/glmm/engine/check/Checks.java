package org.glmm.engine.check;

import java.util.List;
import java.util.stream.Stream;

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
        return Stream.of(new SeparationCheck(checkpoint), new PureGroupsCheck(), new RandomTermsCheck(),
            new FixedConfoundingCheck(), new ResidualConfoundingCheck(), new DroppedColumnsCheck(), new LevelsCheck())
            .flatMap(check -> check.findings(data).stream()).toList();
    }
}
