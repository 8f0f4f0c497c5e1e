package org.glmm.engine.inference.contrast;

import java.util.List;
import java.util.Optional;

import org.glmm.engine.inference.TermTest;
import org.glmm.engine.inference.means.ScaledEstimate;

/**
 * The tests of a contrast.
 *
 * @param contrast what was asked for
 * @param lines one estimate and test a line
 * @param joint the joint test of all lines; only if there are several
 */
public record ContrastEstimate(Contrast contrast, List<Line> lines, Optional<TermTest> joint) {

    /**
     * A line of a contrast.
     *
     * @param comparison its estimate, with the adjusted p-value and interval
     * @param pValue its p-value on its own
     * @param inverseLink the inverse link of the estimate, a mean where the line is one
     */
    public record Line(ComparisonEstimate comparison, double pValue, ScaledEstimate inverseLink) { }
}
