package org.glmm.engine.sparse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BlockPatternTest {

    @Test
    void placesBlocksOneAfterTheOther() {
        var pattern = new BlockPattern(new int[] {2, 1, 3}, new int[] {0, 2, 4, 5}, new int[] {0, 2, 1, 2, 2});
        assertEquals(6, pattern.dimension());
        assertEquals(5, pattern.blocks());
        assertEquals(4 + 6 + 1 + 3 + 9, pattern.valueCount());
        assertEquals(4, pattern.offset(1));
        assertEquals(14, pattern.offset(4));
        assertEquals(1, pattern.find(2, 0));
        assertTrue(pattern.find(1, 0) < 0);
        assertEquals(3, pattern.firstRow(2));
    }

    @Test
    void refusesWhatIsNoLowerTriangle() {
        refuses(new int[] {1, 1}, new int[] {0, 1, 2}, new int[] {1, 1});
        refuses(new int[] {1, 1}, new int[] {0, 1, 1}, new int[] {0});
        refuses(new int[] {1, 1}, new int[] {0, 2, 3}, new int[] {0, 2, 1});
        refuses(new int[] {1, 1, 1}, new int[] {0, 3, 4, 5}, new int[] {0, 2, 1, 1, 2});
        refuses(new int[] {1, 0}, new int[] {0, 1, 2}, new int[] {0, 1});
        refuses(new int[] {1}, new int[] {0, 1}, new int[] {0, 1});
    }

    @Test
    void refusesMoreValuesThanAnArrayHolds() {
        var error = refuses(new int[] {50_000}, new int[] {0, 1}, new int[] {0});
        assertEquals("Too many values of the block pattern: 2500000000 exceeds 2147483639", error.getMessage());
    }

    private static IllegalArgumentException refuses(int[] sizes, int[] columnStart, int[] rowIndex) {
        return assertThrows(IllegalArgumentException.class, () -> new BlockPattern(sizes, columnStart, rowIndex));
    }
}
