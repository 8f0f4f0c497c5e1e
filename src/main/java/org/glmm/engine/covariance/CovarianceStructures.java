package org.glmm.engine.covariance;

import java.util.List;

import org.glmm.engine.error.ModelException;

/** The covariance structures that can be asked for; a new structure is one class and one line here. */
public final class CovarianceStructures {

    /** The name of {@link #fixed}. */
    public static final String FIXED = "fixed";

    /**
     * A variance smaller than this part of its typical size is zero, a squared correlation nearer to one than this is
     * one.
     */
    public static final double NEGLIGIBLE = 1e-9;

    private static final List<CovarianceStructure> ALL = List.of(
        new Unstructured(),
        new Patterned("diag", true, new Uncorrelated()),
        new Patterned("vc", false, new Uncorrelated()),
        new Patterned("cs", false, new CompoundSymmetry()),
        new Patterned("csh", true, new CompoundSymmetry()),
        new Patterned("ar1", false, new Autoregressive()),
        new Patterned("arh1", true, new Autoregressive()),
        new Patterned("toep", false, new Toeplitz()),
        new Patterned("toeph", true, new Toeplitz()));

    private CovarianceStructures() {
    }

    /** All structures with parameters. */
    public static List<CovarianceStructure> all() {
        return ALL;
    }

    /**
     * The structure of a given name.
     *
     * @throws ModelException if there is none
     */
    public static CovarianceStructure named(String name) {
        for (CovarianceStructure structure : ALL) {
            if (structure.name().equals(name)) {
                return structure;
            }
        }
        throw new ModelException("There is no covariance structure \"" + name + "\"; choose one of "
            + String.join(", ", ALL.stream().map(CovarianceStructure::name).toList()) + " or " + FIXED + ".");
    }

    /** Independent effects with the same known variance. */
    public static CovarianceStructure fixed(double variance) {
        return new KnownVariance(variance);
    }
}
