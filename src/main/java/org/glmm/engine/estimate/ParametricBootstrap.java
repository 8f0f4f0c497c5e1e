package org.glmm.engine.estimate;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

import org.glmm.engine.design.Design;
import org.glmm.engine.error.ModelException;
import org.glmm.engine.frame.Frame;
import org.glmm.engine.model.BootstrapTest;
import org.glmm.engine.model.FitMonitor;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.ModelSpec;
import org.glmm.engine.model.ModelSpec.Bootstrap;
import org.glmm.engine.model.ModelSpec.Extras;
import org.glmm.engine.parallel.Workers;

/**
 * The parametric bootstrap of likelihood-ratio tests of one model within another. Replicates are fitted in parallel;
 * each has a seed of its own, so that the result does not depend on the number of threads.
 */
final class ParametricBootstrap {

    /** Statistics that differ by less are equal but for rounding. */
    private static final double ROUNDING = 1e-7;

    private final Frame frame;
    private final ModelSpec larger;
    private final ModelSpec smaller;
    private final Design largerDesign;
    private final Design smallerDesign;
    private final Observations observations;
    private final ResponseSimulation simulation;
    private final FitMonitor monitor;

    /**
     * @param frame the rows that both were fitted to
     * @param monitor hears about the replicates and can cancel
     */
    ParametricBootstrap(Frame frame, FittedModel larger, FittedModel smaller, FitMonitor monitor) {
        this.frame = frame;
        this.larger = larger.spec().with(Extras.NOTHING);
        this.smaller = smaller.spec().with(Extras.NOTHING);
        this.largerDesign = design(larger.spec());
        this.smallerDesign = design(smaller.spec());
        this.observations = Observations.of(largerDesign.response(), frame, larger.spec());
        this.simulation = new ResponseSimulation(smaller, smallerDesign, observations);
        this.monitor = monitor;
    }

    private Design design(ModelSpec spec) {
        return Design.of(spec.formula(), frame, spec.categorical(), spec.codings());
    }

    /** Why responses cannot be simulated; empty if they can. */
    Optional<String> obstacle() {
        if (Arrays.stream(observations.frequency()).anyMatch(f -> f != 1)) {
            return Optional.of(
                "No bootstrap: a row with a frequency stands for several responses; repeat such rows instead.");
        }
        return !larger.distribution().hasScale() && Arrays.stream(observations.prior()).anyMatch(w -> w != 1)
            ? Optional.of("No bootstrap: a weighted " + larger.distribution().name() + " response has no distribution.")
            : Optional.empty();
    }

    /**
     * Simulates responses from the smaller model and fits both.
     *
     * @param observed the statistic
     * @param name of the test, for the monitor
     */
    BootstrapTest test(double observed, Bootstrap request, String name, int threads) {
        long[] seeds = new SplittableRandom(request.seed()).longs(request.replicates()).toArray();
        var next = new AtomicInteger();
        var failures = new AtomicInteger();
        var exceedances = new AtomicInteger();
        int[] done = {0};
        new Workers(threads, monitor::checkpoint).run(member -> {
            for (int i = next.getAndIncrement(); i < seeds.length; i = next.getAndIncrement()) {
                double statistic = statistic(new SplittableRandom(seeds[i]));
                failures.addAndGet(Double.isNaN(statistic) ? 1 : 0);
                exceedances.addAndGet(statistic >= observed - ROUNDING ? 1 : 0);
                synchronized (this) {
                    monitor.step("Bootstrap without " + name, ++done[0], seeds.length);
                }
            }
        });
        return new BootstrapTest(seeds.length, failures.get(), exceedances.get(), request.seed());
    }

    /** The statistic of one replicate; NaN if one of the fits fails. */
    private double statistic(SplittableRandom random) {
        try {
            Observations simulated = observations.with(simulation.draw(random));
            EstimatedPoint without = Estimator.estimate(frame, smallerDesign, simulated, smaller, silent());
            EstimatedPoint with = Estimator.estimate(frame, largerDesign, simulated, larger, silent());
            return without.converged() && with.converged() ? Math.max(0, without.deviance() - with.deviance())
                : Double.NaN;
        } catch (ModelException impossible) {
            return Double.NaN;
        }
    }

    private FitMonitor silent() {
        return new FitMonitor() {
            @Override
            public void progress(String phase, int iteration, double objective, double gradient) {
                monitor.checkpoint();
            }

            @Override
            public void checkpoint() {
                monitor.checkpoint();
            }
        };
    }
}
