package org.glmm.engine.report;

import org.glmm.engine.family.Link;

/**
 * How effects on the scale of a link are read: as factors by which something is multiplied, where the link has a
 * logarithm in it, otherwise as differences.
 *
 * @param ratio what the exponential of an effect is called; empty if it means nothing
 * @param multiplied what the exponential of an effect multiplies, or what the effect adds to
 */
record EffectScale(String ratio, String multiplied) {

    static EffectScale of(Link link) {
        return switch (link.name()) {
            case "logit" -> new EffectScale("Odds ratio", "the odds");
            case "log" -> new EffectScale("Ratio of means", "the mean");
            case "cloglog" -> new EffectScale("Hazard ratio", "the hazard");
            case "identity" -> new EffectScale("", "the mean");
            default -> new EffectScale("", "the " + link.name() + " of the mean");
        };
    }

    /** What random intercepts are differences of. */
    String varying() {
        return isRatio() ? "the logarithm of " + multiplied : multiplied;
    }

    boolean isRatio() {
        return !ratio.isEmpty();
    }
}
