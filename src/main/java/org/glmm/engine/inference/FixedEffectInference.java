package org.glmm.engine.inference;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.ejml.data.DMatrixRMaj;
import org.glmm.engine.error.ModelException;
import org.glmm.engine.model.FittedModel;

/**
 * Tests of linear functions of the fixed effects that were kept, by one method for the denominator degrees of freedom.
 */
public final class FixedEffectInference {

    private final FittedModel model;
    private final DenominatorDf method;
    private final TestMethod tests;

    private FixedEffectInference(FittedModel model, DenominatorDf method, TestMethod tests) {
        this.model = model;
        this.method = method;
        this.tests = tests;
    }

    /**
     * Tests of a model.
     *
     * @param method {@link DenominatorDf#AUTOMATIC} is resolved
     * @throws ModelException if the method does not apply to the model
     */
    public static FixedEffectInference of(FittedModel model, DenominatorDf method) {
        DenominatorDf resolved = method.resolve(model);
        return new FixedEffectInference(model, resolved, resolved.tests(model));
    }

    /** The method in use, never {@link DenominatorDf#AUTOMATIC}. */
    public DenominatorDf method() {
        return method;
    }

    /**
     * The same for hypotheses about given terms, whose degrees of freedom count where terms have them; none changes
     * nothing.
     */
    public FixedEffectInference forTerms(Set<Integer> terms) {
        return terms.isEmpty() ? this : new FixedEffectInference(model, method, tests.forTerms(terms));
    }

    /** The covariance matrix of the fixed effects that the method uses for standard errors, p x p, row-major. */
    public double[] covariance() {
        return tests.covariance();
    }

    /** The degrees of freedom of t for the function l'b; infinite for z, NaN if they are not defined. */
    public double df(double[] l) {
        return tests.reference(new DMatrixRMaj(1, l.length, true, l)).df();
    }

    /** Estimate, standard error and degrees of freedom of every coefficient. */
    public List<FunctionEstimate> coefficients() {
        var effects = model.fixedEffects();
        return IntStream.range(0, effects.count()).mapToObj(i -> {
            double[] unit = new double[effects.count()];
            unit[i] = 1;
            return new FunctionEstimate(effects.names().get(i), effects.estimates()[i],
                Math.sqrt(covariance()[i * effects.count() + i]), df(unit), "");
        }).toList();
    }

    /**
     * The Wald test of the hypothesis L b = 0.
     *
     * @param hypothesis L, r x p, with independent rows
     */
    public WaldTest test(DMatrixRMaj hypothesis) {
        double f = WaldStatistic.f(hypothesis, model.fixedEffects().estimates(), covariance());
        if (Double.isNaN(f)) {
            return WaldTest.of(hypothesis.numRows, Double.NaN, f);
        }
        var reference = tests.reference(hypothesis);
        return WaldTest.of(hypothesis.numRows, reference.df(), reference.factor() * f);
    }
}
