package org.glmm.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Writes the simulated data sets, each from a fixed seed, as CSV files that both sides read. */
enum Simulation {

    /** Logit, an intercept and four covariates, groups of 20 rows with intercepts of variance 1. */
    BINARY {
        @Override
        void write(int rows, BufferedWriter out) throws IOException {
            var random = new Random(101);
            out.write("y,x1,x2,x3,x4,g\n");
            double u = 0;
            for (int row = 0; row < rows; row++) {
                u = row % GROUP == 0 ? random.nextGaussian() : u;
                double[] x = covariates(random, 4);
                double eta = -0.3 + 0.5 * x[0] - 0.4 * x[1] + 0.3 * x[2] - 0.2 * x[3] + u;
                out.write((random.nextDouble() < logistic(eta) ? 1 : 0) + text(x) + ",\"g" + row / GROUP + "\"\n");
            }
        }
    },

    /** Logit, four factors with unequal shares of the levels, 51 groups with intercepts of variance 0.25. */
    SURVEY {
        @Override
        void write(int rows, BufferedWriter out) throws IOException {
            var random = new Random(105);
            double[] state = random.doubles(51).map(p -> 0.5 * random.nextGaussian()).toArray();
            out.write("y,sex,race,education,age,state\n");
            for (int row = 0; row < rows; row++) {
                int sex = random.nextInt(2);
                int race = (int) (3 * Math.pow(random.nextDouble(), 2));
                int education = (int) (4 * Math.pow(random.nextDouble(), 1.5));
                int age = random.nextInt(5);
                int s = (int) (state.length * Math.pow(random.nextDouble(), 1.5));
                double eta = -0.4 + 0.3 * sex - 0.5 * race + 0.2 * education + 0.1 * age + state[s];
                out.write((random.nextDouble() < logistic(eta) ? 1 : 0)
                    + String.format(",\"s%d\",\"r%d\",\"e%d\",\"a%d\",\"%d\"\n", sex, race, education, age, s));
            }
        }
    },

    /** Log link, an intercept, four covariates, 2,000 and 500 crossed levels drawn at random, variances 0.3 and 0.2. */
    POISSON_CROSSED {
        @Override
        void write(int rows, BufferedWriter out) throws IOException {
            var random = new Random(102);
            double[] first = random.doubles(2000).map(p -> Math.sqrt(0.3) * random.nextGaussian()).toArray();
            double[] second = random.doubles(500).map(p -> Math.sqrt(0.2) * random.nextGaussian()).toArray();
            out.write("y,x1,x2,x3,x4,g,h\n");
            for (int row = 0; row < rows; row++) {
                double[] x = covariates(random, 4);
                int g = random.nextInt(first.length);
                int h = random.nextInt(second.length);
                double eta = 0.5 + 0.2 * x[0] - 0.2 * x[1] + 0.1 * x[2] - 0.1 * x[3] + first[g] + second[h];
                out.write(poisson(Math.exp(eta), random) + text(x) + ",\"g" + g + "\",\"h" + h + "\"\n");
            }
        }
    },

    /** Logit, groups of 20 rows with correlated intercepts and slopes of two covariates. */
    SLOPES_BINARY {
        @Override
        void write(int rows, BufferedWriter out) throws IOException {
            slopes(rows, new Random(103), out, (eta, random) -> random.nextDouble() < logistic(eta) ? "1" : "0");
        }
    },

    /** The same with a normal response of residual standard deviation 1. */
    SLOPES_GAUSSIAN {
        @Override
        void write(int rows, BufferedWriter out) throws IOException {
            slopes(rows, new Random(104), out, (eta, random) -> number(eta + random.nextGaussian()));
        }
    };

    private static final int GROUP = 20;

    abstract void write(int rows, BufferedWriter out) throws IOException;

    /** Writes the file unless it is there. */
    void writeIfAbsent(int rows, Path file) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        Files.createDirectories(file.getParent());
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        try (var out = Files.newBufferedWriter(unfinished)) {
            write(rows, out);
        }
        Files.move(unfinished, file);
    }

    private interface Response {
        String draw(double eta, Random random);
    }

    private static void slopes(int rows, Random random, BufferedWriter out, Response response) throws IOException {
        out.write("y,x1,x2,g\n");
        double[] u = new double[3];
        for (int row = 0; row < rows; row++) {
            if (row % GROUP == 0) {
                double a = random.nextGaussian();
                double b = random.nextGaussian();
                double c = random.nextGaussian();
                u = new double[] {a, 0.2 * a + 0.5 * b, -0.1 * a + 0.1 * b + 0.4 * c};
            }
            double[] x = covariates(random, 2);
            double eta = -0.3 + 0.5 * x[0] - 0.4 * x[1] + u[0] + u[1] * x[0] + u[2] * x[1];
            out.write(response.draw(eta, random) + text(x) + ",\"g" + row / GROUP + "\"\n");
        }
    }

    private static double[] covariates(Random random, int count) {
        double[] x = new double[count];
        for (int j = 0; j < count; j++) {
            x[j] = Math.rint(1e4 * random.nextGaussian()) / 1e4;
        }
        return x;
    }

    private static String text(double[] values) {
        var text = new StringBuilder();
        for (double value : values) {
            text.append(',').append(value);
        }
        return text.toString();
    }

    private static String number(double value) {
        return Double.toString(Math.rint(1e5 * value) / 1e5);
    }

    private static double logistic(double eta) {
        return 1 / (1 + Math.exp(-eta));
    }

    private static int poisson(double mean, Random random) {
        int count = 0;
        for (double product = random.nextDouble(); product > Math.exp(-mean); product *= random.nextDouble()) {
            count++;
        }
        return count;
    }
}
