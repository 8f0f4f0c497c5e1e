package org.glmm.engine.check;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

import org.glmm.engine.check.SeparationDetector.Separated;
import org.glmm.engine.design.FixedColumn;
import org.glmm.engine.design.FixedDesign;
import org.glmm.engine.model.Finding;
import org.glmm.engine.model.Finding.Kind;

/**
 * Finds fixed effects that predict some responses perfectly, and says which: the fewest terms, taken away from the last
 * to the first, that predict the same rows. Random effects may predict what they like: their estimates are finite.
 */
final class SeparationCheck implements Check {

    private final Runnable checkpoint;

    /** @param checkpoint called between passes over the rows */
    SeparationCheck(Runnable checkpoint) {
        this.checkpoint = checkpoint;
    }

    @Override
    public List<Finding> findings(ModelData data) {
        byte[] limits = data.limits();
        FixedDesign x = data.design().fixed();
        if (x.size() == 0 || data.isInterior()) {
            return List.of();
        }
        Separated separated = SeparationDetector.find(x.values(), x.size(), limits, hasIntercept(x), checkpoint);
        if (separated.rows().isEmpty()) {
            return List.of();
        }
        List<Integer> terms = fewestTerms(data, limits, separated.rows());
        List<String> infinite = IntStream.range(0, x.size()).filter(j -> separated.infinite()[j])
            .mapToObj(j -> x.columns().get(j).name()).toList();
        return List.of(new Finding(Kind.SEPARATION, "Separation: "
            + new SeparationWords(data, limits, separated.rows(), terms).describe() + ", so that the estimates of "
            + String.join(", ", infinite)
            + " are infinite. What is shown for them is where the iterations ended, and their "
            + "standard errors and tests mean nothing; merge levels or leave out effects."));
    }

    private static boolean hasIntercept(FixedDesign x) {
        return x.columns().get(0).term() == FixedColumn.INTERCEPT;
    }

    /** The indices of the terms that are needed to separate the same rows. */
    private List<Integer> fewestTerms(ModelData data, byte[] limits, BitSet rows) {
        List<Integer> terms = new ArrayList<>(data.design().fixed().columns().stream().map(FixedColumn::term)
            .filter(term -> term != FixedColumn.INTERCEPT).distinct().toList());
        for (int i = terms.size() - 1; i >= 0; i--) {
            Integer term = terms.remove(i);
            if (isContained(data, term, terms) || !separates(data, limits, rows, terms)) {
                terms.add(i, term);
            }
        }
        return terms;
    }

    /** Whether a later term contains the variables of this one and more. */
    private static boolean isContained(ModelData data, int term, List<Integer> others) {
        var coded = data.design().recipe().terms();
        return others.stream().anyMatch(other -> coded.get(other).term().variables()
            .containsAll(coded.get(term).term().variables()));
    }

    private boolean separates(ModelData data, byte[] limits, BitSet rows, List<Integer> terms) {
        FixedDesign x = data.design().fixed();
        int[] columns = IntStream.range(0, x.size()).filter(j -> x.columns().get(j).term() == FixedColumn.INTERCEPT
            || terms.contains(x.columns().get(j).term())).toArray();
        double[] part = new double[x.rows() * columns.length];
        for (int i = 0; i < part.length; i++) {
            part[i] = x.values()[i / columns.length * x.size() + columns[i % columns.length]];
        }
        return columns.length > 0
            && SeparationDetector.find(part, columns.length, limits, hasIntercept(x), checkpoint).rows().equals(rows);
    }
}
