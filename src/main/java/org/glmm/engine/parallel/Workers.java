package org.glmm.engine.parallel;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/**
 * Runs one body on several threads at a time: on the caller and on daemon threads shared by all, which end after some
 * idle seconds. Long work calls {@link #checkpoint} now and then, which ends it by an exception if the fit is to be
 * cancelled.
 */
public final class Workers {

    private static final int IDLE_SECONDS = 10;

    /** The threads; made when the first work is shared. */
    private static final class Pool {

        static final ExecutorService THREADS = new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_SECONDS,
            TimeUnit.SECONDS, new SynchronousQueue<>(), Workers::daemon);

        private Pool() {
        }
    }

    private final int threads;
    private final Runnable checkpoint;

    /**
     * @param threads at most so many threads work at a time, the caller included
     * @param checkpoint called by any of the threads, some thousand times a second; what it throws ends the work
     * @throws IllegalArgumentException if {@code threads} is not positive
     */
    public Workers(int threads, Runnable checkpoint) {
        if (threads < 1) {
            throw new IllegalArgumentException("Needs at least one thread, not " + threads);
        }
        this.threads = threads;
        this.checkpoint = checkpoint;
    }

    /** Workers that nothing can cancel. */
    public static Workers of(int threads) {
        return new Workers(threads, () -> { });
    }

    /** One worker, the caller, with the same checkpoint. */
    public Workers alone() {
        return threads == 1 ? this : new Workers(1, checkpoint);
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task, "glmm");
        thread.setDaemon(true);
        return thread;
    }

    public int threads() {
        return threads;
    }

    /** Throws if the work is to be cancelled. */
    public void checkpoint() {
        checkpoint.run();
    }

    /**
     * Calls the body once for every member {@code 0 .. threads - 1}; returns when all calls have. If some fail, one of
     * the exceptions is thrown on.
     */
    public void run(IntConsumer body) {
        if (threads == 1) {
            body.accept(0);
            return;
        }
        var others = new CountDownLatch(threads - 1);
        var failure = new AtomicReference<Throwable>();
        for (int member = 1; member < threads; member++) {
            int id = member;
            Pool.THREADS.execute(() -> {
                perform(body, id, failure);
                others.countDown();
            });
        }
        perform(body, 0, failure);
        awaitAll(others);
        if (failure.get() instanceof Error fatal) {
            throw fatal;
        }
        if (failure.get() instanceof RuntimeException exception) {
            throw exception;
        }
    }

    private static void perform(IntConsumer body, int member, AtomicReference<Throwable> failure) {
        try {
            body.accept(member);
        } catch (RuntimeException | Error problem) {
            failure.compareAndSet(null, problem);
        }
    }

    /** Works on tasks {@code 0 .. tasks - 1}, claimed one by one, with a checkpoint before each. */
    void claim(int tasks, IntConsumer body) {
        var next = new AtomicInteger();
        run(member -> {
            try {
                for (int task = next.getAndIncrement(); task < tasks; task = next.getAndIncrement()) {
                    checkpoint();
                    body.accept(task);
                }
            } catch (RuntimeException | Error problem) {
                next.set(tasks);
                throw problem;
            }
        });
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
