package org.glmm.engine.frame;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import org.glmm.engine.error.ModelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameBuilderTest {

    private static final List<ColumnRequest> REQUESTS =
        List.of(new ColumnRequest("dose", Kind.NUMERIC), new ColumnRequest("herd", Kind.FACTOR));

    private static FrameBuilder builder(MissingPolicy policy) {
        return new FrameBuilder(REQUESTS, policy);
    }

    private static void row(FrameBuilder builder, Double dose, String herd, String id) {
        if (dose == null) {
            builder.missing(0);
        } else {
            builder.number(0, dose);
        }
        if (herd == null) {
            builder.missing(1);
        } else {
            builder.level(1, herd);
        }
        builder.endRow(id);
    }

    @Test
    void sortsLevelsByCodePointAndDropsThoseOfOmittedRows() {
        var builder = builder(MissingPolicy.OMIT);
        row(builder, 1.0, "b", "r0");
        row(builder, null, "only here", "r1");
        row(builder, 2.0, "a10", "r2");
        row(builder, 3.0, null, "r3");
        row(builder, 4.0, "a2", "r4");
        row(builder, 5.0, "B", "r5");
        row(builder, 6.0, "b", "r6");
        var frame = builder.build();
        var herd = (FactorColumn) frame.column("herd");
        assertEquals(List.of("B", "a10", "a2", "b"), herd.levels());
        assertArrayEquals(new int[] {3, 1, 2, 0, 3}, herd.codes());
        assertArrayEquals(new double[] {1, 2, 4, 5, 6}, ((NumericColumn) frame.column("dose")).values());
    }

    @Test
    void ordersSupplementaryCharactersAfterTheBasicPlane() {
        var builder = builder(MissingPolicy.OMIT);
        var levels = List.of("\uD83D\uDE00", "\uFB01", "\uD83D\uDE01", "z", "");
        for (var level : levels) {
            row(builder, 1.0, level, "r");
        }
        assertEquals(List.of("", "z", "\uFB01", "\uD83D\uDE00", "\uD83D\uDE01"),
            ((FactorColumn) builder.build().column("herd")).levels());
    }

    @Test
    void countsOmittedRowsAndRemembersThePositionOfKeptOnes() {
        var builder = builder(MissingPolicy.OMIT);
        for (int i = 0; i < 5000; i++) {
            row(builder, i % 10 == 3 ? null : (double) i, i % 5 == 3 ? null : "h" + i % 7, "r" + i);
        }
        var frame = builder.build();
        assertEquals(4000, frame.rows());
        assertEquals(1000, frame.omittedRows());
        assertEquals(Map.of("dose", 500L, "herd", 1000L), frame.omittedByColumn());
        double[] dose = ((NumericColumn) frame.column("dose")).values();
        var herd = (FactorColumn) frame.column("herd");
        for (int row = 0; row < frame.rows(); row++) {
            assertEquals(dose[row], frame.ordinal(row));
            assertEquals("h" + frame.ordinal(row) % 7, herd.levels().get(herd.codes()[row]));
        }
    }

    @Test
    void leavesOrdinalsAloneWithoutOmission() {
        var builder = builder(MissingPolicy.FAIL);
        row(builder, 1.0, "a", "r0");
        row(builder, 2.0, "b", "r1");
        var frame = builder.build();
        assertEquals(1, frame.ordinal(1));
        assertEquals(0, frame.omittedRows());
        assertTrue(frame.omittedByColumn().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesNumbersThatAreNotFinite(double value) {
        var builder = builder(MissingPolicy.OMIT);
        row(builder, 1.0, "a", "Row0");
        var problem = assertThrows(ModelException.class, () -> row(builder, value, "a", "Row1"));
        assertEquals("The column \"dose\" has the value " + value
            + " in row \"Row1\"; replace it by a finite number or a missing value.", problem.getMessage());
    }

    @Test
    void failsOnMissingValuesIfAsked() {
        var builder = builder(MissingPolicy.FAIL);
        var problem = assertThrows(ModelException.class, () -> row(builder, 1.0, null, "Row7"));
        assertTrue(problem.getMessage().startsWith("The column \"herd\" has a missing value in row \"Row7\""));
    }

    @Test
    void refusesEmptyAndAllMissingTables() {
        assertEquals("The table has no rows; a model needs data.",
            assertThrows(ModelException.class, builder(MissingPolicy.OMIT)::build).getMessage());
        var builder = builder(MissingPolicy.OMIT);
        row(builder, null, "a", "r0");
        row(builder, 1.0, null, "r1");
        var problem = assertThrows(ModelException.class, builder::build);
        assertTrue(problem.getMessage().contains("1 in \"dose\", 1 in \"herd\""), problem.getMessage());
    }

    @Test
    void suggestsSimilarColumns() {
        var frame = new Frame(List.of(new NumericColumn("treatment", new double[1]),
            new NumericColumn("clinic", new double[1])));
        assertEquals("There is no column \"tretment\" in the data; did you mean \"treatment\"?",
            assertThrows(ModelException.class, () -> frame.column("tretment")).getMessage());
        assertEquals("There is no column \"weight\" in the data; available are \"treatment\", \"clinic\".",
            assertThrows(ModelException.class, () -> frame.column("weight")).getMessage());
    }

    @Test
    void refusesDuplicateColumns() {
        var columns = List.of(new NumericColumn("x", new double[1]), new NumericColumn("x", new double[1]));
        assertThrows(ModelException.class, () -> new Frame(columns));
    }

    @Test
    void turnsNumbersIntoLevelsInNumericOrder() {
        var factor = new NumericColumn("x", new double[] {10, 2, 0.5, -0.0, 0.0, -3, 2, 1e20}).asFactor();
        assertEquals(List.of("-3", "0", "0.5", "2", "10", "1.0E20"), factor.levels());
        assertArrayEquals(new int[] {4, 3, 2, 1, 1, 0, 3, 5}, factor.codes());
    }
}
