package org.glmm.engine.inference.multiplicity;

import java.util.Optional;

/** Nelson's (1982, J. Qual. Technol. 14, 10-18) analysis of means: each mean against the average of all. */
final class Nelson extends LargestStatistic {

    Nelson() {
        super("Nelson", Optional.of(Family.Kind.AVERAGE));
    }
}
