package org.glmm.engine.inference.multiplicity;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.random.SobolSequenceGenerator;
import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Gamma;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/**
 * Statistics with any correlation matrix, singular ones included. With R = A A', A of full column rank r, the
 * statistics are T = A x, x of a spherical t distribution: x = (radius) u with a direction u that is uniform on the
 * sphere and radius^2 / r distributed as F with r and df degrees of freedom. Given the direction, the largest statistic
 * exceeds t if the radius exceeds t / max(A u), which is a tail of F; the mean over directions is taken by a randomised
 * quasi-Monte Carlo rule (Genz and Bretz 2009, Computation of Multivariate Normal and t Probabilities, chapter 4;
 * Somerville 1998, Comput. Statist. 13, 415-435) over points of Sobol's sequence. The spread between random shifts of
 * the points tells the error; the points are doubled until three standard errors are below 5e-5. The shifts come from a
 * fixed seed, so results are reproducible.
 */
final class SphericalIntegration implements MultivariateT {

    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);
    private static final double ERROR = 5e-5;
    private static final double EIGENVALUE = 1e-10;
    private static final long SEED = 20090101;
    private static final int SHIFTS = 8;
    private static final int FIRST_POINTS = 1 << 11;
    private static final int MOST_POINTS = 1 << 17;
    private static final int BINS = 4000;

    private final double[] factor;
    private final int statistics;
    private final int rank;
    private final Directions twoSided = new Directions(true);
    private final Directions oneSided = new Directions(false);

    SphericalIntegration(DMatrixRMaj correlation) {
        statistics = correlation.numRows;
        var eigen = DecompositionFactory_DDRM.eig(statistics, true, true);
        if (!eigen.decompose(correlation.copy())) {
            throw new IllegalStateException("the eigenvalue decomposition did not converge");
        }
        int[] columns = IntStream.range(0, statistics)
            .filter(i -> eigen.getEigenvalue(i).getReal() > EIGENVALUE * statistics).toArray();
        rank = columns.length;
        factor = new double[statistics * rank];
        for (int k = 0; k < rank; k++) {
            double root = Math.sqrt(eigen.getEigenvalue(columns[k]).getReal());
            var vector = eigen.getEigenVector(columns[k]);
            for (int i = 0; i < statistics; i++) {
                factor[i * rank + k] = root * vector.get(i, 0);
            }
        }
    }

    @Override
    public double twoSidedTail(double t, double df) {
        return t > 0 ? twoSided.expectation(t, df) : 1;
    }

    @Override
    public double oneSidedTail(double t, double df) {
        return t >= 0 ? oneSided.expectation(t, df) : 1 - oneSided.expectation(t, df);
    }

    /** The probability that the radius exceeds a positive number. */
    private double radiusTail(double radius, double df) {
        double square = radius * radius;
        return Double.isInfinite(df) ? Gamma.regularizedGammaQ(rank / 2.0, square / 2)
            : Beta.regularizedBeta(df / (df + square), df / 2, rank / 2.0);
    }

    /** The distribution of the largest statistic over directions, as a histogram for each shift of the points. */
    private final class Directions {

        private final boolean absolute;
        private final double[][] histograms = new double[SHIFTS][BINS + 1];
        private final double[][] shifts = new double[SHIFTS][];
        private SobolSequenceGenerator sequence;
        private int points;

        Directions(boolean absolute) {
            this.absolute = absolute;
        }

        /**
         * The mean over directions of the probability that the largest statistic and t have the same sign and the
         * radius exceeds their ratio.
         */
        double expectation(double t, double df) {
            if (points == 0) {
                start();
            }
            double[] tails = new double[BINS + 1];
            for (int bin = 0; bin <= BINS; bin++) {
                double radius = t / largest(bin);
                tails[bin] = radius >= 0 && Double.isFinite(radius) ? radiusTail(radius, df) : 0;
            }
            double[] means = means(tails);
            while (error(means) > ERROR && points < MOST_POINTS) {
                extend(2 * points);
                means = means(tails);
            }
            return Arrays.stream(means).average().orElseThrow();
        }

        private void start() {
            var random = new Random(SEED);
            for (int shift = 0; shift < SHIFTS; shift++) {
                shifts[shift] = random.doubles(rank).toArray();
            }
            sequence = new SobolSequenceGenerator(rank);
            extend(FIRST_POINTS);
        }

        /** The largest statistic for a radius of 1 in the middle of a bin. */
        private double largest(int bin) {
            double share = (double) bin / BINS;
            return absolute ? share : 2 * share - 1;
        }

        private void extend(int to) {
            double[] direction = new double[rank];
            for (; points < to; points++) {
                double[] point = sequence.nextVector();
                for (int shift = 0; shift < SHIFTS; shift++) {
                    double length = 0;
                    for (int k = 0; k < rank; k++) {
                        double x = (point[k] + shifts[shift][k]) % 1;
                        direction[k] = NORMAL.inverseCumulativeProbability(Math.min(Math.max(x, 1e-15), 1 - 1e-15));
                        length += direction[k] * direction[k];
                    }
                    add(histograms[shift], largest(direction) / Math.sqrt(length));
                }
            }
        }

        private double largest(double[] direction) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < statistics; i++) {
                double sum = 0;
                for (int k = 0; k < rank; k++) {
                    sum += factor[i * rank + k] * direction[k];
                }
                largest = Math.max(largest, absolute ? Math.abs(sum) : sum);
            }
            return largest;
        }

        /** Shares a value between the two nearest bins. */
        private void add(double[] histogram, double value) {
            double place = BINS * (absolute ? value : (value + 1) / 2);
            int bin = (int) Math.min(BINS - 1, Math.max(0, place));
            double share = Math.min(1, Math.max(0, place - bin));
            histogram[bin] += 1 - share;
            histogram[bin + 1] += share;
        }

        private double[] means(double[] tails) {
            return Arrays.stream(histograms).mapToDouble(histogram -> {
                double sum = 0;
                for (int bin = 0; bin <= BINS; bin++) {
                    sum += histogram[bin] == 0 ? 0 : histogram[bin] * tails[bin];
                }
                return sum / points;
            }).toArray();
        }

        /** Three standard errors of the mean over shifts. */
        private static double error(double[] means) {
            double mean = Arrays.stream(means).average().orElseThrow();
            double squares = Arrays.stream(means).map(value -> (value - mean) * (value - mean)).sum();
            return 3 * Math.sqrt(squares / (SHIFTS * (SHIFTS - 1)));
        }
    }
}
