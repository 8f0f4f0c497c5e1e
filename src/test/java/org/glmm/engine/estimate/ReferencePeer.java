package org.glmm.engine.estimate;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.glmm.engine.model.Method;

/** A line of {@code peers.txt}: which of our methods a peer's fits are compared with, and how closely. */
record ReferencePeer(String name, Method method, boolean estimateScale, List<String> tolerances) {

    /** What is compared, in the order of the columns of {@code peers.txt}. */
    enum Aspect {
        LOGLIK, FIXED, ERRORS, COMPONENTS, BLUPS, CONDVAR, COVERRORS, FITTED, POPULATION
    }

    private static final Map<String, ReferencePeer> ALL = ReferenceTable.rows("peers")
        .map(cells -> new ReferencePeer(cells.get(0), Method.named(cells.get(1)), cells.get(2).equals("estimated"),
            cells.subList(3, cells.size())))
        .collect(Collectors.toMap(ReferencePeer::name, Function.identity()));

    /** The peer of a reference; glmmTMB has REML for all responses, with another method of ours for each kind. */
    static ReferencePeer of(Reference reference) {
        boolean linear = ReferenceCase.named(reference.caseName()).isLinear();
        return ALL.get(reference.peer() + (reference.peer().equals("glmmTMB.reml") && !linear ? " (not normal)" : ""));
    }

    /** The tolerance of an aspect; "-" if it is not compared. */
    String tolerance(Aspect aspect) {
        return tolerances.get(aspect.ordinal());
    }
}
