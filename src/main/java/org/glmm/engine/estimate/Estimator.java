package org.glmm.engine.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.glmm.engine.check.ModelData;
import org.glmm.engine.design.Design;
import org.glmm.engine.design.RandomDesign;
import org.glmm.engine.design.RowWeights;
import org.glmm.engine.error.ModelException;
import org.glmm.engine.estimate.ProfileLikelihood.Maximum;
import org.glmm.engine.frame.Frame;
import org.glmm.engine.mme.ConditionalEquations;
import org.glmm.engine.mme.JointEquations;
import org.glmm.engine.mme.MixedModelEquations;
import org.glmm.engine.mme.ModeEquations;
import org.glmm.engine.mme.ModelStructure;
import org.glmm.engine.model.Convergence;
import org.glmm.engine.model.CovarianceParameter;
import org.glmm.engine.model.Finding;
import org.glmm.engine.model.FitMonitor;
import org.glmm.engine.model.FitStatistics;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.FixedEffects;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec;
import org.glmm.engine.model.ModelSpec.Control;
import org.glmm.engine.model.ModelSpec.Profiled;
import org.glmm.engine.model.ModelSpec.SmallSample;
import org.glmm.engine.model.ProfileIntervals;
import org.glmm.engine.model.RandomEffects;
import org.glmm.engine.model.Sandwich;
import org.glmm.engine.model.TestBasis;
import org.glmm.engine.model.TestBasis.DesignDegrees;
import org.glmm.engine.parallel.Workers;

/** Fits a model: reads the design, estimates, and reports what was found on the user's scale. */
public final class Estimator {

    /** With more different rows the Laplace approximation is not checked by quadrature. */
    private static final int MOST_ROWS_CHECKED = 100_000;
    /**
     * Enough for the pseudo-likelihood estimates from which a likelihood is maximised: linearisations, relative change.
     */
    private static final int ROUGH_ITERATIONS = 20;
    private static final double ROUGH_CHANGE = 0.1;
    /** The same where the response is separated: infinite estimates grow with each linearisation. */
    private static final int SEPARATED_ITERATIONS = 2;
    /**
     * The largest standard error from which the search takes a scale if the response is separated, columns of X scaled.
     */
    private static final double LARGEST_ERROR = 10;
    private static final double ROUGH = 1e-6;

    private final ModelSpec spec;
    private final ModelData data;
    private final Goodness goodness;
    private final DistinctRows distinct;
    /** Of the different rows of the data. */
    private final Design design;
    private final Observations observations;
    private final Diagnosis diagnosis;
    private final List<EffectCoordinates> coordinates;
    private final List<RandomDesign> terms;
    private final ModelStructure structure;
    private final MixedModelEquations equations;
    private final CovarianceModel covariance;
    private final Evaluations evaluations;
    private final LinearMixedDeviance deviance;
    private MarginalEstimation marginal;
    private QuadratureNodes quadrature;

    private Estimator(Frame frame, Design allRows, Observations all, ModelSpec spec, FitMonitor monitor, int threads) {
        this.spec = spec;
        this.evaluations = new Evaluations(monitor);
        this.data = new ModelData(frame, allRows, spec, all.y());
        this.goodness = new Goodness(allRows, all, spec);
        this.distinct = DistinctRows.of(allRows, all);
        this.design = distinct.design();
        this.observations = distinct.observations();
        this.diagnosis = new Diagnosis(data, monitor::checkpoint);
        this.coordinates = new ArrayList<>();
        this.terms = new ArrayList<>();
        for (RandomDesign term : design.random()) {
            coordinates.add(EffectCoordinates.of(term));
            terms.add(coordinates.get(coordinates.size() - 1).design());
        }
        this.structure = new ModelStructure(design.fixed(), terms, new Workers(threads, monitor::checkpoint));
        this.equations = new MixedModelEquations(structure);
        this.covariance = new CovarianceModel(terms);
        this.deviance = new LinearMixedDeviance(equations, covariance, spec.method().restricted(), spec.estimateScale(),
            observations.frequency(), evaluations);
    }

    /**
     * Fits a model.
     *
     * @throws ModelException if it cannot be fitted to the data at all
     */
    public static FittedModel fit(Frame frame, ModelSpec spec, FitMonitor monitor) {
        return fit(frame, spec, monitor, Runtime.getRuntime().availableProcessors());
    }

    /** The same by a number of threads; the model does not depend on it. */
    static FittedModel fit(Frame frame, ModelSpec spec, FitMonitor monitor, int threads) {
        long start = System.nanoTime();
        Design design = Design.of(spec.formula(), frame, spec.categorical(), spec.codings(),
            new RowWeights(spec.frequencies(), spec.weights()));
        Observations observations = Observations.of(design.response(), frame, spec);
        return new Estimator(frame, design, observations, spec, monitor, threads).fit(start);
    }

    /**
     * Where the estimation ends for given observations, by one thread, without anything that is derived from it.
     *
     * @throws ModelException if the model cannot be fitted to them at all
     */
    static EstimatedPoint estimate(Frame frame, Design design, Observations observations, ModelSpec spec,
        FitMonitor monitor) {
        return new Estimator(frame, design, observations, spec, monitor, 1).estimate();
    }

    private FittedModel fit(long start) {
        DesignDivision division = new DesignDivision(design, covariance, observations.count());
        DesignDegrees degrees = division.degrees(equations, spec.extras().smallSample() == SmallSample.ALWAYS);
        EstimatedPoint point = estimate().onAllRows(distinct);
        CovarianceReport report = new CovarianceReport(covariance, coordinates, point, spec);
        Uncertainty uncertainty = marginal == null ? conditionalUncertainty(point, report.free())
            : jointUncertainty(point);
        List<CovarianceParameter> parameters = report.parameters(uncertainty.covarianceParameters());
        FixedEffects fixed = new FixedEffects(design.fixed().names(), equations.coefficients(point.scaledBeta()),
            uncertainty.fixedEffects(), design.fixed().dropped());
        Convergence convergence = diagnosis.convergence(point, report.boundaries(), evaluations.count());
        TestBasis tests = new TestBasisBuilder(equations, covariance, design, observations, spec)
            .build(point, report.isScaleFree(), uncertainty.complete(), degrees, robust(point, division));
        FitStatistics statistics = goodness.statistics(point, parameters, data.frame(), start);
        diagnosis.add(inaccuracy(point));
        diagnosis.add(marginal == null ? Optional.empty() : marginal.searches());
        return new FittedModel(resolvedSpec(), design.recipe(), fixed, parameters, randomEffects(point, report),
            EffectCoordinates.restored(coordinates, equations.variances().predictionErrors(multiplier(point))), statistics,
            convergence, diagnosis.findings(point, convergence, statistics, undetermined(uncertainty, report)), tests,
            List.of(), profiles(point, fixed, parameters));
    }

    /** The profile-likelihood intervals that are asked for; the equations are elsewhere afterwards. */
    private ProfileIntervals profiles(EstimatedPoint point, FixedEffects fixed, List<CovarianceParameter> parameters) {
        var asked = spec.extras().profiles();
        if (asked.parameters() == Profiled.NOTHING) {
            return ProfileIntervals.NONE;
        }
        int first = spec.method().restricted() ? 0 : fixed.count();
        var gaussian = new GaussianLikelihood(deviance, covariance, first, evaluations);
        Objective likelihood = marginal == null ? gaussian : marginal.likelihood();
        Maximum maximum = marginal == null ? gaussian.maximum(point) : marginal.asymptotics().maximum();
        var profile = new ProfileLikelihood(likelihood, covariance, first, maximum, spec.control().maxIterations(),
            asked.level(), evaluations);
        double unit = marginal == null ? point.scale() : 1;
        return new Profiles(profile, maximum.x(), first, covariance, coordinates, unit, parameters)
            .intervals(asked.parameters(), asked.level(), fixed, scaling(fixed.count()));
    }

    /** For each coefficient on the user's scale, the linear function of those of the scaled columns of X that it is. */
    private double[][] scaling(int count) {
        double[][] rows = new double[count][count];
        for (int k = 0; k < count; k++) {
            double[] unit = new double[count];
            unit[k] = 1;
            double[] column = equations.coefficients(unit);
            for (int j = 0; j < count; j++) {
                rows[j][k] = column[j];
            }
        }
        return rows;
    }

    /** What the data do not determine, in words; empty if the information matrix is positive definite. */
    private Optional<String> undetermined(Uncertainty uncertainty, CovarianceReport report) {
        FlatDirection flat = new FlatDirection(design.fixed().names(), report);
        return uncertainty.complete().isPresent() ? Optional.empty()
            : Optional.of(uncertainty.undetermined().stream().map(flat::describe)
                .collect(Collectors.joining(" and the combination ")));
    }

    private EstimatedPoint estimate() {
        double[] offset = offset();
        if (spec.method().linear()) {
            return LikelihoodEstimation.fit(equations, covariance, deviance, observations.y(), observations.weights(),
                offset, spec.control(), evaluations).plusDeviance(logJacobian());
        }
        if (spec.method() == Method.QUADRATURE) {
            quadrature = new QuadratureNodes(new QuadratureTree(terms, design.rows()), spec.control().nodes());
        }
        EstimatedPoint pseudo = pseudoLikelihood(offset);
        return spec.method().marginalLikelihood() ? maximise(pseudo, offset) : pseudo;
    }

    private double[] offset() {
        return design.offset() == null ? new double[design.rows()] : design.offset();
    }

    /** What the transformation of the response adds to the deviance. */
    private double logJacobian() {
        double[] y = observations.y();
        return -2 * IntStream.range(0, y.length)
            .mapToDouble(r -> observations.frequency()[r] * spec.distribution().logJacobian(y[r])).sum();
    }

    private EstimatedPoint pseudoLikelihood(double[] offset) {
        WorkingModel working = new WorkingModel(spec.distribution(), spec.link(), observations, offset,
            structure.chunks());
        Expansion expansion = spec.method().marginal() ? new MarginalExpansion(equations, working)
            : new SubjectSpecificExpansion(equations, working,
                spec.method().marginalLikelihood() ? ROUGH : SubjectSpecificExpansion.FULL);
        PseudoLikelihoodEstimation estimation = spec.method().marginalLikelihood()
            ? new PseudoLikelihoodEstimation(equations, covariance, deviance, expansion,
                diagnosis.isSeparated() ? SEPARATED_ITERATIONS : ROUGH_ITERATIONS, ROUGH_CHANGE, evaluations)
            : new PseudoLikelihoodEstimation(equations, covariance, deviance, expansion, spec.control(), evaluations);
        return estimation.fit(new NullCoefficients(equations, working, meanPredictor(),
            spec.formula().intercept()).find());
    }

    /** The linear predictor of the mean of the response. */
    private double meanPredictor() {
        double sum = 0;
        double weights = 0;
        for (int r = 0; r < design.rows(); r++) {
            double weight = observations.prior()[r] * observations.frequency()[r] * observations.size()[r];
            sum += weight * observations.y()[r];
            weights += weight;
        }
        return spec.link().link(sum / weights);
    }

    private EstimatedPoint maximise(EstimatedPoint start, double[] offset) {
        double[] errors = equations.variances().scaledFixedVariances();
        double largest = diagnosis.isSeparated() ? LARGEST_ERROR : Double.POSITIVE_INFINITY;
        for (int j = 0; j < errors.length; j++) {
            errors[j] = Math.min(largest, Math.sqrt(start.scale() * errors[j]));
        }
        MarginalLikelihood likelihood = spec.method() == Method.QUADRATURE ? quadrature(offset, quadrature.tree())
            : laplace(offset);
        marginal = new MarginalEstimation(likelihood, covariance, spec.distribution().dispersion(), spec.control(),
            evaluations, new FurtherStarts(covariance, diagnosis.isSeparated(),
                spec.method() != Method.QUADRATURE && data.isBinary()), errors);
        marginal.begin(start, deviance.solution().b(), equations.variances().scaledFixedInformation(),
            deviance.curvature(start.theta()));
        return likelihood instanceof QuadratureLikelihood byNodes ? quadrature.fit(marginal, byNodes)
            : marginal.maximise();
    }

    /** Whether quadrature disagrees with a Laplace approximation of the likelihood. */
    private Optional<Finding> inaccuracy(EstimatedPoint point) {
        if (spec.method() != Method.LAPLACE || !point.converged() || design.rows() > MOST_ROWS_CHECKED) {
            return Optional.empty();
        }
        QuadratureTree tree = new QuadratureTree(terms, design.rows());
        return QuadratureNodes.isCheap(tree) ? QuadratureNodes.inaccuracy(marginal, quadrature(offset(), tree))
            : Optional.empty();
    }

    private MarginalLikelihood laplace(double[] offset) {
        boolean restricted = spec.method().restricted();
        ModeEquations mode = restricted ? new JointEquations(equations) : new ConditionalEquations(structure);
        return new LaplaceLikelihood(mode, covariance, rows(), offset, restricted ? 0 : design.fixed().size(),
            evaluations);
    }

    private QuadratureLikelihood quadrature(double[] offset, QuadratureTree tree) {
        return new QuadratureLikelihood(new ConditionalEquations(structure), covariance, rows(), offset,
            design.fixed().size(), tree, evaluations, structure.workers());
    }

    private ObservationLikelihood rows() {
        return new ObservationLikelihood(spec.distribution(), spec.link(), observations, structure.chunks());
    }

    /**
     * The fixed effects given the covariance parameters, and those from the likelihood with the fixed effects
     * maximised.
     */
    private Uncertainty conditionalUncertainty(EstimatedPoint point, boolean[] free) {
        int m = covariance.parameters();
        double[] joint = Arrays.copyOf(point.theta(), m + 1);
        joint[m] = point.scale();
        double[] typical = Arrays.copyOf(covariance.typical(), m + 1);
        typical[m] = point.scale();
        evaluations.begin(FitMonitor.STANDARD_ERRORS + " of the covariance parameters", 0);
        for (int i = 0; i <= m; i++) {
            typical[i] = Math.max(Math.abs(joint[i]), 0.1 * typical[i]);
        }
        CovarianceInformation information = CovarianceInformation.of(deviance::jointGradient, joint, typical, free);
        deviance.solveAt(point.theta());
        return new Uncertainty(scaled(equations.variances().fixedCovariance(), point.scale()), information.covariance(),
            information.undetermined().stream().map(direction -> afterZeros(design.fixed().size(), direction))
                .toList());
    }

    /** Both from the likelihood in all parameters; without it the fixed effects given the covariance parameters. */
    private Uncertainty jointUncertainty(EstimatedPoint point) {
        factorAt(point);
        Uncertainty uncertainty = marginal.asymptotics()
            .uncertainty(equations.variances().scaledFixedCovariance());
        Uncertainty unscaled = uncertainty.withFixedEffects(equations.covariance(uncertainty.fixedEffects()));
        factorAt(point);
        return unscaled;
    }

    /** The robust covariance matrix of the fixed effects, with the equations factored at the estimate. */
    private Optional<double[]> robust(EstimatedPoint point, DesignDivision division) {
        Sandwich correction = spec.extras().sandwich();
        if (correction == Sandwich.NONE) {
            return Optional.empty();
        }
        int[] subjects = division.subjects();
        if (marginal == null) {
            return Optional.of(new SandwichCovariance(equations, design.fixed().values(), deviance.weights(),
                deviance.residuals(), subjects, observations.count()).matrix(correction, point.scale()));
        }
        QuadratureLikelihood byGroups = marginal.likelihood() instanceof QuadratureLikelihood byNodes ? byNodes
            : quadrature(offset(), new QuadratureTree(terms, design.rows()));
        return Optional.of(equations.covariance(marginal.asymptotics().robust(byGroups, subjects,
            equations.variances().scaledFixedCovariance(), correction)));
    }

    private static double[] afterZeros(int count, double[] values) {
        double[] result = new double[count + values.length];
        System.arraycopy(values, 0, result, count, values.length);
        return result;
    }

    private void factorAt(EstimatedPoint point) {
        equations.weigh(marginal.information());
        equations.factor(covariance.factors(point.theta(), 1));
    }

    private static double[] scaled(double[] values, double factor) {
        double[] result = values.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] *= factor;
        }
        return result;
    }

    private List<RandomEffects> randomEffects(EstimatedPoint point, CovarianceReport report) {
        double[][] variances = equations.variances().predictionErrorVariances(report.relativeFactors());
        double[] u = EffectCoordinates.restored(coordinates, point.u());
        List<RandomEffects> effects = new ArrayList<>();
        int first = 0;
        for (int t = 0; t < terms.size(); t++) {
            RandomDesign term = terms.get(t);
            int count = term.levels() * term.effects();
            effects.add(new RandomEffects(term.group(), term.effectNames(), term.levelNames(),
                report.matrix(t), Arrays.copyOfRange(u, first, first + count),
                scaled(variances[t], multiplier(point))));
            first += count;
        }
        return effects;
    }

    /** The scale phi of the equations: the weights of a likelihood's last equations contain it. */
    private double multiplier(EstimatedPoint point) {
        return marginal == null ? point.scale() : 1;
    }

    private Control control() {
        return quadrature == null ? spec.control()
            : new Control(spec.control().maxIterations(), spec.control().tolerance(), quadrature.nodes());
    }

    private ModelSpec resolvedSpec() {
        return new ModelSpec(spec.formula(), spec.distribution(), spec.link(), spec.method(), spec.estimateScale(),
            spec.weights(), spec.frequencies(), observations.event(), spec.categorical(), spec.codings(), control(),
            spec.extras());
    }
}
