package org.glmm.knime.learner;

/** What the learner's documentation says beyond its ports and options. */
final class LearnerDescription {

    static final String FULL = """
        <p>
        Fits a generalized linear mixed model: a regression for responses that need not be normal, with observations
        that need not be independent. The mean of the response, through the link function, is a sum of <i>fixed
        effects</i> (treatments and covariates whose coefficients are of interest) and <i>random effects</i> (blocks,
        clinics, subjects and other groups that are a sample of many). Observations of one group share its random effect
        and are therefore correlated. Use the node for split-plot and multi-centre experiments, repeated measurements
        and multilevel data.
        </p>
        <h3>Model</h3>
        <p>
        Given the random effects u, the response has mean mu and one of the distributions below, and
        g(mu) = X beta + Z u + offset, where u is normal with mean zero and covariance matrix G. The rows of the output
        tables are on the scale of the link g: log-odds for the logit link, logarithms for the log link.
        </p>
        <ul>
        <li><b>Normal</b>: measurements. With the identity link this is the linear mixed model. <b>Student's t</b>: the
        same with outliers. <b>Lognormal</b>: measurements whose logarithm is normal.</li>
        <li><b>Gamma</b> (variance phi mu^2), <b>inverse Gaussian</b> (phi mu^3), <b>exponential</b> (mu^2): positive
        measurements.</li>
        <li><b>Binomial</b>: events out of trials, 0 and 1, or a text column with two levels. <b>Beta-binomial</b>: the same
        with more variance than binomial events have. A column of proportions takes its numbers of trials from the
        weights.</li>
        <li><b>Beta</b> (variance mu (1 - mu) / (1 + phi)): proportions that are not events out of trials.</li>
        <li><b>Poisson</b>: counts. <b>Negative binomial</b>: counts with more variance, mu + mu^2 / theta (NB2) or
        mu (1 + phi) (NB1). <b>Geometric</b>: NB2 with theta = 1.</li>
        </ul>
        <p>
        Text columns are factors. Their levels come from the data, in alphabetical order, never from the column's domain
        alone; the first level is the reference, unless other contrasts are set: treatment with another reference, sum,
        Helmert, or polynomial as in R. The name of a coefficient shows the level it stands for (<i>dose=2</i>; with
        Helmert contrasts <i>dose=2 vs before</i>) or the trend (<i>dose.L</i>, <i>dose.Q</i>, <i>dose.C</i>,
        <i>dose^4</i>). Coefficients that are linear combinations of those before them are
        dropped and listed without a value.
        </p>
        <h3>Covariance structures</h3>
        <p>
        The effects of one group have the covariance matrix G. Unstructured and independent effects are reported by
        variances and covariances, all other structures by variances and correlations; a value that several effects
        share appears once, under the name of the term, and the correlation of effects d positions apart as
        <i>lag d</i>. (GLIMMIX writes compound symmetry as a common covariance plus a diagonal part: the covariance is
        the variance times the correlation.) With one row for each effect, independent effects, compound symmetry with
        equal variances and Toeplitz with equal variances cannot be told from the residual of a linear mixed model.
        </p>
        <h3>Estimation</h3>
        <p>
        A normal response with identity link is fitted by restricted (REML) or full (ML) maximum likelihood. All other
        models are by default fitted by Laplace's method: it maximises the likelihood of the response with the random
        effects integrated out, by an approximation that uses the observed information. Restricted Laplace integrates
        the fixed effects out in the same way, as REML does for a normal response. Adaptive quadrature integrates the
        random effects numerically to any accuracy, where they lie within one grouping factor (slopes and nested terms
        included); a warning recommends it where Laplace's approximation is not accurate enough. A variance estimated as
        zero is a valid result and is reported as lying on the boundary.
        </p>
        <p>
        Pseudo-likelihood is the method of SAS PROC GLIMMIX: the model is linearised about the current fixed and random
        effects, the linear mixed model of the resulting working response is fitted, and both steps are repeated until
        nothing changes (RSPL, restricted, and MSPL). RMPL and MMPL linearise about random effects of zero instead, so
        that the fixed effects describe population averages to first order. It allows a residual scale to be estimated
        for counts and proportions, which have no likelihood then.
        </p>
        <p>
        Pseudo-likelihood is accurate when the observations carry much information, such as many trials per row or
        counts that are not small. For binary responses (one trial per row) with few rows per group it underestimates
        the variances of the random effects, sometimes severely. The pseudo-likelihoods of two models cannot be
        compared, because each belongs to working responses of its own; there are no information criteria for them.
        </p>
        <h3>Weights, frequencies and exposure</h3>
        <p>
        Weights are precisions: they divide the residual variance, or multiply the log-likelihood of their rows where
        the distribution has no scale. Frequencies repeat rows. An exposure is the time, area or population of a count:
        its logarithm is an offset.
        </p>
        <h3>Missing values and problems</h3>
        <p>
        Rows with a missing value in a column of the model are left out and counted in a warning, or end the node with
        an error. Not-a-number and infinite values are always an error. Anything else that is dropped, and every fit
        that did not converge, is reported in a warning; the <i>Convergence</i> row of the fit statistics has the
        details.
        </p>
        <h3>References</h3>
        <ul>
        <li>N. E. Breslow, D. G. Clayton (1993): Approximate inference in generalized linear mixed models. Journal of
        the American Statistical Association 88, 9-25.</li>
        <li>K. Kristensen and others (2016): TMB: automatic differentiation and Laplace approximation. Journal of
        Statistical Software 70(5).</li>
        <li>J. C. Pinheiro, E. C. Chao (2006): Efficient Laplacian and adaptive Gaussian quadrature algorithms for
        multilevel generalized linear mixed models. Journal of Computational and Graphical Statistics 15, 58-81.</li>
        <li>R. Wolfinger, M. O'Connell (1993): Generalized linear mixed models: a pseudo-likelihood approach. Journal of
        Statistical Computation and Simulation 48, 233-243.</li>
        <li>H. D. Patterson, R. Thompson (1971): Recovery of inter-block information when block sizes are unequal.
        Biometrika 58, 545-554.</li>
        </ul>
        """;

    private LearnerDescription() {
    }
}
