# Log-densities of the response distributions, by R. Run: Rscript densities.R > densities.csv
options(digits = 17)
cat("distribution,y,size,mu,psi,logDensity,call\n")
value <- function(name, y, size, mu, psi, call) {
    v <- eval(parse(text = call), list(y = y, n = size, mu = mu, psi = psi))
    cat(sprintf("\"%s\",%.17g,%.17g,%.17g,%.17g,%.17g,\"%s\"\n", name, y, size, mu, psi, v, call))
}
normal <- "dnorm(y, mu, sqrt(psi), log = TRUE)"
value("normal", 1.5, 1, 0.8, 0.7, normal)
value("normal", -300, 1, 12, 1e-4, normal)
lognormal <- "dlnorm(y, mu, sqrt(psi), log = TRUE)"
value("lognormal", 3.2, 1, 0.8, 0.7, lognormal)
value("lognormal", 1e-9, 1, -18, 4, lognormal)
binomial <- "dbinom(round(y * n), n, mu, log = TRUE)"
value("binomial", 0.25, 8, 0.4, 1, binomial)
value("binomial", 0, 1, 1e-12, 1, binomial)
value("binomial", 1, 1, 1e-300, 1, binomial)
betabinomial <- paste("lchoose(n, round(y * n)) + lbeta(y * n + mu * psi, n - y * n + (1 - mu) * psi)",
    "- lbeta(mu * psi, (1 - mu) * psi)")
value("beta-binomial", 0.25, 8, 0.4, 3, betabinomial)
value("beta-binomial", 0, 40, 0.02, 0.7, betabinomial)
value("beta-binomial", 1, 5, 1e-8, 12, betabinomial)
value("beta-binomial", 0.35, 400, 0.3, 55, betabinomial)
poisson <- "dpois(y, mu, log = TRUE)"
value("poisson", 3, 1, 2.2, 1, poisson)
value("poisson", 0, 1, 1e-10, 1, poisson)
value("poisson", 5, 1, 1e-60, 1, poisson)
value("poisson", 1000000, 1, 999000, 1, poisson)
nb2 <- "dnbinom(y, size = psi, mu = mu, log = TRUE)"
value("nb2", 3, 1, 2.2, 0.7, nb2)
value("nb2", 0, 1, 5, 1e-3, nb2)
value("nb2", 400, 1, 350, 40, nb2)
value("nb2", 300, 1, 280, 1e7, nb2)
value("nb2", 1000000, 1, 900000, 12.5, nb2)
value("nb2", 2, 1, 1e-9, 3, nb2)
value("nb2(6)", 9, 1, 4.5, 1, "dnbinom(y, size = 6, mu = mu, log = TRUE)")
nb1 <- "dnbinom(y, size = mu / psi, mu = mu, log = TRUE)"
value("nb1", 3, 1, 2.2, 0.7, nb1)
value("nb1", 0, 1, 2.2, 30, nb1)
value("nb1", 400, 1, 350, 2.5, nb1)
value("nb1", 9, 1, 5, 1e-6, nb1)
value("nb1", 1, 1, 1e-12, 0.5, nb1)
value("nb1", 100000, 1, 101000, 4, nb1)
value("geometric", 4, 1, 2.5, 1, "dgeom(y, 1 / (1 + mu), log = TRUE)")
gamma <- "dgamma(y, shape = 1 / psi, scale = mu * psi, log = TRUE)"
value("gamma", 3, 1, 2.2, 0.7, gamma)
value("gamma", 1e-8, 1, 0.3, 2, gamma)
value("gamma", 101, 1, 100, 1e-6, gamma)
value("gamma", 0.5, 1, 0.4, 40, gamma)
value("exponential", 3, 1, 2.2, 1, "dexp(y, 1 / mu, log = TRUE)")
value("inverse gaussian", 3, 1, 2.2, 0.7, "-(y - mu)^2 / (2 * psi * y * mu^2) - log(2 * pi * psi * y^3) / 2")
value("inverse gaussian", 0.01, 1, 0.5, 4, "-(y - mu)^2 / (2 * psi * y * mu^2) - log(2 * pi * psi * y^3) / 2")
beta <- "dbeta(y, mu * psi, (1 - mu) * psi, log = TRUE)"
value("beta", 0.25, 1, 0.4, 7, beta)
value("beta", 0.97, 1, 0.8, 0.7, beta)
value("beta", 1e-9, 1, 1e-6, 3, beta)
value("beta", 0.501, 1, 0.5, 1e5, beta)
value("t(4)", 1.5, 1, 0.8, 0.7, "dt((y - mu) / sqrt(psi), 4, log = TRUE) - log(psi) / 2")
value("t(3)", 500, 1, 0.8, 2, "dt((y - mu) / sqrt(psi), 3, log = TRUE) - log(psi) / 2")
value("t(200)", 2, 1, 3, 0.3, "dt((y - mu) / sqrt(psi), 200, log = TRUE) - log(psi) / 2")
