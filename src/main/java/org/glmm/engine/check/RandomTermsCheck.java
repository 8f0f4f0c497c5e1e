package org.glmm.engine.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.glmm.engine.design.RandomDesign;
import org.glmm.engine.model.Finding;
import org.glmm.engine.model.Finding.Kind;

/**
 * Finds random terms that cannot be told from each other: the same effect for the same groups, even if the groups have
 * other names.
 */
final class RandomTermsCheck implements Check {

    private static final double ROUNDING = 1e-12;

    @Override
    public List<Finding> findings(ModelData data) {
        List<RandomDesign> terms = data.design().random();
        List<Finding> findings = new ArrayList<>();
        for (int first = 0; first < terms.size(); first++) {
            for (int second = first + 1; second < terms.size(); second++) {
                add(terms.get(first), terms.get(second), findings);
            }
        }
        return findings;
    }

    private static void add(RandomDesign first, RandomDesign second, List<Finding> findings) {
        if (first.term().variance().isPresent() || second.term().variance().isPresent()
            || !haveSameGroups(first, second)) {
            return;
        }
        List<String> shared = IntStream.range(0, first.effects())
            .filter(i -> IntStream.range(0, second.effects()).anyMatch(j -> areProportional(first, i, second, j)))
            .mapToObj(first.effectNames()::get).toList();
        if (!shared.isEmpty()) {
            findings.add(new Finding(Kind.CONFOUNDED, "The random terms " + first.term() + " and " + second.term()
                + " have the same groups and both have the effect " + Words.list(shared) + (first.group()
                    .equals(second.group()) ? "" : " (" + first.group() + " and " + second.group()
                        + " divide the rows alike)")
                + ", so that the data determine only the sum of the two variances; remove the effect from one of "
                + "them."));
        }
    }

    /** Whether the levels of one are those of the other under other names. */
    private static boolean haveSameGroups(RandomDesign first, RandomDesign second) {
        if (first.levels() != second.levels()) {
            return false;
        }
        int[] partner = new int[first.levels()];
        int[] back = new int[first.levels()];
        Arrays.fill(partner, -1);
        Arrays.fill(back, -1);
        for (int r = 0; r < first.level().length; r++) {
            int a = first.level()[r];
            int b = second.level()[r];
            if (a < 0 != b < 0 || a >= 0 && (partner[a] >= 0 && partner[a] != b || back[b] >= 0 && back[b] != a)) {
                return false;
            }
            if (a >= 0) {
                partner[a] = b;
                back[b] = a;
            }
        }
        return true;
    }

    private static boolean areProportional(RandomDesign first, int i, RandomDesign second, int j) {
        double ratio = Double.NaN;
        for (int r = 0; r < first.level().length; r++) {
            if (first.level()[r] >= 0) {
                double a = first.element(r, i);
                double b = second.element(r, j);
                if (Double.isNaN(ratio) && (a != 0 || b != 0)) {
                    ratio = a / b;
                }
                if (Math.abs(a - ratio * b) > ROUNDING * Math.abs(a) || a == 0 && b != 0) {
                    return false;
                }
            }
        }
        return Double.isFinite(ratio);
    }
}
