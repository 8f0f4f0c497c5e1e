package org.glmm.engine.estimate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.glmm.engine.family.Distributions;
import org.glmm.engine.formula.FactorCoding;
import org.glmm.engine.formula.FactorCoding.Contrasts;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fits with contrasts of the user's choice. */
class ContrastsTest {

    private static ModelSpec coded(ModelSpec spec, Map<String, FactorCoding> codings) {
        return new ModelSpec(spec.formula(), spec.distribution(), spec.link(), spec.method(), spec.estimateScale(),
            Optional.empty(), Optional.empty(), Set.of(), codings, spec.control());
    }

    private static FactorCoding coding(Contrasts contrasts) {
        return new FactorCoding(contrasts, "");
    }

    /**
     * The coefficients of R's lm() with contr.sum, contr.helmert, contr.poly and contr.treatment(4, base = 3) on the
     * oats.
     */
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "yield ~ Variety*nitroF; SUM; POLYNOMIAL; ''; 103.97222222222224, 0.5277777777777739, 5.8194444444444411,"
            + "32.944734868496852, -5.1666666666666643, -0.44721359549995809, 0.74535599249995166, -4.0621901591246052,"
            + "0.99999999999999833, -0.91666666666667063, -0.37267799624995651, 3.6149765636246709",
        "yield ~ Variety*nitroF; HELMERT; TREATMENT; 0.4; 114.22222222222226, 1.2500000000000118, -1.6944444444444535,"
            + "-34.833333333333371, -15.333333333333355, 9.1666666666666767, 2.0833333333333126, -2.249999999999976,"
            + "3.7499999999999885, -2.9166666666666594, -0.25000000000000899, -0.74999999999998868",
        "yield ~ Variety + Variety:nitroF; HELMERT; POLYNOMIAL; ''; 103.97222222222224, 2.6458333333333348,"
            + "-3.173611111111112, 33.690090860996847, 28.882544709372308, 36.261569035121589, -4.1666666666666634,"
            + "-6.0833333333333339, -5.2499999999999787, -0.81989159174992454, 3.1677629681246926, "
            + "-3.6895121628746601"})
    void coefficientsAreThoseOfLeastSquares(String formula, Contrasts variety, Contrasts nitro, String reference,
        String coefficients) {
        var spec = Fits.spec(formula, Distributions.NORMAL, Distributions.NORMAL.defaultLink(), Method.REML, true);
        FittedModel fit = Fits.fit("oats", coded(spec,
            Map.of("Variety", coding(variety), "nitroF", new FactorCoding(nitro, reference))));
        double[] expected = Arrays.stream(coefficients.split(",")).mapToDouble(Double::parseDouble).toArray();
        assertArrayEquals(expected, fit.fixedEffects().estimates(), 1e-9);
    }

    /** The lecture's split plot with sum contrasts, RSPL in textbook matrix algebra. */
    @Test
    void sumContrastsOfAPseudoLikelihoodFit() {
        Reference reference = Reference.read("range_poisson_sumcontr.oracle.rspl");
        var formula = Formula.parse("count ~ management*mix + (1 | block) + (1 | block:management)");
        var spec = Fits.spec(formula.toString(), Distributions.POISSON, Distributions.POISSON.defaultLink(),
            Method.RSPL, false);
        FittedModel fit = Fits.fit("range_splitplot", coded(spec,
            Map.of("management", coding(Contrasts.SUM), "mix", coding(Contrasts.SUM))));
        double[] estimates = reference.numbers("fixef", "estimate");
        double[] errors = reference.numbers("fixef", "se");
        for (int i = 0; i < estimates.length; i++) {
            assertEquals(estimates[i], fit.fixedEffects().estimates()[i], 1e-5 * errors[i],
                fit.fixedEffects().names().get(i));
            assertEquals(errors[i], fit.fixedEffects().standardError(i), 1e-5 * errors[i]);
        }
    }
}
