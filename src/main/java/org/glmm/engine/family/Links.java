package org.glmm.engine.family;

import java.util.List;

import org.glmm.engine.error.ModelException;

/** The link functions that can be asked for; a new link is one class and one line here. */
public final class Links {

    public static final Link IDENTITY = new IdentityLink();
    public static final Link LOG = new LogLink();
    public static final Link LOGIT = new LogitLink();
    public static final Link PROBIT = new ProbitLink();
    public static final Link COMPLEMENTARY_LOG_LOG = new ComplementaryLogLogLink();

    private static final List<Link> ALL = List.of(IDENTITY, LOG, LOGIT, PROBIT, COMPLEMENTARY_LOG_LOG);

    private Links() {
    }

    /** All links. */
    public static List<Link> all() {
        return ALL;
    }

    /**
     * The link of a given name.
     *
     * @throws ModelException if there is none
     */
    public static Link named(String name) {
        return ALL.stream().filter(l -> l.name().equals(name)).findFirst()
            .orElseThrow(() -> new ModelException("There is no link \"" + name + "\"; choose one of "
                + ALL.stream().map(Link::name).toList() + "."));
    }
}
