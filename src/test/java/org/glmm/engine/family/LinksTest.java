package org.glmm.engine.family;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import org.glmm.engine.error.ModelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LinksTest {

    static List<Link> links() {
        return Stream.concat(Links.all().stream(), Stream.of(Links.power(0.3), Links.power(-1.5),
            Distributions.LOGNORMAL.observationLink(Links.IDENTITY, 0.8),
            Distributions.LOGNORMAL.observationLink(Links.INVERSE, 0.3))).toList();
    }

    private static double[] predictors(Link link) {
        return DoubleStream.of(-3, -1.2, -0.1, 0.3, 0.9, 1.4).filter(eta -> !(link instanceof PowerLink) || eta > 0)
            .toArray();
    }

    @ParameterizedTest
    @MethodSource("links")
    void theLinkUndoesTheInverse(Link link) {
        for (double eta : predictors(link)) {
            assertEquals(eta, link.link(link.inverse(eta)), 1e-9, link.name() + " at " + eta);
        }
    }

    @ParameterizedTest
    @MethodSource("links")
    void theDerivativesAreThoseOfTheInverse(Link link) {
        for (double eta : predictors(link)) {
            double[] values = filled(link::derivatives, eta);
            assertEquals(link.inverse(eta), values[0], 1e-15 * Math.abs(values[0]), link.name());
            assertEquals(link.derivative(eta), values[1], 1e-14 * Math.abs(values[1]), link.name());
            assertDerivatives(link, link::derivatives, eta);
        }
    }

    @ParameterizedTest
    @MethodSource("links")
    void logarithmsOfMeansAndTheirDerivatives(Link link) {
        for (double eta : predictors(link)) {
            if (link.inverse(eta) > 0) {
                assertEquals(Math.log(link.inverse(eta)), filled(link::logMean, eta)[0], 1e-14, link.name());
                assertDerivatives(link, link::logMean, eta);
            }
            if (link.inverse(eta) < 1) {
                assertEquals(Math.log(link.complement(eta)), filled(link::logComplement, eta)[0], 1e-14, link.name());
                assertDerivatives(link, link::logComplement, eta);
            }
        }
    }

    private interface Filling {
        void fill(double eta, double[] result);
    }

    private static double[] filled(Filling filling, double eta) {
        double[] result = new double[4];
        filling.fill(eta, result);
        return result;
    }

    /** Each derivative against extrapolated central differences of the one before. */
    private static void assertDerivatives(Link link, Filling filling, double eta) {
        double[] values = filled(filling, eta);
        double step = 5e-4 * Math.max(Math.abs(eta), 0.1);
        for (int order = 1; order <= 3; order++) {
            int below = order - 1;
            double expected = Differences.derivative(e -> filled(filling, e)[below], eta, step);
            assertEquals(expected, values[order], 1e-9 * Math.max(1, Math.abs(expected)),
                link.name() + " derivative " + order + " at " + eta);
        }
    }

    /**
     * Far out, where means underflow or round to one. R 4.2: pnorm(eta, log.p = TRUE), plogis(eta, log.p = TRUE),
     * pcauchy(eta, log.p = TRUE), log(-expm1(-exp(eta))).
     */
    @ParameterizedTest
    @CsvSource({
        "probit, -40, -804.608442013754, 40.0249688472063",
        "probit, -5, -15.0649983939887, 5.18650396712584",
        "probit, 9, -1.12858840595384e-19, 1.02797735716689e-18",
        "logit, -800, -800, 1",
        "logit, 50, -1.92874984796392e-22, 1.92874984796392e-22",
        "cloglog, -50, -50, 1",
        "cloglog, 3, -1.89217874881069e-09, 3.80054251123566e-08",
        "loglog, -3, -20.0855369231877, 20.0855369231877",
        "cauchit, -1e8, -19.5654106298018, 1e-08"})
    void logarithmsAreRightFarOut(String name, double eta, double logMean, double slope) {
        double[] values = filled(Links.named(name)::logMean, eta);
        assertEquals(logMean, values[0], 1e-13 * Math.abs(logMean));
        assertEquals(slope, values[1], 1e-13 * Math.abs(slope));
    }

    @Test
    void parametersAreReadFromNames() {
        for (double power : new double[] {0.5, -2, 1 / 3.0, 0.01}) {
            Link link = Links.power(power);
            assertEquals(link, Links.named(link.name()));
            assertEquals(8, link.link(Math.pow(8, 1 / power)), 1e-12);
        }
        assertEquals("power(0.5)", Links.power(0.5).name());
        assertEquals("power(-2)", Links.power(-2).name());
        assertThrows(ModelException.class, () -> Links.power(0));
        assertThrows(ModelException.class, () -> Links.named("power(x)"));
    }

    /** R 4.2: make.link(name)$linkinv(eta) and $mu.eta(eta). */
    @ParameterizedTest
    @CsvSource({
        "logit, 0.7, 0.668187772168166, 0.221712873293109",
        "logit, -30, 9.3576229688393e-14, 9.35762296883843e-14",
        "probit, -1.5, 0.0668072012688581, 0.129517595665892",
        "probit, -8, 6.22096057427178e-16, 5.05227108353689e-15",
        "cloglog, -2, 0.126576981506883, 0.118204951593143",
        "cloglog, -25, 1.38879438648676e-11, 1.38879438647711e-11",
        "log, 1.25, 3.49034295746184, 3.49034295746184"})
    void valuesAreThoseOfR(String name, double eta, double mean, double derivative) {
        assertEquals(1, Links.named(name).inverse(eta) / mean, 1e-10);
        assertEquals(1, Links.named(name).derivative(eta) / derivative, 1e-10);
    }

    @Test
    void meansStayInRangeFarOut() {
        for (Link link : List.of(Links.LOGIT, Links.PROBIT, Links.COMPLEMENTARY_LOG_LOG, Links.LOG_LOG,
            Links.CAUCHIT)) {
            for (double eta : new double[] {-800, -40, 40, 800}) {
                double mu = link.inverse(eta);
                assertTrue(mu >= 0 && mu <= 1, link.name() + " at " + eta + " gives " + mu);
                assertTrue(link.derivative(eta) >= 0);
            }
        }
    }

    @Test
    void anUnknownLinkIsNamed() {
        var problem = assertThrows(ModelException.class, () -> Links.named("cubic"));
        assertTrue(problem.getMessage().contains("\"cubic\"") && problem.getMessage().contains("logit"));
    }
}
