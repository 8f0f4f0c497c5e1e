package org.glmm.engine.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.StreamSupport;

import org.glmm.engine.model.FixedEffects;

/** Comparisons of fits with references. */
final class ReferenceAssertions {

    private ReferenceAssertions() {
    }

    static void assertRelative(double expected, double actual, double tolerance) {
        assertEquals(expected, actual, tolerance * Math.abs(expected));
    }

    /** Compares as sets, since peers order covariance parameters in their own ways. */
    static void assertRelative(double[] expected, double[] actual, double tolerance, String what) {
        double[] e = expected.clone();
        double[] a = actual.clone();
        Arrays.sort(e);
        Arrays.sort(a);
        assertEquals(e.length, a.length, what);
        for (int i = 0; i < e.length; i++) {
            assertEquals(e[i], a[i], tolerance * Math.max(Math.abs(e[i]), 1e-6), what);
        }
    }

    /** Estimates to {@code tolerance} standard errors, standard errors relative to it. R writes a=b as ab. */
    static void assertFixedEffects(Reference reference, FixedEffects actual, double tolerance) {
        assertEquals(reference.texts("fixef", "names"),
            actual.names().stream().map(name -> name.replace("=", "")).toList());
        double[] estimates = reference.numbers("fixef", "estimate");
        double[] errors = reference.numbers("fixef", "se");
        for (int i = 0; i < estimates.length; i++) {
            assertEquals(estimates[i], actual.estimates()[i], tolerance * errors[i], actual.names().get(i));
            assertRelative(errors[i], actual.standardError(i), tolerance);
        }
    }

    static DoubleStream varianceComponents(Reference reference) {
        return StreamSupport.stream(reference.json().get("varcomp").spliterator(), false)
            .mapToDouble(component -> component.get("vcov").asDouble());
    }
}
