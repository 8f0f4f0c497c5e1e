package org.glmm.engine.inference;

import static org.glmm.engine.dense.DenseAlgebra.form;
import static org.glmm.engine.dense.DenseAlgebra.quadraticForm;

import java.util.ArrayList;
import java.util.List;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.glmm.engine.model.FittedModel;

/** Estimates, covariances and joint tests of linear functions of the fixed effects. */
public final class FunctionInference {

    private static final double DEPENDENT = 1e-8;
    private static final String NOT_ESTIMABLE =
        "Not estimable: the data have no rows, or not enough, of some combinations of levels that it needs.";

    private final FittedModel model;
    private final Estimability estimability;
    private final FixedEffectInference inference;

    /**
     * @param method how to find the degrees of freedom
     */
    public FunctionInference(FittedModel model, DenominatorDf method) {
        this.model = model;
        estimability = new Estimability(model.recipe());
        inference = FixedEffectInference.of(model, method);
    }

    /** The estimate of a function; without a value if the function is not estimable. */
    public FunctionEstimate estimate(LinearFunction function) {
        if (!isEstimable(function)) {
            return FunctionEstimate.none(function.label(), NOT_ESTIMABLE);
        }
        double[] a = estimability.kept(function.coefficients());
        double[] estimates = model.fixedEffects().estimates();
        double sum = function.offset();
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * estimates[j];
        }
        return new FunctionEstimate(function.label(), sum, Math.sqrt(quadraticForm(inference.covariance(), a)),
            inference.forTerms(function.terms()).df(a), "");
    }

    /** Whether the data can estimate a function. */
    public boolean isEstimable(LinearFunction function) {
        return estimability.isEstimable(function.coefficients());
    }

    /** The covariance matrix of estimates of functions that are estimable. */
    public DMatrixRMaj covariance(List<LinearFunction> functions) {
        var rows = functions.stream().map(function -> estimability.kept(function.coefficients())).toList();
        var result = new DMatrixRMaj(rows.size(), rows.size());
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j <= i; j++) {
                double value = form(rows.get(i), inference.covariance(), rows.get(j));
                result.set(i, j, value);
                result.set(j, i, value);
            }
        }
        return result;
    }

    /**
     * The Wald test of the hypothesis that functions are all zero. Functions that are not estimable are left out, and
     * those that depend linearly on others do not count.
     *
     * @param name the name of the hypothesis
     */
    public TermTest test(String name, List<LinearFunction> functions) {
        var estimable = functions.stream().filter(this::isEstimable).toList();
        var hypothesis = independent(estimable);
        if (hypothesis.numRows == 0) {
            return new TermTest(name, 0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, NOT_ESTIMABLE);
        }
        var test = inference.forTerms(LinearFunction.terms(estimable)).test(hypothesis);
        int omitted = functions.size() - estimable.size();
        return new TermTest(name, test.numeratorDf(), test.denominatorDf(), test.f(), test.chiSquare(), test.pValue(),
            omitted == 0 ? "" : omitted + " of " + functions.size() + " functions are not estimable and left out.");
    }

    /** The number of linearly independent functions among those that are estimable. */
    public int rank(List<LinearFunction> functions) {
        return independent(functions.stream().filter(this::isEstimable).toList()).numRows;
    }

    /** The rows that do not depend on those before them, by Gram-Schmidt orthogonalisation. */
    private DMatrixRMaj independent(List<LinearFunction> functions) {
        var rows = new ArrayList<double[]>();
        var directions = new ArrayList<DMatrixRMaj>();
        for (var function : functions) {
            double[] row = estimability.kept(function.coefficients());
            var direction = new DMatrixRMaj(row.length, 1, true, row.clone());
            double length = NormOps_DDRM.normF(direction);
            for (int pass = 0; pass < 2; pass++) {
                directions.forEach(other -> CommonOps_DDRM.addEquals(direction,
                    -CommonOps_DDRM.dot(direction, other), other));
            }
            double rest = NormOps_DDRM.normF(direction);
            if (rest > DEPENDENT * length) {
                CommonOps_DDRM.divide(direction, rest);
                directions.add(direction);
                rows.add(row);
            }
        }
        return rows.isEmpty() ? new DMatrixRMaj(0, model.fixedEffects().count())
            : new DMatrixRMaj(rows.toArray(double[][]::new));
    }
}
