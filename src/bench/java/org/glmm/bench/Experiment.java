package org.glmm.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.random.RandomGenerator;
import org.glmm.engine.family.Distribution;
import org.glmm.engine.family.Distributions;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.frame.ColumnRequest;
import org.glmm.engine.frame.Frame;
import org.glmm.engine.frame.FrameBuilder;
import org.glmm.engine.frame.Kind;
import org.glmm.engine.frame.MissingPolicy;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec;
import org.glmm.engine.model.ModelSpec.Control;

/** Designs whose responses are simulated again and again, with or without effects, to see how often tests are wrong. */
enum Experiment {

    /** Two drugs in eight clinics, with the numbers of patients of Beitler and Landis (1985). */
    TRIAL("Clinical trial", "favourable/total ~ treatment + (1 | clinic) + (1 | clinic:treatment)",
        Distributions.BINOMIAL, List.of(Method.RSPL, Method.MSPL, Method.LAPLACE, Method.QUADRATURE),
        List.of(new Question("treatment", "treatment[drug] - treatment[control]", 0.75))) {
        @Override
        Frame simulate(boolean effects, RandomGenerator random) {
            var rows = new Rows("favourable", "total", "treatment", "clinic");
            for (int clinic = 0; clinic < Truth.PATIENTS.length; clinic++) {
                double u = 1.4 * random.nextGaussian();
                for (int drug = 0; drug < 2; drug++) {
                    double eta = -1.2 + (effects ? 0.75 * drug : 0) + u + 0.4 * random.nextGaussian();
                    int total = Truth.PATIENTS[clinic][drug];
                    double events = new BinomialDistribution(random, total, 1 / (1 + Math.exp(-eta))).sample();
                    rows.add(new double[] {events, total}, drug == 1 ? "drug" : "control", "c" + clinic);
                }
            }
            return rows.frame();
        }
    },

    /** Seven managements on whole plots in four blocks, four seed mixtures on the plots within: counts of plants. */
    SPLIT_PLOT_COUNTS("Split-plot, counts", Truth.SPLIT_PLOT, Distributions.NEGATIVE_BINOMIAL,
        List.of(Method.RSPL, Method.LAPLACE), Truth.QUESTIONS) {
        @Override
        Frame simulate(boolean effects, RandomGenerator random) {
            return splitPlot(effects, random, eta -> {
                double mean = Math.exp(eta) * new GammaDistribution(random, 6, 1.0 / 6).sample();
                return new PoissonDistribution(random, mean, PoissonDistribution.DEFAULT_EPSILON,
                    PoissonDistribution.DEFAULT_MAX_ITERATIONS).sample();
            });
        }
    },

    /** The same with a normal response. */
    SPLIT_PLOT_NORMAL("Split-plot, normal", Truth.SPLIT_PLOT, Distributions.NORMAL,
        List.of(Method.REML, Method.ML), Truth.QUESTIONS) {
        @Override
        Frame simulate(boolean effects, RandomGenerator random) {
            return splitPlot(effects, random, eta -> eta + 0.45 * random.nextGaussian());
        }
    };

    /** Enough where random effects have variances near two and groups dozens of rows. */
    private static final int NODES = 7;

    private final String title;
    private final String formula;
    private final Distribution distribution;
    private final List<Method> methods;
    private final List<Question> questions;

    /**
     * What is asked of every fit.
     *
     * @param term whose test is counted where there are no effects; its type III hypothesis is then true
     * @param contrast whose interval is counted where there are effects; empty for none
     * @param value the contrast's true value there
     */
    record Question(String term, String contrast, double value) { }

    Experiment(String title, String formula, Distribution distribution, List<Method> methods,
        List<Question> questions) {
        this.title = title;
        this.formula = formula;
        this.distribution = distribution;
        this.methods = methods;
        this.questions = questions;
    }

    String title() {
        return title;
    }

    List<Question> questions() {
        return questions;
    }

    /** The models that are fitted to every data set. */
    List<ModelSpec> specs() {
        return methods.stream()
            .map(method -> new ModelSpec(Formula.parse(formula), distribution, distribution.defaultLink(),
            method, distribution.hasScale(), Optional.empty(), Optional.empty(), Set.of(),
            new Control(Control.DEFAULT.maxIterations(), Control.DEFAULT.tolerance(), NODES))).toList();
    }

    /** Draws a data set. */
    abstract Frame simulate(boolean effects, RandomGenerator random);

    /** The response at a value of the linear predictor. */
    private interface Response {
        double draw(double eta);
    }

    private static Frame splitPlot(boolean effects, RandomGenerator random, Response response) {
        var rows = new Rows("y", "management", "mix", "block");
        for (int block = 0; block < 4; block++) {
            double ofBlock = 0.35 * random.nextGaussian();
            for (int management = 0; management < Truth.MANAGEMENT.length; management++) {
                double ofPlot = ofBlock + 0.3 * random.nextGaussian();
                for (int mix = 0; mix < Truth.MIX.length; mix++) {
                    double eta = 2.9 + (effects ? Truth.MANAGEMENT[management] + Truth.MIX[mix] : 0) + ofPlot;
                    rows.add(new double[] {response.draw(eta)}, "M" + (management + 1), "S" + (mix + 1), "B" + block);
                }
            }
        }
        return rows.frame();
    }

    /** Sizes and effects of the designs. */
    private static final class Truth {

        static final int[][] PATIENTS = {{37, 36}, {32, 20}, {19, 19}, {17, 16}, {12, 17}, {10, 11}, {9, 5}, {7, 6}};
        static final double[] MANAGEMENT = {0, 0.25, -0.35, 0.5, 0.1, -0.6, 0.3};
        static final double[] MIX = {0, 0.3, -0.2, 0.45};
        static final String SPLIT_PLOT = "y ~ management * mix + (1 | block) + (1 | block:management)";
        static final List<Question> QUESTIONS = List.of(
            new Question("management", "management[M4] - management[M1]", MANAGEMENT[3]),
            new Question("mix", "mix[S4] - mix[S1]", MIX[3]), new Question("management:mix", "", 0));
    }

    /** Collects rows: numbers, then levels. */
    private static final class Rows {

        private final List<String> names;
        private final List<double[]> numbers = new ArrayList<>();
        private final List<String[]> levels = new ArrayList<>();

        Rows(String... names) {
            this.names = List.of(names);
        }

        void add(double[] values, String... factors) {
            numbers.add(values);
            levels.add(factors);
        }

        Frame frame() {
            int count = numbers.get(0).length;
            var requests = new ArrayList<ColumnRequest>();
            for (int j = 0; j < names.size(); j++) {
                requests.add(new ColumnRequest(names.get(j), j < count ? Kind.NUMERIC : Kind.FACTOR));
            }
            var builder = new FrameBuilder(requests, MissingPolicy.OMIT);
            for (int row = 0; row < numbers.size(); row++) {
                for (int j = 0; j < count; j++) {
                    builder.number(j, numbers.get(row)[j]);
                }
                for (int j = count; j < names.size(); j++) {
                    builder.level(j, levels.get(row)[j - count]);
                }
                builder.endRow("");
            }
            return builder.build();
        }
    }
}
