package org.glmm.engine.sparse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicIntegerArray;

import org.glmm.engine.parallel.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TaskRunTest {

    private static final int TASKS = 1000;

    private final TaskRun run = new TaskRun(TASKS);
    private final Workers team = Workers.of(4);

    @Test
    void everyTaskSeesTheResultsItWaitsFor() {
        for (boolean descending : new boolean[] {false, true}) {
            var value = new int[TASKS];
            boolean done = run.run(team, descending, (task, member) -> {
                int before = descending ? task + 1 : task - 1;
                boolean first = before < 0 || before == TASKS;
                if (!first && !run.await(before)) {
                    return false;
                }
                value[task] = first ? 1 : value[before] + 1;
                return true;
            });
            assertTrue(done);
            assertEquals(TASKS, value[descending ? 0 : TASKS - 1]);
        }
    }

    @Test
    void everyTaskIsPerformedOnce() {
        var count = new AtomicIntegerArray(TASKS);
        assertTrue(run.run(team, false, (task, member) -> count.incrementAndGet(task) == 1));
        for (int k = 0; k < TASKS; k++) {
            assertEquals(1, count.get(k));
        }
    }

    @Test
    void failureReleasesThoseWhoWait() {
        assertFalse(run.run(team, false, (task, member) -> task == 0 ? slowFailure() : run.await(0)));
    }

    private static boolean slowFailure() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    @Test
    void exceptionsReachTheCaller() {
        assertThrows(ArithmeticException.class, () -> run.run(team, false, (task, member) -> {
            if (task == 500) {
                throw new ArithmeticException();
            }
            return task < 500 || run.await(500);
        }));
        assertTrue(run.run(team, false, (task, member) -> true), "usable again");
    }
}
