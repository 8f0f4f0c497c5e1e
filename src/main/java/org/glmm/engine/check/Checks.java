package org.glmm.engine.check;

import java.util.List;

import org.glmm.engine.model.Finding;

/** All checks of a model and its data before the fit. */
public final class Checks {

    private static final List<Check> ALL = List.of(new SeparationCheck(), new PureGroupsCheck(), new RandomTermsCheck(),
        new FixedConfoundingCheck(), new ResidualConfoundingCheck(), new DroppedColumnsCheck(), new LevelsCheck());

    private Checks() {
    }

    /** What is to be said before the fit. */
    public static List<Finding> findings(ModelData data) {
        return ALL.stream().flatMap(check -> check.findings(data).stream()).toList();
    }
}
