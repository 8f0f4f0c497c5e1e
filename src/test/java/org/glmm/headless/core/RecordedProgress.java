package org.glmm.headless.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

import org.glmm.headless.spi.ProgressMonitor;

/** Keeps what is reported and cancels after some reports. */
final class RecordedProgress implements ProgressMonitor {

    private final List<Double> fractions = Collections.synchronizedList(new ArrayList<>());
    private final List<String> messages = Collections.synchronizedList(new ArrayList<>());
    private final int reportsUntilCancel;

    RecordedProgress() {
        this(Integer.MAX_VALUE);
    }

    RecordedProgress(final int reportsUntilCancel) {
        this.reportsUntilCancel = reportsUntilCancel;
    }

    @Override
    public void progress(final double fraction, final Supplier<String> message) {
        fractions.add(fraction);
        messages.add(message.get());
    }

    @Override
    public boolean isCanceled() {
        return fractions.size() >= reportsUntilCancel;
    }

    double fraction() {
        return fractions.get(fractions.size() - 1);
    }

    String message() {
        return messages.get(messages.size() - 1);
    }

    List<Double> fractions() {
        return List.copyOf(fractions);
    }
}
