package org.glmm.engine.diagnose;

import java.util.Optional;
import java.util.Set;

import org.glmm.engine.Glmm;
import org.glmm.engine.family.Distribution;
import org.glmm.engine.family.Distributions;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.frame.Frame;
import org.glmm.engine.frame.TestFrames;
import org.glmm.engine.model.FitMonitor;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec;
import org.glmm.engine.parallel.Workers;

/** A fit with the rows it was made from. */
record TestFit(Frame frame, FittedModel model) {

    static TestFit of(String dataset, String formula, Distribution distribution, Method method, boolean scale) {
        var spec = new ModelSpec(Formula.parse(formula), distribution, distribution.defaultLink(), method, scale,
            Optional.empty(), Optional.empty(), Set.of(), ModelSpec.Control.DEFAULT);
        var frame = TestFrames.read(dataset, spec.columns());
        return new TestFit(frame, Glmm.fit(frame, spec, FitMonitor.SILENT));
    }

    static TestFit linear(String dataset, String formula) {
        return of(dataset, formula, Distributions.NORMAL, Method.REML, true);
    }

    TrainingRows rows() {
        return new TrainingRows(frame, model, Workers.of(2));
    }
}
