package org.glmm.engine.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.glmm.engine.design.FixedColumn;
import org.glmm.engine.design.RandomDesign;
import org.glmm.engine.model.Finding;
import org.glmm.engine.model.Finding.Kind;

/**
 * Finds random effects that are combinations of the fixed effects, as of a factor that is both. A combination of an
 * effect's columns with arbitrary multiples lies in the column space of X only if all of them do.
 */
final class FixedConfoundingCheck implements Check {

    private static final long SEED = 1;

    @Override
    public List<Finding> findings(ModelData data) {
        List<Finding> findings = new ArrayList<>();
        for (RandomDesign term : data.design().random()) {
            for (int effect = 0; effect < term.effects(); effect++) {
                int index = effect;
                if (term.term().variance().isEmpty() && term.levels() <= data.design().fixed().size()) {
                    data.design().fixed().combination(combination(term, effect))
                        .ifPresent(columns -> findings.add(finding(term, index, columns, data)));
                }
            }
        }
        return findings;
    }

    private static double[] combination(RandomDesign term, int effect) {
        double[] multiples = new Random(SEED).doubles(term.levels(), 1, 2).toArray();
        double[] column = new double[term.level().length];
        for (int r = 0; r < column.length; r++) {
            int level = term.level()[r];
            column[r] = level < 0 ? 0 : multiples[level] * term.element(r, effect);
        }
        return column;
    }

    private static Finding finding(RandomDesign term, int effect, List<FixedColumn> columns, ModelData data) {
        List<String> terms = columns.stream().mapToInt(FixedColumn::term).filter(t -> t != FixedColumn.INTERCEPT)
            .distinct().mapToObj(t -> data.design().recipe().terms().get(t).term().name()).toList();
        String fixed = Optional.of(terms).filter(names -> !names.isEmpty()).map(Words::list).orElse("(Intercept)");
        return new Finding(Kind.CONFOUNDED, "The random effects " + term.effectNames().get(effect) + " for "
            + term.group() + " are combinations of the fixed effects " + fixed
            + ", so that their variance cannot be estimated; remove the one or the other.");
    }
}
