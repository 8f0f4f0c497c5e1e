package org.glmm.engine.design;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.glmm.engine.error.ModelException;
import org.glmm.engine.formula.FactorCoding;
import org.glmm.engine.formula.FactorCoding.Contrasts;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.frame.TestFrames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Contrasts as those of R's stats package. */
class LevelColumnsTest {

    private static final List<String> LEVELS = List.of("a", "b", "c", "d");

    private static LevelColumns columns(Contrasts contrasts, String reference, List<String> levels) {
        return LevelColumns.contrasts(new FactorCoding(contrasts, reference), levels, "f");
    }

    private static void assertMatrix(LevelColumns actual, double[][] expected, String... suffixes) {
        assertEquals(List.of(suffixes), IntStream.range(0, actual.size()).mapToObj(actual::suffix).toList());
        for (int column = 0; column < suffixes.length; column++) {
            int j = column;
            assertArrayEquals(IntStream.range(0, expected.length).mapToDouble(level -> expected[level][j]).toArray(),
                actual.column(column), 1e-14);
        }
    }

    @Test
    void treatment() {
        assertMatrix(columns(Contrasts.TREATMENT, "", LEVELS),
            new double[][] {{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}}, "=b", "=c", "=d");
        assertMatrix(columns(Contrasts.TREATMENT, "c", LEVELS),
            new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 0}, {0, 0, 1}}, "=a", "=b", "=d");
    }

    @Test
    void sum() {
        assertMatrix(columns(Contrasts.SUM, "", LEVELS), new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {-1, -1, -1}},
            "=a", "=b", "=c");
        assertMatrix(columns(Contrasts.SUM, "a", LEVELS),
            new double[][] {{-1, -1, -1}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}}, "=b", "=c", "=d");
    }

    @Test
    void helmert() {
        assertMatrix(columns(Contrasts.HELMERT, "", LEVELS),
            new double[][] {{-1, -1, -1}, {1, -1, -1}, {0, 2, -1}, {0, 0, 3}}, "=b vs before", "=c vs before",
            "=d vs before");
    }

    @Test
    void polynomial() {
        double l = 0.67082039324993692;
        double s = 0.22360679774997896;
        assertMatrix(columns(Contrasts.POLYNOMIAL, "", LEVELS),
            new double[][] {{-l, 0.5, -s}, {-s, -0.5, l}, {s, -0.5, -l}, {l, 0.5, s}}, ".L", ".Q", ".C");
        assertMatrix(columns(Contrasts.POLYNOMIAL, "", List.of("1", "2", "3", "4", "5")), new double[][] {
            {-0.63245553203367588, 0.53452248382484879, -0.31622776601683777, 0.11952286093343928},
            {-0.31622776601683783, -0.26726124191242440, 0.63245553203367577, -0.47809144373375756},
            {0, -0.53452248382484868, 0, 0.71713716560063634},
            {0.31622776601683783, -0.26726124191242440, -0.63245553203367599, -0.47809144373375728},
            {0.63245553203367588, 0.53452248382484879, 0.31622776601683783, 0.11952286093343928}},
            ".L", ".Q", ".C", "^4");
    }

    /** 95 levels are the most; also there the columns are orthonormal and orthogonal to a constant. */
    @Test
    void polynomialsOfHighDegreeAreOrthonormal() {
        var levels = IntStream.range(0, 95).mapToObj(Integer::toString).toList();
        var columns = columns(Contrasts.POLYNOMIAL, "", levels);
        for (int i = 0; i < 94; i += 31) {
            for (int j = 0; j <= i; j++) {
                double[] first = columns.column(i);
                double[] second = columns.column(j);
                assertEquals(i == j ? 1 : 0, IntStream.range(0, 95).mapToDouble(k -> first[k] * second[k]).sum(),
                    1e-12);
            }
            assertEquals(0, Arrays.stream(columns.column(i)).sum(), 1e-12);
        }
        var more = IntStream.range(0, 96).mapToObj(Integer::toString).toList();
        assertThrows(ModelException.class, () -> columns(Contrasts.POLYNOMIAL, "", more));
    }

    @ParameterizedTest
    @EnumSource(Contrasts.class)
    void everyFunctionOfTheLevelIsACombinationWithAConstant(Contrasts contrasts) {
        for (var columns : contrasts.hasReference()
            ? List.of(columns(contrasts, "", LEVELS), columns(contrasts, "b", LEVELS))
            : List.of(columns(contrasts, "", LEVELS))) {
            double[] function = {3, -1, 0.5, 7};
            double[] coefficients = columns.coefficients(function);
            for (int level = 0; level < 4; level++) {
                double sum = coefficients[0];
                for (int j = 0; j < 3; j++) {
                    sum += coefficients[j + 1] * columns.column(j)[level];
                }
                assertEquals(function[level], sum, 1e-13);
            }
        }
    }

    @Test
    void aReferenceThatIsNoLevelIsNamed() {
        var problem = assertThrows(ModelException.class, () -> columns(Contrasts.TREATMENT, "z", LEVELS));
        assertTrue(problem.getMessage().contains("\"z\" of the factor \"f\""), problem.getMessage());
        assertThrows(ModelException.class, () -> new FactorCoding(Contrasts.HELMERT, "a"));
    }

    /** Column names; an interaction has the products of its factors' columns, indicators where R has them. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "yield ~ Variety*nitroF; SUM; (Intercept),Variety=Golden Rain,Variety=Marvellous,nitroF.L,nitroF.Q,nitroF.C,"
            + "Variety=Golden Rain:nitroF.L,Variety=Marvellous:nitroF.L,Variety=Golden Rain:nitroF.Q,"
            + "Variety=Marvellous:nitroF.Q,Variety=Golden Rain:nitroF.C,Variety=Marvellous:nitroF.C",
        "yield ~ Variety + nitroF:Variety; HELMERT; (Intercept),Variety=Marvellous vs before,Variety=Victory vs before,"
            + "Variety=Golden Rain:nitroF.L,Variety=Marvellous:nitroF.L,Variety=Victory:nitroF.L,"
            + "Variety=Golden Rain:nitroF.Q,Variety=Marvellous:nitroF.Q,Variety=Victory:nitroF.Q,"
            + "Variety=Golden Rain:nitroF.C,Variety=Marvellous:nitroF.C,Variety=Victory:nitroF.C",
        "yield ~ 0 + Variety + nitroF; SUM; Variety=Golden Rain,Variety=Marvellous,Variety=Victory,"
            + "nitroF.L,nitroF.Q,nitroF.C"})
    void namesShowTheLevel(String text, Contrasts variety, String names) {
        var formula = Formula.parse(text);
        var design = Design.of(formula, TestFrames.read("oats", formula.columns()), Set.of(),
            Map.of("Variety", new FactorCoding(variety, ""), "nitroF", new FactorCoding(Contrasts.POLYNOMIAL, "")));
        assertEquals(List.of(names.split(",")), design.fixed().names());
    }

    @Test
    void contrastsOfANumberAreRefused() {
        var formula = Formula.parse("yield ~ nitro");
        var problem = assertThrows(ModelException.class, () -> Design.of(formula,
            TestFrames.read("oats", formula.columns()), Set.of(),
            Map.of("nitro", new FactorCoding(Contrasts.SUM, ""))));
        assertTrue(problem.getMessage().contains("\"nitro\""), problem.getMessage());
    }
}
