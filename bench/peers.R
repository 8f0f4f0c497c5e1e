# One fit by a peer: Rscript bench/peers.R RUNG PEER FILE
# Prints the seconds of the fit and -2 log-likelihood.

arguments <- commandArgs(TRUE)
rung <- arguments[1]
peer <- arguments[2]
data <- read.csv(arguments[3], colClasses = NA)

if (rung == "cbpp") data <- transform(data, herd = factor(herd), period = factor(period))
if (rung == "grouseticks")
    data <- transform(data, YEAR = factor(YEAR), LOCATION = factor(LOCATION), BROOD = factor(BROOD), INDEX = factor(INDEX))
if (rung == "contraception") data <- transform(data, use = as.integer(use == "Y"), district = factor(district))
if (rung == "verbagg") data <- transform(data, r2 = as.integer(r2 == "Y"), id = factor(id), item = factor(item))
if (startsWith(rung, "insteval"))
    data <- transform(data, s = factor(s), d = factor(d), dept = factor(dept), service = factor(service),
        lectage = factor(lectage), studage = factor(studage), high = as.integer(y >= 4))
if ("g" %in% names(data)) data$g <- factor(data$g)
if ("h" %in% names(data)) data$h <- factor(data$h)

models <- list(
    cbpp = list(cbind(incidence, size - incidence) ~ period, ~ (1 | herd), binomial),
    grouseticks = list(TICKS ~ YEAR + cHEIGHT, ~ (1 | LOCATION) + (1 | BROOD) + (1 | INDEX), poisson),
    contraception = list(use ~ age + I(age^2) + urban + livch, ~ (urban | district), binomial),
    verbagg = list(r2 ~ Anger + Gender + btype + situ, ~ (1 | id) + (1 | item), binomial),
    insteval = list(y ~ service, ~ (1 | s) + (1 | d) + (1 | dept:service), gaussian),
    insteval_binary = list(high ~ service + lectage + studage, ~ (1 | s) + (1 | d), binomial),
    binary5 = list(y ~ x1 + x2 + x3 + x4, ~ (1 | g), binomial),
    binary6 = list(y ~ x1 + x2 + x3 + x4, ~ (1 | g), binomial),
    survey5 = list(y ~ sex + race + education + age, ~ (1 | state), binomial),
    poisson6 = list(y ~ x1 + x2 + x3 + x4, ~ (1 | g) + (1 | h), poisson),
    slopes_binary = list(y ~ x1 + x2, ~ (x1 + x2 | g), binomial),
    slopes_gaussian = list(y ~ x1 + x2, ~ (x1 + x2 | g), gaussian))
model <- models[[rung]]
family <- model[[3]]()
fixed <- model[[1]]
random <- model[[2]]
mixed <- as.formula(paste(deparse(fixed, width.cutoff = 500), "+", deparse(random[[2]], width.cutoff = 500)))
gaussian <- family$family == "gaussian"

fit <- switch(peer,
    lme4 = { suppressMessages(library(lme4)); if (gaussian) function() lmer(mixed, data) else function() glmer(mixed, data, family) },
    lme4_nagq0 = { suppressMessages(library(lme4)); function() glmer(mixed, data, family, nAGQ = 0) },
    glmmTMB = { library(glmmTMB); function() glmmTMB(mixed, data, family, REML = gaussian,
        control = glmmTMBControl(parallel = 2)) },
    nlme = { library(nlme); function() lme(fixed, data, random[[2]][[2]] |> (\(term) as.formula(call("~", term)))()) },
    MASS = { library(MASS); function() glmmPQL(fixed, random[[2]][[2]] |> (\(term) as.formula(call("~", term)))(), family,
        data, verbose = FALSE) })

seconds <- system.time(result <- suppressMessages(suppressWarnings(fit())))[["elapsed"]]
likelihood <- if (peer == "MASS") NA else -2 * as.numeric(logLik(result))
cat(sprintf("RESULT %.3f %.6f\n", seconds, likelihood))
