# Makes tables.tsv, the numbers that WorkflowTablesTest asserts: R 4.2 with glmmTMB 1.1.5, lmerTest, pbkrtest and emmeans.
# Run in src/test/resources/data: Rscript ../org/glmm/workflows/tables.R > ../org/glmm/workflows/tables.tsv
suppressPackageStartupMessages({
  library(glmmTMB)
  library(lmerTest)
  library(emmeans)
})
# glmmTMB's optimiser stops with five digits and its Hessian has four: Newton steps and numDeriv do better.
fit <- function(...) {
  m <- glmmTMB(...)
  p <- m$fit$par
  for (step in 1:4) {
    hessian <- numDeriv::jacobian(m$obj$gr, p)
    p <- p - drop(solve(hessian, drop(m$obj$gr(p))))
  }
  m$fit$objective <- m$obj$fn(p)
  m$fit$par[] <- p
  m$fit$parfull[] <- m$obj$env$last.par
  m$sdr$par.fixed[] <- p
  m$sdr$cov.fixed[] <- solve(hessian)
  m
}
emm_options(msg.interaction = FALSE)
read <- function(file, ...) {
  data <- read.csv(file, stringsAsFactors = TRUE)
  for (name in c(...)) data[[name]] <- factor(data[[name]])
  data
}
line <- function(workflow, file, where, column, value)
  cat(sprintf("%s\t%s\t%s\t%s\t%.10g\n", workflow, file, where, column, value), sep = "")
coefficients <- function(workflow, file, model, names) {
  table <- summary(model)$coefficients$cond
  for (i in seq_along(names)) {
    where <- paste0("Variable=", names[i])
    line(workflow, file, where, "Coeff.", table[i, 1])
    line(workflow, file, where, "Std. Err.", table[i, 2])
    line(workflow, file, where, "P>|t|", table[i, 4])
  }
}
means <- function(workflow, effect, grid, levels, file = "means") {
  link <- as.data.frame(summary(grid))
  mean <- as.data.frame(summary(grid, type = "response"))
  for (i in seq_along(levels)) {
    where <- paste0("Effect=", effect, ";Level=", levels[i])
    line(workflow, file, where, "Estimate", link$emmean[i])
    line(workflow, file, where, "Std. Err.", link$SE[i])
    line(workflow, file, where, "Mean", mean[[grep("prob|response", names(mean))]][i])
    line(workflow, file, where, "Lower bound (mean)", mean$asymp.LCL[i])
    line(workflow, file, where, "Upper bound (mean)", mean$asymp.UCL[i])
  }
}
pairwise <- function(workflow, effect, grid, file = "comparisons") {
  pairs <- as.data.frame(summary(pairs(grid), infer = TRUE))
  ratios <- as.data.frame(summary(pairs(grid), type = "response"))
  for (i in seq_len(nrow(pairs))) {
    where <- paste0("Effect=", effect, ";Slice=;Comparison=", pairs$contrast[i])
    line(workflow, file, where, "Estimate", pairs$estimate[i])
    line(workflow, file, where, "Adjusted p-value", pairs$p.value[i])
    line(workflow, file, where, "Upper bound", pairs$asymp.UCL[i])
    line(workflow, file, where, "Ratio", ratios[i, 2])
  }
}
cat("workflow\tfile\twhere\tcolumn\tvalue\n")

m <- fit(Mate ~ Cross + (1 | Female) + (1 | Male), read("salamander_mating.csv", "Male", "Female"), binomial)
coefficients("crossed-factors", "fixed-effects", m, c("(Intercept)", "Cross=RW", "Cross=WR", "Cross=WW"))
line("crossed-factors", "covariance-parameters", "Group=Female", "Estimate", VarCorr(m)$cond$Female[1])
line("crossed-factors", "covariance-parameters", "Group=Male", "Estimate", VarCorr(m)$cond$Male[1])
line("crossed-factors", "fit-statistics", "Statistic=-2 log likelihood", "Value", -2 * logLik(m))
crosses <- emmeans(m, ~ Cross, df = Inf)
means("crossed-factors", "Cross", crosses, c("RR", "RW", "WR", "WW"))
pairwise("crossed-factors", "Cross", crosses)
b <- fixef(m)$cond[-1]
line("crossed-factors", "tests", "Effect=Cross", "Chi-square", sum(b * solve(vcov(m)$cond[-1, -1], b)))

owls <- read("owls.csv")
m <- fit(SiblingNegotiation ~ FoodTreatment * SexParent + offset(log(BroodSize)) + (1 | Nest), owls, nbinom2)
w <- "negative-binomial-with-offset"
coefficients(w, "fixed-effects", m, c("(Intercept)", "FoodTreatment=Satiated", "SexParent=Male",
                                      "FoodTreatment=Satiated:SexParent=Male"))
line(w, "covariance-parameters", "Group=Nest", "Estimate", VarCorr(m)$cond$Nest[1])
line(w, "covariance-parameters", "Group=Residual", "Estimate", sigma(m))
line(w, "fit-statistics", "Statistic=-2 log likelihood", "Value", -2 * logLik(m))
food <- emmeans(m, ~ FoodTreatment, offset = 0, df = Inf)
means(w, "FoodTreatment", food, c("Deprived", "Satiated"))
pairwise(w, "FoodTreatment", food)
means(w, "FoodTreatment:SexParent", emmeans(m, ~ SexParent * FoodTreatment, offset = 0, df = Inf)[c(1, 3, 2, 4)],
      c("Deprived, Female", "Satiated, Female", "Deprived, Male", "Satiated, Male"))
food <- as.data.frame(pairs(food))
line(w, "tests", "Effect=FoodTreatment", "Chi-square", (food$estimate / food$SE)^2)
line(w, "tests", "Effect=FoodTreatment:SexParent", "Chi-square", summary(m)$coefficients$cond[4, 3]^2)

sleep <- read("sleepstudy.csv", "Subject")
m <- lmer(Reaction ~ Days + (Days | Subject), sleep,
          control = lmerControl("bobyqa", optCtrl = list(rhoend = 1e-10)))
w <- "random-slopes"
kr <- summary(m, ddf = "Kenward-Roger")$coefficients
for (i in 1:2) {
  where <- paste0("Variable=", c("(Intercept)", "Days")[i])
  line(w, "fixed-effects-sleep", where, "Coeff.", kr[i, 1])
  line(w, "fixed-effects-sleep", where, "Std. Err.", kr[i, 2])
  line(w, "fixed-effects-sleep", where, "df", kr[i, 3])
  line(w, "fixed-effects-sleep", where, "P>|t|", kr[i, 5])
}
g <- VarCorr(m)$Subject
line(w, "covariance-parameters-sleep", "Group=Subject;Effect=(Intercept)", "Estimate", g[1, 1])
line(w, "covariance-parameters-sleep", "Group=Subject;Effect=Days;Parameter=Variance", "Estimate", g[2, 2])
line(w, "covariance-parameters-sleep", "Group=Subject;Effect=Days;Parameter=Covariance", "Estimate", g[1, 2])
line(w, "covariance-parameters-sleep", "Group=Residual", "Estimate", sigma(m)^2)
modes <- ranef(m)$Subject
line(w, "random-effects-sleep", "Level=308;Effect=Days", "Estimate", modes["308", "Days"])
line(w, "random-effects-sleep", "Level=335;Effect=(Intercept)", "Estimate", modes["335", "(Intercept)"])
f <- anova(m, ddf = "Kenward-Roger")
line(w, "tests-sleep", "Effect=Days", "F", f$`F value`)
line(w, "tests-sleep", "Effect=Days", "Den df", f$DenDF)
line(w, "tests-sleep", "Effect=Days", "p-value", f$`Pr(>F)`)
lrt <- ranova(m)$LRT[2]
where <- "Test=Likelihood-ratio test;Parameter=Days in (1 + Days | Subject)"
line(w, "covariance-tests-sleep", where, "Chi-square", lrt)
line(w, "covariance-tests-sleep", where, "p-value",
     (pchisq(lrt, 1, lower.tail = FALSE) + pchisq(lrt, 2, lower.tail = FALSE)) / 2)
m <- fit(use ~ age + I(age^2) + urban + livch + (urban | district), read("contraception.csv", "district"), binomial)
coefficients(w, "fixed-effects-contraception", m,
             c("(Intercept)", "age", "I(age^2)", "urban=Y", "livch=1", "livch=2", "livch=3+"))
g <- VarCorr(m)$cond$district
line(w, "covariance-parameters-contraception", "Effect=(Intercept)", "Estimate", g[1, 1])
line(w, "covariance-parameters-contraception", "Effect=urban=Y;Parameter=Variance", "Estimate", g[2, 2])
line(w, "covariance-parameters-contraception", "Effect=urban=Y;Parameter=Covariance", "Estimate", g[1, 2])
line(w, "fit-statistics-contraception", "Statistic=-2 log likelihood", "Value", -2 * logLik(m))

cbpp <- read("cbpp.csv", "herd", "period")
none <- glmmTMB(cbind(incidence, size - incidence) ~ 1 + (1 | herd), cbpp, binomial)
period <- update(none, . ~ . + period)
both <- update(period, . ~ . + (1 | herd:period))
w <- "model-comparison"
test <- as.data.frame(anova(none, period, both))
file <- c("covariance-tests-period", "covariance-tests-variation")
for (i in 1:2) {
  line(w, file[i], "Test=Likelihood-ratio test;Parameter=Model 1 against model 2", "Chi-square", test$Chisq[i + 1])
  line(w, file[i], "Test=Likelihood-ratio test;Parameter=Model 1 against model 2", "df", test$`Chi Df`[i + 1])
  line(w, file[i], "Test=Likelihood-ratio test;Parameter=Model 1 against model 2", "p-value", test$`Pr(>Chisq)`[i + 1] / i)
  formula <- c("incidence/size ~ period + (1 | herd)", "incidence/size ~ period + (1 | herd) + (1 | herd:period)")[i]
  where <- paste0("Parameter=", formula)
  line(w, file[i], where, "-2 log likelihood", -2 * test$logLik[i + 1])
  line(w, file[i], where, "AIC", test$AIC[i + 1])
  line(w, file[i], where, "BIC", test$BIC[i + 1])
}
where <- paste0("Test=Profile-likelihood interval;Parameter=", c("(Intercept)", "period=2", "period=3", "period=4"))
ends <- confint(period, parm = 1:4, method = "uniroot")
line(w, file[1], where, "Lower bound", ends[, 1])
line(w, file[1], where, "Upper bound", ends[, 2])
chisq <- 2 * as.numeric(logLik(period) - logLik(glm(cbind(incidence, size - incidence) ~ period, binomial, cbpp)))
where <- "Test=Likelihood-ratio test;Parameter=(1 | herd)"
line(w, file[1], where, "Chi-square", chisq)
line(w, file[1], where, "p-value", pchisq(chisq, 1, lower.tail = FALSE) / 2)

trial <- read("beitler_landis.csv", "clinic")
m <- fit(cbind(favourable, total - favourable) ~ treatment + (1 | clinic) + (1 | clinic:treatment), trial, binomial)
treatments <- emmeans(m, ~ treatment, df = Inf)
means("clinical-trial", "treatment", treatments, c("control", "drug"))
ratio <- as.data.frame(summary(contrast(treatments, "trt.vs.ctrl"), type = "response", infer = TRUE))
where <- "Comparison=drug - control"
line("clinical-trial", "comparisons", where, "Ratio", ratio$odds.ratio)
line("clinical-trial", "comparisons", where, "Lower bound (ratio)", ratio$asymp.LCL)
line("clinical-trial", "comparisons", where, "p-value", ratio$p.value)

range <- read("range_splitplot.csv")
m <- fit(count ~ management * mix + (1 | block) + (1 | block:management), range, nbinom2)
w <- "range-split-plot"
line(w, "covariance-parameters-negbin", "Group=block", "Estimate", VarCorr(m)$cond$block[1])
line(w, "covariance-parameters-negbin", "Group=block:management", "Estimate", VarCorr(m)$cond$`block:management`[1])
line(w, "covariance-parameters-negbin", "Group=Residual", "Estimate", sigma(m))
line(w, "fit-statistics-negbin", "Statistic=-2 log likelihood", "Value", -2 * logLik(m))
b <- fixef(m)$cond
interaction <- grep(":", names(b))
line(w, "tests-negbin", "Effect=management:mix", "Chi-square",
     sum(b[interaction] * solve(vcov(m)$cond[interaction, interaction], b[interaction])))
mixes <- emmeans(m, ~ mix, df = Inf)
means(w, "mix", mixes, c("S1", "S2", "S3", "S4"), "means-negbin")
pairwise(w, "mix", mixes, "comparisons-negbin")
