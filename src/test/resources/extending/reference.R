# Reference values for the examples of docs/extending.md; R with glmmTMB. Run in src/test/resources/data.
library(glmmTMB)
options(digits = 12)
epil <- read.csv("epil.csv", stringsAsFactors = TRUE)
families <- read.csv("families.csv", stringsAsFactors = TRUE)

cat("\nRayleigh: y^2 is exponential with mean 4 mu^2 / pi, so that its log is log(4 / pi) + 2 eta; the Jacobian is 2 y\n")
families$square <- families$y_gamma^2
m <- glmmTMB(square ~ x + trt + (1 | g), families, Gamma("log"), map = list(betad = factor(NA)), start = list(betad = 0),
             control = glmmTMBControl(optCtrl = list(rel.tol = 1e-14)))
print(c((fixef(m)$cond - c(log(4 / pi), 0, 0)) / 2, sd = sqrt(VarCorr(m)$cond$g[1]) / 2))
print(sqrt(diag(vcov(m)$cond)) / 2)
print(c(logLik(m) + sum(log(2 * families$y_gamma))))

cat("\nSoftplus: the exact likelihood of a gamma model with random intercepts, by the trapezoidal rule\n")
X <- model.matrix(~ x + trt, families)
u <- seq(-9, 9, length.out = 721)
softplus <- function(eta) pmax(eta, 0) + log1p(exp(-abs(eta)))
deviance <- function(p) {
  eta <- drop(X %*% p[1:3])
  shape <- exp(-p[5])
  rows <- sapply(u, function(z)
    dgamma(families$y_gamma, shape, rate = shape / softplus(eta + exp(p[4]) * z), log = TRUE))
  groups <- rowsum(rows, families$g)
  -2 * sum(apply(groups, 1, function(g) {
    h <- g + dnorm(u, log = TRUE)
    max(h) + log(sum(exp(h - max(h))) * (u[2] - u[1]))
  }))
}
p <- c(1, 1, 0, 0, 0)
for (i in 1:4) p <- optim(p, deviance, method = "BFGS", control = list(reltol = 1e-15, maxit = 500))$par
print(c(p[1:3], sd = exp(p[4]), phi = exp(p[5])))
print(deviance(p))
print(sqrt(diag(solve(optimHess(p, deviance, control = list(ndeps = rep(1e-3, 5))) / 2))))

cat("\nMoving average: toep of glmmTMB with equal standard deviations and no correlation beyond lag 1\n")
epil$time <- factor(epil$period)
m <- glmmTMB(y ~ lbase * trt + lage + V4 + toep(0 + time | subject), epil, poisson,
             map = list(theta = factor(c(1, 1, 1, 1, 2, NA, NA))), start = list(theta = c(-0.5, -0.5, -0.5, -0.5, 0.3, 0, 0)),
             control = glmmTMBControl(optCtrl = list(rel.tol = 1e-14)))
print(fixef(m)$cond)
print(VarCorr(m)$cond$subject)
print(attr(VarCorr(m)$cond$subject, "stddev"))
print(attr(VarCorr(m)$cond$subject, "correlation"))
print(c(-2 * logLik(m)))
print(sqrt(diag(vcov(m)$cond)))

cat("\nBenjamini and Yekutieli\n")
print(p.adjust(c(0.0004, 0.03, 0.011, 0.2, 0.0271), "BY"))
