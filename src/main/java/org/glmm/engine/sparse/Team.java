package org.glmm.engine.sparse;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * Runs one body on several threads at a time: on the caller and on daemon threads shared by all teams, which end after
 * some idle seconds.
 */
final class Team {

    private static final int IDLE_SECONDS = 10;
    private static final ExecutorService POOL = new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_SECONDS,
        TimeUnit.SECONDS, new SynchronousQueue<>(), Team::daemon);

    private final int size;

    Team(int size) {
        this.size = size;
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task, "glmm-sparse");
        thread.setDaemon(true);
        return thread;
    }

    int size() {
        return size;
    }

    /** Calls the body once for every member {@code 0 .. size - 1}; returns when all calls have. */
    void run(IntConsumer body) {
        var others = new CountDownLatch(size - 1);
        for (int member = 1; member < size; member++) {
            int id = member;
            POOL.execute(() -> {
                try {
                    body.accept(id);
                } finally {
                    others.countDown();
                }
            });
        }
        try {
            body.accept(0);
        } finally {
            awaitAll(others);
        }
    }

    private static void awaitAll(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
