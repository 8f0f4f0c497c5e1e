package org.glmm.engine.design;

import java.util.List;

/**
 * The columns of a matrix that do not depend linearly on those before them, and how the others depend on them.
 *
 * @param kept the indices, ascending, of the independent columns
 * @param aliases the other columns, ascending
 */
record IndependentColumns(int[] kept, List<Alias> aliases) {

    IndependentColumns {
        aliases = List.copyOf(aliases);
    }
}
