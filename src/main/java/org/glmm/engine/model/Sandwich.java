package org.glmm.engine.model;

import java.util.Optional;

/**
 * Robust (sandwich) covariance matrices of the fixed effects, from the m subjects as independent units (Liang and Zeger
 * 1986, Biometrika 73, 13-22), with the small-sample corrections of the EMPIRICAL option of GLIMMIX. With
 * C = (X'V^-1 X)^-1, s_i = X_i'V_i^-1 e_i, Q_i = X_i'V_i^-1 X_i C and p the rank of X, the matrix is C [sum t_i t_i'] C
 * for the t_i given with each constant. For the likelihoods of LAPLACE and QUADRATURE, C is the inverse of the observed
 * information about all parameters and s_i the score of subject i.
 */
public enum Sandwich {

    /** The covariance matrix of the model instead. */
    NONE("None"),
    /** t_i = s_i. */
    CLASSICAL("Classical"),
    /** t_i = sqrt(m / (m - p)) s_i, if m is larger than p. */
    DF("Degrees of freedom"),
    /** t_i = (I - Q_i)^-1/2 s_i, as in Kauermann and Carroll (2001). */
    ROOT("Root of residual leverage"),
    /** t_i = (I - Q_i)^-1 s_i, as in Mancl and DeRouen (2001). */
    FIRORES("Residual leverage"),
    /** t_i = diag(1 - min(3/4, Q_i,jj))^-1/2 s_i, as in Fay and Graubard (2001). */
    FIROEEQ("Estimating equations"),
    /**
     * c C [sum s_i s_i'] C + delta f C with c = (n - 1) m / ((n - p) (m - 1)), delta = p / (m - p) or at most 1/2, and
     * f the mean of the diagonal of the sum times C, at least 1 (Morel, Bokossa and Neerchal 2003, Biom. J. 45,
     * 395-409).
     */
    MBN("Morel, Bokossa and Neerchal");

    private final String title;

    Sandwich(String title) {
        this.title = title;
    }

    /** Why the method does not have it, with what to choose instead; empty if it does. */
    public Optional<String> obstacle(Method method) {
        if (this == NONE || !method.marginalLikelihood()) {
            return Optional.empty();
        }
        if (method.restricted()) {
            return Optional.of("There is no robust covariance matrix for the method " + method
                + ", which integrates over the "
                + "fixed effects that all groups share, so that groups have no likelihood of their own; choose "
                + "LAPLACE, or the covariance matrix of the model.");
        }
        return this == CLASSICAL || this == DF ? Optional.empty()
            : Optional.of("The correction \"" + title
            + "\" of a robust covariance matrix is made of the leverages of a linear "
                + "mixed model, which the method " + method + " does not have; choose \"" + CLASSICAL.title + "\" or \""
                + DF.title + "\", or the method RSPL.");
    }

    /** The correction in words. */
    public String title() {
        return title;
    }
}
