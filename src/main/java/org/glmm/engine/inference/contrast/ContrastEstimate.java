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
 * @param inverseLinks for each line the inverse link of the estimate, a mean where the line is one
 * @param joint the joint test of all lines; only if there are several
 */
public record ContrastEstimate(Contrast contrast, List<ComparisonEstimate> lines, List<ScaledEstimate> inverseLinks,
    Optional<TermTest> joint) { }
