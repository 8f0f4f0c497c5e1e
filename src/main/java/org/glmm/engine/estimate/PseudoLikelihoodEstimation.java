package org.glmm.engine.estimate;

import java.util.Arrays;
import java.util.Locale;

import org.glmm.engine.error.ModelException;
import org.glmm.engine.mme.MixedModelEquations;
import org.glmm.engine.mme.Solution;
import org.glmm.engine.model.ModelSpec.Control;

/**
 * Joint estimation by pseudo-likelihood (Schall 1991; Breslow and Clayton 1993; Wolfinger and O'Connell 1993). For
 * given covariance parameters theta the fixed and random effects are brought to where they settle; there the model is
 * linearised, and the covariance parameters that maximise the (restricted) likelihood of the linear mixed model of the
 * working response are F(theta). The estimate is the fixed point theta = F(theta). Two parameters settle together with
 * theta, as the last element of the point: the residual scale phi where the covariance matrix of some term is known,
 * and the parameter psi of a variance function v(mu, psi), which solves its moment equation.
 */
final class PseudoLikelihoodEstimation {

    private static final double START = 0.5;
    /** The tolerance within a linearisation, relative to that of all. */
    private static final double INNER_TOLERANCE = 0.1;
    /** Where it converges slowly, the point is much further from the fixed point than it moves. */
    private static final double MOVE = 0.01;
    private static final int INNER_ITERATIONS = 200;
    private static final double SMALLEST = 1e-3;
    private static final double SETBACK = 10;

    private final MixedModelEquations equations;
    private final CovarianceModel covariance;
    private final LinearMixedDeviance deviance;
    private final Expansion expansion;
    private final int maxIterations;
    private final double tolerance;
    private final Evaluations evaluations;
    private final double[] typical;
    private final boolean tracksScale;
    private final boolean tracksShape;
    private final int m;

    /** Estimates with the accuracy that is asked for. */
    PseudoLikelihoodEstimation(MixedModelEquations equations, CovarianceModel covariance, LinearMixedDeviance deviance,
        Expansion expansion, Control control, Evaluations evaluations) {
        this(equations, covariance, deviance, expansion, control.maxIterations(), MOVE * control.tolerance(),
            evaluations);
    }

    /** @param tolerance the relative change of all parameters by a linearisation that ends the iterations */
    PseudoLikelihoodEstimation(MixedModelEquations equations, CovarianceModel covariance, LinearMixedDeviance deviance,
        Expansion expansion, int maxIterations, double tolerance, Evaluations evaluations) {
        this.equations = equations;
        this.covariance = covariance;
        this.deviance = deviance;
        this.expansion = expansion;
        this.maxIterations = maxIterations;
        this.tolerance = tolerance;
        this.evaluations = evaluations;
        this.tracksShape = expansion.working().hasShape();
        this.tracksScale = covariance.dependsOnScale() && !tracksShape;
        this.m = covariance.parameters();
        this.typical = Arrays.copyOf(covariance.typical(), tracksScale || tracksShape ? m + 1 : m);
        if (typical.length > m) {
            typical[m] = 1;
        }
    }

    /**
     * Fits; afterwards the deviance holds the last linearised model.
     *
     * @param nullBeta coefficients of the scaled columns of X at which all means are possible
     */
    EstimatedPoint fit(double[] nullBeta) {
        double[] point = typical.clone();
        System.arraycopy(covariance.start(START), 0, point, 0, m);
        CovarianceSearch search = new CovarianceSearch(covariance, INNER_ITERATIONS,
            INNER_TOLERANCE * tolerance);
        AndersonAcceleration acceleration = new AndersonAcceleration(point.length);
        expansion.start(factors(point), nullBeta);
        double smallest = Double.POSITIVE_INFINITY;
        for (int iteration = 1;; iteration++) {
            boolean settled = expansion.converge(factors(point));
            evaluations.begin("Linearisation", iteration);
            deviance.observe(expansion.working().weights(), expansion.working().response());
            double[] theta = Arrays.copyOf(point, m);
            double[] image = image(search, iteration == 1 ? deviance.start(theta) : theta, point.length);
            double change = change(point, image);
            if (change <= tolerance || iteration == maxIterations || !settled) {
                return finish(image, iteration, change, trouble(change, iteration, settled));
            }
            if (change > SETBACK * smallest) {
                acceleration.restart();
            }
            smallest = Math.min(smallest, change);
            point = sameSign(acceleration.next(point, image), image);
            if (tracksShape) {
                expansion.working().shape(point[m]);
            }
            deviance.solveAt(point);
            expansion.move(deviance.solution());
        }
    }

    private double[][] factors(double[] point) {
        return covariance.factors(point, tracksScale ? point[m] : 1);
    }

    private double[] image(CovarianceSearch search, double[] start, int length) {
        double[] theta = search.minimise(deviance, start).x();
        double[] image = Arrays.copyOf(theta, length);
        if (tracksScale || tracksShape) {
            deviance.solveAt(theta);
            image[m] = tracksScale ? deviance.scale() : shape();
        }
        return image;
    }

    /** The psi that solves the moment equation at the last solution of the linearised model. */
    private double shape() {
        WorkingModel working = expansion.working();
        Solution solution = deviance.solution();
        double[] residuals = new double[working.response().length];
        equations.addLinearPredictor(solution.scaledBeta(), solution.u(), residuals);
        Arrays.setAll(residuals, r -> working.response()[r] - residuals[r]);
        return working.dispersionEquation(residuals, equations.variances().predictorVariances()).solve(working.shape());
    }

    private double change(double[] point, double[] image) {
        double largest = 0;
        for (int i = 0; i < point.length; i++) {
            double size = Math.max(Math.abs(image[i]), SMALLEST * typical[i]);
            largest = Math.max(largest, Math.abs(image[i] - point[i]) / size);
        }
        return largest;
    }

    /** The accelerated point, but the plain one where acceleration takes a standard deviation or phi across zero. */
    private double[] sameSign(double[] accelerated, double[] image) {
        double[] result = accelerated.clone();
        for (int i = 0; i < result.length; i++) {
            if ((i == m || covariance.isDeviation(i)) && (!(result[i] > 0) || image[i] == 0)) {
                result[i] = image[i];
            }
        }
        return result;
    }

    private EstimatedPoint finish(double[] point, int iterations, double change, String trouble) {
        double[] theta = Arrays.copyOf(point, m);
        if (!deviance.solveAt(theta) && deviance.solution() == null) {
            throw new ModelException("The model has no linearisation to start from, because its link gives means at the "
                + "end of their range; choose another link, or add an intercept.");
        }
        double scale = deviance.scale();
        double value = deviance.value(scale);
        double squares = deviance.solution().penalisedSquares();
        expansion.move(deviance.solution());
        double[] eta = expansion.working().offset().clone();
        equations.addLinearPredictor(expansion.scaledBeta(), expansion.u(), eta);
        return new EstimatedPoint(theta, scale, expansion.working().shape(), value, squares, expansion.scaledBeta(),
            expansion.u(), eta, iterations, change, trouble);
    }

    private String trouble(double change, int iteration, boolean settled) {
        if (!settled) {
            return "the fixed and random effects did not settle at linearisation " + iteration
                + "; some may be infinite, or the model has too many effects for the data";
        }
        return change <= tolerance ? ""
            : String.format(Locale.ROOT, "a covariance parameter still changed by %.1e of its size at linearisation %d;"
                + " allow more iterations, or simplify the random effects", change, iteration);
    }
}
