package org.glmm.engine.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

import org.glmm.engine.covariance.CovarianceStructure.Element;
import org.glmm.engine.covariance.CovarianceStructure.Quantity;
import org.glmm.engine.model.CovarianceParameter;
import org.glmm.engine.model.CovarianceParameter.State;
import org.glmm.engine.model.FixedEffects;
import org.glmm.engine.model.ModelSpec.Profiled;
import org.glmm.engine.model.ProfileInterval;
import org.glmm.engine.model.ProfileIntervals;

/** The profile-likelihood intervals of the reported parameters of a model. */
final class Profiles {

    private static final String RESTRICTED =
        "A restricted likelihood is not a function of the fixed effects; choose ML, "
        + "LAPLACE or QUADRATURE.";
    private static final String FIXED = "The parameter is fixed.";
    private static final String UNDEFINED = "There is no correlation with an effect of zero variance.";
    /** The standard error of a variance that is estimated as zero, relative to a typical one. */
    private static final double SMALL = 0.1;

    private final ProfileLikelihood likelihood;
    private final double[] x;
    private final int first;
    private final CovarianceModel covariance;
    private final List<EffectCoordinates> coordinates;
    private final double unit;
    private final List<CovarianceParameter> parameters;

    /**
     * @param x the parameters of the likelihood at its maximum: fixed effects if it is a function of them, theta, and
     *            the log of the dispersion parameter if there is one
     * @param first where theta starts
     * @param coordinates of the effects of each term, in which theta is
     * @param unit the residual scale if the response is measured in units of its own, otherwise 1
     * @param parameters as reported, the dispersion parameter last
     */
    Profiles(ProfileLikelihood likelihood, double[] x, int first, CovarianceModel covariance,
        List<EffectCoordinates> coordinates, double unit, List<CovarianceParameter> parameters) {
        this.likelihood = likelihood;
        this.x = x;
        this.first = first;
        this.covariance = covariance;
        this.coordinates = coordinates;
        this.unit = unit;
        this.parameters = parameters;
    }

    /**
     * All intervals that are asked for.
     *
     * @param scaling of the fixed effects: one row a coefficient, on the user's scale, that of the scaled columns of X
     */
    ProfileIntervals intervals(Profiled asked, double level, FixedEffects fixed, double[][] scaling) {
        List<ProfileInterval> fixedEffects = asked == Profiled.ALL_PARAMETERS ? fixedEffects(fixed, scaling)
            : List.of();
        List<ProfileInterval> estimates = new ArrayList<>();
        List<ProfileInterval> standardised = new ArrayList<>();
        int next = 0;
        for (int t = 0; t < covariance.terms(); t++) {
            for (Element element : covariance.structure(t).reported(covariance.effects(t))) {
                add(t, element, parameters.get(next++), estimates, standardised);
            }
        }
        CovarianceParameter dispersion = parameters.get(next);
        ProfileInterval interval = dispersion.state() == State.FIXED ? ProfileInterval.none(FIXED) : dispersion();
        estimates.add(interval);
        standardised.add(dispersion.kind() == CovarianceParameter.Kind.VARIANCE ? root(interval) : interval);
        return new ProfileIntervals(level, fixedEffects, estimates, standardised);
    }

    private List<ProfileInterval> fixedEffects(FixedEffects fixed, double[][] scaling) {
        return IntStream.range(0, fixed.count()).mapToObj(j -> {
            if (first == 0) {
                return ProfileInterval.none(RESTRICTED);
            }
            double[] coefficients = Arrays.copyOf(scaling[j], x.length);
            double largest = IntStream.range(0, first).mapToDouble(k -> Math.abs(scaling[j][k])).max().orElse(1);
            return likelihood.interval(fixed.names().get(j),
                new ParameterFunction.Linear(x, fixed.estimates()[j], coefficients), largest * Math.sqrt(unit),
                DoubleUnaryOperator.identity());
        }).toList();
    }

    private void add(int t, Element element, CovarianceParameter parameter, List<ProfileInterval> estimates,
        List<ProfileInterval> standardised) {
        if (parameter.state() == State.FIXED) {
            estimates.add(ProfileInterval.none(FIXED));
            standardised.add(ProfileInterval.none(FIXED));
            return;
        }
        boolean variance = element.quantity() == Quantity.VARIANCE;
        ProfileInterval correlation = variance ? null : correlation(t, element, parameter);
        estimates.add(element.quantity() == Quantity.CORRELATION ? correlation : element(t, element, parameter));
        standardised.add(variance ? root(estimates.get(estimates.size() - 1)) : correlation);
    }

    private ProfileInterval correlation(int t, Element element, CovarianceParameter parameter) {
        return Double.isNaN(parameter.standardised()) ? ProfileInterval.none(UNDEFINED)
            : likelihood.interval(parameter.title(),
                function(t, element, true), 1,
                Profiles::exactlyOne);
    }

    private ParameterFunction function(int t, Element element, boolean correlation) {
        return new ElementFunction(covariance.structure(t), first + covariance.offset(t), coordinates.get(t), element,
            correlation);
    }

    /** Ends at plus or minus one are reached but for rounding. */
    private static double exactlyOne(double correlation) {
        return 1 - Math.abs(correlation) < 1e-8 ? Math.signum(correlation) : correlation;
    }

    private ProfileInterval element(int t, Element element, CovarianceParameter parameter) {
        double scale = SMALL * unit * covariance.typicalDeviation(t, element.row())
            * covariance.typicalDeviation(t, element.column());
        return likelihood.interval(parameter.title(),
            function(t, element, false), scale,
            DoubleUnaryOperator.identity());
    }

    private ProfileInterval dispersion() {
        double[] coefficients = new double[x.length];
        coefficients[x.length - 1] = 1;
        return likelihood.interval(CovarianceParameter.RESIDUAL,
            new ParameterFunction.Linear(x, x[x.length - 1], coefficients), 1, Math::exp);
    }

    private static ProfileInterval root(ProfileInterval variance) {
        return new ProfileInterval(Math.sqrt(variance.lower()), Math.sqrt(variance.upper()), variance.note());
    }
}
