package org.glmm.engine.inference;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.glmm.engine.design.Design;
import org.glmm.engine.design.ResponseValues;
import org.glmm.engine.family.Distribution;
import org.glmm.engine.family.Distributions;
import org.glmm.engine.family.Link;
import org.glmm.engine.family.Links;
import org.glmm.engine.formula.FactorCoding;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.frame.Frame;
import org.glmm.engine.model.Convergence;
import org.glmm.engine.model.FitStatistics;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.FixedEffects;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec;
import org.glmm.engine.model.RandomEffects;
import org.glmm.engine.model.TestErrors;

/** Fixed-effect models fitted by the normal equations. */
public final class LeastSquaresModel {

    private LeastSquaresModel() {
    }

    static FittedModel fit(String formula, Frame frame) {
        return fit(formula, frame, Map.of());
    }

    static FittedModel fit(String formula, Frame frame, Map<String, FactorCoding> codings) {
        var design = Design.of(Formula.parse(formula), frame, Set.of(), codings);
        int n = design.rows();
        int p = design.fixed().size();
        var x = DMatrixRMaj.wrap(n, p, design.fixed().values());
        var y = DMatrixRMaj.wrap(n, 1, ((ResponseValues.Numeric) design.response()).values());
        var inverse = new DMatrixRMaj(p, p);
        CommonOps_DDRM.multTransA(x, x, inverse);
        CommonOps_DDRM.invert(inverse);
        var right = new DMatrixRMaj(p, 1);
        CommonOps_DDRM.multTransA(x, y, right);
        var estimates = new DMatrixRMaj(p, 1);
        CommonOps_DDRM.mult(inverse, right, estimates);
        var residuals = y.copy();
        CommonOps_DDRM.multAdd(-1, x, estimates, residuals);
        CommonOps_DDRM.scale(CommonOps_DDRM.dot(residuals, residuals) / (n - p), inverse);
        return of(design, new FixedEffects(design.fixed().names(), estimates.data, inverse.data,
            design.fixed().dropped()));
    }

    /** A model of a normal response that consists of its fixed effects. */
    static FittedModel of(Design design, FixedEffects fixed) {
        return of(design, fixed, Distributions.NORMAL, Links.IDENTITY, List.of());
    }

    /** A model with given estimates. */
    public static FittedModel of(Design design, FixedEffects fixed, Distribution distribution, Link link,
        List<RandomEffects> random) {
        boolean linear = ModelSpec.isLinear(distribution, link);
        var spec = new ModelSpec(design.recipe().formula(), distribution, link, linear ? Method.REML : Method.RSPL,
            distribution.hasScale(), Optional.empty(), Optional.empty(), Set.of(), ModelSpec.Control.DEFAULT);
        return new FittedModel(spec, design.recipe(), fixed, List.of(), random,
            TestErrors.none(random, fixed.count()),
            new FitStatistics(design.rows(), 0, 0, 0, 0, 0, design.rows() - fixed.count(), 1, 1, 0, 0, 0),
            new Convergence(Convergence.Verdict.CONVERGED, "", 1, 1, 0), List.of());
    }
}
