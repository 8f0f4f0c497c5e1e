package org.glmm.engine.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class WorkersTest {

    private static final int ROWS = 1_000_000;

    @Test
    void everyMemberIsCalledOnce() {
        var calls = new AtomicInteger();
        var members = new AtomicInteger();
        Workers.of(5).run(member -> {
            calls.incrementAndGet();
            members.addAndGet(1 << member);
        });
        assertEquals(5, calls.get());
        assertEquals(31, members.get());
    }

    @Test
    void anExceptionOfAnyMemberReachesTheCaller() {
        for (int member = 0; member < 3; member++) {
            int failing = member;
            assertThrows(IllegalStateException.class, () -> Workers.of(3).run(id -> {
                if (id == failing) {
                    throw new IllegalStateException();
                }
            }));
        }
    }

    @Test
    void aCheckpointEndsAPassOverTheRows() {
        var calls = new AtomicInteger();
        var workers = new Workers(2, () -> {
            if (calls.incrementAndGet() >= 10) {
                throw new CancellationException();
            }
        });
        var chunks = new RowChunks(ROWS, workers);
        assertThrows(CancellationException.class, () -> chunks.forEach((chunk, from, to) -> { }));
        assertTrue(calls.get() <= 11, calls + " of " + chunks.count() + " chunks were begun");
    }

    @Test
    void needsAThread() {
        assertThrows(IllegalArgumentException.class, () -> Workers.of(0));
    }
}
