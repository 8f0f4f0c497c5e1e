package org.glmm.engine.family;

import java.util.List;
import java.util.OptionalDouble;

import org.glmm.engine.error.ModelException;

/** The link functions that can be asked for; a new link is one class and one line here. */
public final class Links {

    public static final Link IDENTITY = new IdentityLink();
    public static final Link LOG = new LogLink();
    public static final Link LOGIT = new LogitLink();
    public static final Link PROBIT = new ProbitLink();
    public static final Link COMPLEMENTARY_LOG_LOG = new ComplementaryLogLogLink();
    public static final Link LOG_LOG = new LogLogLink();
    public static final Link CAUCHIT = new CauchitLink();
    public static final Link INVERSE = new InverseLink();
    public static final Link INVERSE_SQUARE = new PowerLink("inverse square", -2);
    public static final Link SQUARE_ROOT = new PowerLink("sqrt", 0.5);

    private static final List<Link> ALL = List.of(IDENTITY, LOG, LOGIT, PROBIT, COMPLEMENTARY_LOG_LOG, LOG_LOG, CAUCHIT,
        INVERSE, INVERSE_SQUARE, SQUARE_ROOT);

    private Links() {
    }

    /** All links but {@link #power}. */
    public static List<Link> all() {
        return ALL;
    }

    /**
     * The link eta = mu^p.
     *
     * @throws ModelException if p is zero or not finite
     */
    public static Link power(double p) {
        return new PowerLink(p);
    }

    /**
     * The link of a given name.
     *
     * @throws ModelException if there is none
     */
    public static Link named(String name) {
        OptionalDouble power = Parameterised.parameter("power", name);
        return power.isPresent() ? power(power.getAsDouble())
            : ALL.stream().filter(l -> l.name().equals(name)).findFirst()
                .orElseThrow(() -> new ModelException("There is no link \"" + name + "\"; choose one of "
                    + String.join(", ", ALL.stream().map(Link::name).toList()) + ", power(p)."));
    }
}
