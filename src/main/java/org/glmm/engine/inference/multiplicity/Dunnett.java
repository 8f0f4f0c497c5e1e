package org.glmm.engine.inference.multiplicity;

import java.util.Optional;

/**
 * Dunnett's (1955, JASA 50, 1096-1121) comparisons of each mean with a control. The distribution is exact: a double
 * integral where the correlations are products, as for independent means, and the general multivariate t otherwise.
 */
final class Dunnett extends LargestStatistic {

    Dunnett() {
        super("Dunnett", Optional.of(Family.Kind.CONTROL));
    }
}
