package org.glmm.engine.family;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.DoubleStream;

import org.glmm.engine.error.ModelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LinksTest {

    static List<Link> links() {
        return Links.all();
    }

    private static double[] predictors() {
        return DoubleStream.of(-3, -1.2, -0.1, 0.3, 0.9, 1.4).toArray();
    }

    @ParameterizedTest
    @MethodSource("links")
    void theLinkUndoesTheInverse(Link link) {
        for (double eta : predictors()) {
            assertEquals(eta, link.link(link.inverse(eta)), 1e-9, link.name() + " at " + eta);
        }
    }

    @ParameterizedTest
    @MethodSource("links")
    void theDerivativeIsThatOfTheInverse(Link link) {
        double h = 1e-5;
        for (double eta : predictors()) {
            double difference = (link.inverse(eta + h) - link.inverse(eta - h)) / (2 * h);
            assertEquals(difference, link.derivative(eta), 1e-9, link.name() + " at " + eta);
        }
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
        for (Link link : List.of(Links.LOGIT, Links.PROBIT, Links.COMPLEMENTARY_LOG_LOG)) {
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
