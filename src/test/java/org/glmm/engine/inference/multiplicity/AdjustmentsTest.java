package org.glmm.engine.inference.multiplicity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.ejml.data.DMatrixRMaj;
import org.glmm.engine.error.ModelException;
import org.glmm.engine.frame.TestFrames;
import org.glmm.engine.inference.multiplicity.Family.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Adjusted p-values and critical values against R; {@code families.tsv} names the functions. */
class AdjustmentsTest {

    private static final double EXACT = 1e-12;
    private static final double INTEGRATED = 1e-4;

    /** A family and R's numbers for it, by name. */
    record Case(String name, Family family, Map<String, double[]> numbers) {

        Family withTail(Tail tail) {
            return new Family(family.kind(), tail, family.statistics(), family.df(), family.correlation(),
                family.means(), family.rank());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> cases() {
        var cases = new ArrayList<Case>();
        var lines = TestFrames.lines("/org/glmm/engine/inference/multiplicity/families.tsv").stream()
            .map(line -> line.split("\t")).toList();
        for (int i = 1; i < lines.size();) {
            var heading = lines.get(i);
            int n = lines.get(i + 1).length;
            var correlation = new DMatrixRMaj(lines.subList(i + 1, i + 1 + n).stream().map(AdjustmentsTest::numbers)
                .toArray(double[][]::new));
            double[] df = new double[n];
            Arrays.fill(df, Double.parseDouble(heading[2]));
            var kind = heading[1].startsWith("control") ? Kind.CONTROL : heading[1].startsWith("pairs") ? Kind.PAIRS
                : heading[1].startsWith("average") ? Kind.AVERAGE : Kind.OTHER;
            var numbers = new HashMap<String, double[]>();
            int at = i + n + 2;
            for (; at < lines.size() && !lines.get(at)[0].equals("case"); at++) {
                numbers.put(lines.get(at)[0], numbers(Arrays.copyOfRange(lines.get(at), 1, lines.get(at).length)));
            }
            cases.add(new Case(heading[1], new Family(kind, Tail.TWO_SIDED, numbers(lines.get(i + n + 1)), df,
                correlation, n + 1, Integer.parseInt(heading[3])), numbers));
            i = at;
        }
        return cases;
    }

    private static double[] numbers(String[] fields) {
        return Stream.of(fields).mapToDouble(Double::parseDouble).toArray();
    }

    private static void assertClose(double[] expected, double[] actual, double tolerance, String what) {
        assertEquals(expected.length, actual.length, what);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], tolerance, what + " " + i);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void adjustmentsOfSinglePValuesAreThoseOfR(Case of) {
        Map.of("bonferroni", Adjustments.BONFERRONI, "holm", Adjustments.HOLM, "hochberg", Adjustments.HOCHBERG,
            "BH", Adjustments.FALSE_DISCOVERY_RATE, "sidak", Adjustments.SIDAK, "holm-sidak", Adjustments.HOLM_SIDAK,
            "scheffe", Adjustments.SCHEFFE).forEach((name, adjustment) ->
                assertClose(of.numbers.get(name), adjustment.pValues(of.family), EXACT, name));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void scheffeIntervalsAreThoseOfF(Case of) {
        assertEquals(of.numbers.get("scheffe critical")[0], Adjustments.SCHEFFE.criticalValues(of.family, 0.95)[0],
            1e-8);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void multivariateTIsThatOfMvtnorm(Case of) {
        var adjustment = Adjustments.MULTIVARIATE_T;
        assertClose(of.numbers.get("mvt two-sided"), adjustment.pValues(of.family), INTEGRATED, "two-sided");
        double[] upper = of.numbers.get("mvt upper");
        assertClose(upper, adjustment.pValues(of.withTail(Tail.UPPER)), INTEGRATED, "upper");
        assertEquals(of.numbers.get("mvt critical")[0], adjustment.criticalValues(of.family, 0.95)[0], 2e-3);
    }

    /** Integration over the sphere against the double integral that product correlations have. */
    @ParameterizedTest
    @MethodSource("cases")
    void bothIntegrationsAgree(Case of) {
        var exact = ProductCorrelation.of(of.family.correlation());
        assertEquals(of.name.matches("control, (un)?balanced"), exact.isPresent(), "only independent means have them");
        var general = new SphericalIntegration(of.family.correlation());
        exact.ifPresent(product -> {
            for (double t : new double[] {-1, 0.3, 1.5, 2.8, 4}) {
                assertEquals(product.twoSidedTail(t, 11.5), general.twoSidedTail(t, 11.5), 5e-5, "two-sided " + t);
                assertEquals(product.oneSidedTail(t, 11.5), general.oneSidedTail(t, 11.5), 5e-5, "upper " + t);
            }
        });
    }

    /** Differences of seven independent means: the largest |t| times sqrt(2) is the studentised range. */
    @Test
    void allPairsOfIndependentMeansAreTukeysTest() {
        int means = 7;
        var rows = new ArrayList<double[]>();
        for (int i = 0; i < means; i++) {
            for (int j = 0; j < i; j++) {
                double[] row = new double[means];
                row[i] = Math.sqrt(0.5);
                row[j] = -Math.sqrt(0.5);
                rows.add(row);
            }
        }
        var correlation = new DMatrixRMaj(rows.size(), rows.size());
        for (int a = 0; a < rows.size(); a++) {
            for (int b = 0; b < rows.size(); b++) {
                double sum = 0;
                for (int k = 0; k < means; k++) {
                    sum += rows.get(a)[k] * rows.get(b)[k];
                }
                correlation.set(a, b, sum);
            }
        }
        double[] t = new double[rows.size()];
        double[] df = new double[rows.size()];
        for (int i = 0; i < t.length; i++) {
            t[i] = 0.3 * i - 2;
            df[i] = i % 2 == 0 ? 17.3 : Double.POSITIVE_INFINITY;
        }
        var family = new Family(Kind.PAIRS, Tail.TWO_SIDED, t, df, correlation, means, means - 1);
        assertClose(Adjustments.TUKEY_KRAMER.pValues(family), Adjustments.MULTIVARIATE_T.pValues(family), 5e-5, "p");
        assertClose(Adjustments.TUKEY_KRAMER.criticalValues(family, 0.95),
            Adjustments.MULTIVARIATE_T.criticalValues(family, 0.95), 1e-3, "critical values");
    }

    /**
     * Bechhofer and Dunnett (1988), two-sided 5 percent points for four comparisons with a control: 2.81 at 12 df, 2.44
     * at infinity.
     */
    @Test
    void dunnettsTable() {
        var correlation = new DMatrixRMaj(4, 4);
        for (int i = 0; i < 16; i++) {
            correlation.data[i] = i % 5 == 0 ? 1 : 0.5;
        }
        var family = new Family(Kind.CONTROL, Tail.TWO_SIDED, new double[4],
            new double[] {12, 12, Double.POSITIVE_INFINITY, 30}, correlation, 5, 4);
        double[] critical = Adjustments.DUNNETT.criticalValues(family, 0.95);
        assertEquals(2.81, critical[0], 0.005);
        assertEquals(2.44, critical[2], 0.005);
    }

    @Test
    void stepwiseMethodsHaveNoIntervals() {
        for (var adjustment : List.of(Adjustments.HOLM, Adjustments.HOCHBERG, Adjustments.HOLM_SIDAK,
            Adjustments.FALSE_DISCOVERY_RATE)) {
            assertTrue(Double.isNaN(adjustment.criticalValues(cases().get(0).family, 0.95)[0]), adjustment.name());
        }
    }

    @Test
    void everyAdjustmentIsFoundByItsName() {
        Adjustments.all().forEach(adjustment -> assertEquals(adjustment, Adjustments.named(adjustment.name())));
        assertTrue(assertThrows(ModelException.class, () -> Adjustments.named("Tuckey")).getMessage()
            .contains("Tukey"));
    }
}
