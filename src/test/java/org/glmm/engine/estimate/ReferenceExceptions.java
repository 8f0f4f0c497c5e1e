package org.glmm.engine.estimate;

import java.util.List;
import java.util.Optional;

import org.glmm.engine.estimate.ReferencePeer.Aspect;

/**
 * The lines of {@code exceptions.txt}: references, as CASE.PEER with * for any text and ? for any letter, that are not
 * compared, or compared in another way than others of the same peer, each with its reason.
 *
 * @param references the pattern
 * @param what "outside" if nothing is compared, "verdict", or an {@link Aspect} in lower case
 * @param value for a verdict its name; for an aspect the tolerance, "-" for none, for the log-likelihood also "higher"
 * @param reason why
 */
record ReferenceExceptions(String references, String what, String value, String reason) {

    static final List<ReferenceExceptions> ALL = ReferenceTable.rows("exceptions")
        .map(cells -> new ReferenceExceptions(cells.get(0), cells.get(1), cells.get(2), cells.get(3))).toList();

    boolean appliesTo(String reference) {
        return reference.matches(references.replace(".", "\\.").replace("?", ".").replace("*", ".*"));
    }

    static boolean isOutside(String reference) {
        return find(reference, "outside").isPresent();
    }

    static Optional<String> verdict(String reference) {
        return find(reference, "verdict");
    }

    static Optional<String> tolerance(String reference, Aspect aspect) {
        return find(reference, aspect.name().toLowerCase());
    }

    private static Optional<String> find(String reference, String what) {
        return ALL.stream().filter(e -> e.what.equals(what) && e.appliesTo(reference)).map(ReferenceExceptions::value)
            .findFirst();
    }
}
