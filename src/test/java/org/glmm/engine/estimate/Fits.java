package org.glmm.engine.estimate;

import java.util.Optional;
import java.util.Set;

import org.glmm.engine.Glmm;
import org.glmm.engine.family.Distribution;
import org.glmm.engine.family.Distributions;
import org.glmm.engine.family.Link;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.frame.Frame;
import org.glmm.engine.frame.TestFrames;
import org.glmm.engine.model.FitMonitor;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec;
import org.glmm.engine.model.ModelSpec.Control;

/** Fits of the data sets under {@code src/test/resources/data}. */
final class Fits {

    private Fits() {
    }

    static ModelSpec spec(String formula, Distribution distribution, Link link, Method method, boolean estimateScale) {
        return new ModelSpec(Formula.parse(formula), distribution, link, method,
            estimateScale || distribution.hasScale(), Optional.empty(), Optional.empty(), Set.of(), Control.DEFAULT);
    }

    static ModelSpec weighted(ModelSpec spec, String weights) {
        return new ModelSpec(spec.formula(), spec.distribution(), spec.link(), spec.method(), spec.estimateScale(),
            Optional.of(weights), spec.eventLevel(), spec.categorical(), spec.control());
    }

    static FittedModel normal(String dataset, String formula, Method method) {
        return fit(dataset, spec(formula, Distributions.NORMAL, Distributions.NORMAL.defaultLink(), method, true));
    }

    static FittedModel fit(String dataset, ModelSpec spec) {
        return fit(TestFrames.read(dataset, spec.columns()), spec);
    }

    static FittedModel fit(Frame frame, ModelSpec spec) {
        return Glmm.fit(frame, spec, FitMonitor.SILENT);
    }
}
