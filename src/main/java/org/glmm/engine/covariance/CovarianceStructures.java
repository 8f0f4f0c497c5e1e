package org.glmm.engine.covariance;

import java.util.List;

import org.glmm.engine.error.ModelException;

/** The covariance structures that can be asked for; a new structure is one class and one line here. */
public final class CovarianceStructures {

    public static final CovarianceStructure UNSTRUCTURED = new Unstructured();
    public static final CovarianceStructure INDEPENDENT = new Independent();

    private static final List<CovarianceStructure> ALL = List.of(UNSTRUCTURED, INDEPENDENT);

    private CovarianceStructures() {
    }

    /**
     * The structure of a given name.
     *
     * @throws ModelException if there is none
     */
    public static CovarianceStructure named(String name) {
        return ALL.stream().filter(s -> s.name().equals(name)).findFirst()
            .orElseThrow(() -> new ModelException("There is no covariance structure \"" + name + "\"; choose one of "
                + ALL.stream().map(CovarianceStructure::name).toList() + "."));
    }
}
