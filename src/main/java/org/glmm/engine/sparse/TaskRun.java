package org.glmm.engine.sparse;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

import org.glmm.engine.parallel.Workers;

/**
 * Passes over the tasks of a schedule by several threads: tasks are claimed one by one, and whoever needs the result of
 * a task waits for it. A failure ends the pass.
 */
final class TaskRun {

    private static final int SPINS = 200;

    /** Works on a claimed task; false ends the pass. */
    interface Body {
        boolean perform(int task, int member);
    }

    private final int tasks;
    private final AtomicIntegerArray finishedIn;
    private final AtomicInteger claimed = new AtomicInteger();
    private int pass;
    private volatile boolean failed;

    TaskRun(int tasks) {
        this.tasks = tasks;
        finishedIn = new AtomicIntegerArray(tasks);
    }

    /**
     * Performs all tasks.
     *
     * @param descending whether tasks are claimed from the last to the first
     * @return false if a task failed
     */
    boolean run(Workers workers, boolean descending, Body body) {
        pass++;
        claimed.set(0);
        failed = false;
        workers.run(member -> work(workers, member, descending, body));
        return !failed;
    }

    private void work(Workers workers, int member, boolean descending, Body body) {
        try {
            for (int k = claimed.getAndIncrement(); k < tasks && !failed; k = claimed.getAndIncrement()) {
                workers.checkpoint();
                int task = descending ? tasks - 1 - k : k;
                if (!body.perform(task, member)) {
                    failed = true;
                    return;
                }
                finishedIn.setRelease(task, pass);
            }
        } catch (RuntimeException | Error problem) {
            failed = true;
            throw problem;
        }
    }

    /** Waits until a task is finished; false if the pass has failed. */
    boolean await(int task) {
        for (int spin = 0; finishedIn.getAcquire(task) != pass; spin++) {
            if (failed) {
                return false;
            }
            if (spin < SPINS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
        return true;
    }
}
