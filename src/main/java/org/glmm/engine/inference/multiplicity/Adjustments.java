package org.glmm.engine.inference.multiplicity;

import java.util.List;

import org.glmm.engine.error.ModelException;

/** The adjustments that can be asked for; a new one is one class and one line here. */
public final class Adjustments {

    public static final Adjustment NONE = new Unadjusted();
    public static final Adjustment BONFERRONI = new Bonferroni();
    public static final Adjustment HOLM = new Holm();
    public static final Adjustment HOCHBERG = new Hochberg();
    public static final Adjustment SIDAK = new Sidak();
    public static final Adjustment HOLM_SIDAK = new HolmSidak();
    public static final Adjustment TUKEY_KRAMER = new TukeyKramer();
    public static final Adjustment DUNNETT = new Dunnett();
    public static final Adjustment SCHEFFE = new Scheffe();
    public static final Adjustment NELSON = new Nelson();
    public static final Adjustment MULTIVARIATE_T = new SimultaneousT();
    public static final Adjustment FALSE_DISCOVERY_RATE = new FalseDiscoveryRate();

    private static final List<Adjustment> ALL = List.of(NONE, BONFERRONI, HOLM, HOCHBERG, SIDAK, HOLM_SIDAK,
        TUKEY_KRAMER, DUNNETT, SCHEFFE, NELSON, MULTIVARIATE_T, FALSE_DISCOVERY_RATE);

    private Adjustments() {
    }

    /** All adjustments. */
    public static List<Adjustment> all() {
        return ALL;
    }

    /**
     * The adjustment of a given name.
     *
     * @throws ModelException if there is none
     */
    public static Adjustment named(String name) {
        return ALL.stream().filter(adjustment -> adjustment.name().equals(name)).findFirst()
            .orElseThrow(() -> new ModelException("There is no adjustment \"" + name + "\"; choose one of "
                + ALL.stream().map(Adjustment::name).toList() + "."));
    }
}
