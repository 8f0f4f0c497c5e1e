package org.glmm.engine.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.glmm.engine.design.CodedTerm;
import org.glmm.engine.design.CodedVariable;
import org.glmm.engine.design.RandomDesign;
import org.glmm.engine.formula.Expression;
import org.glmm.engine.frame.FactorColumn;
import org.glmm.engine.model.Finding;
import org.glmm.engine.model.Finding.Kind;

/** Notes grouping factors with few levels, and levels with a single row. */
final class LevelsCheck implements Check {

    private static final int FEW = 5;

    @Override
    public List<Finding> findings(ModelData data) {
        List<Finding> findings = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (RandomDesign term : data.design().random()) {
            if (seen.add(term.group())) {
                addFewLevels(term, findings);
                addSingleRows(term, findings);
            }
        }
        for (CodedTerm term : data.design().recipe().terms()) {
            for (CodedVariable variable : term.variables()) {
                if (variable.isFactor() && seen.add(variable.variable().label())) {
                    addSingleRows(variable.variable(), data, findings);
                }
            }
        }
        return findings;
    }

    private static void addFewLevels(RandomDesign term, List<Finding> findings) {
        if (term.levels() < FEW && term.term().variance().isEmpty()) {
            findings.add(new Finding(Kind.FEW_LEVELS, "The grouping " + term.group() + " has only " + term.levels()
                + " levels, too few to estimate a variance well; consider it as a fixed effect."));
        }
    }

    private static void addSingleRows(RandomDesign term, List<Finding> findings) {
        List<String> single = single(term.level(), term.levelNames());
        if (!single.isEmpty() && single.size() < term.levels()) {
            findings.add(new Finding(Kind.SINGLE_ROWS, Words.count(single.size(), "level") + " of the " + term.levels()
                + " of the grouping " + term.group() + (single.size() == 1 ? " has" : " have") + " a single row: "
                + Words.quoted(single) + "."));
        }
    }

    private static void addSingleRows(Expression factor, ModelData data, List<Finding> findings) {
        FactorColumn column = data.factor(factor);
        List<String> single = single(column.codes(), column.levels());
        if (!single.isEmpty()) {
            findings.add(new Finding(Kind.SINGLE_ROWS, Words.count(single.size(), "level") + " of the factor "
                + factor.label() + (single.size() == 1 ? " has" : " have") + " a single row: " + Words.quoted(single)
                + "; a coefficient rests on this row alone."));
        }
    }

    private static List<String> single(int[] codes, List<String> names) {
        int[] counts = new int[names.size()];
        for (int code : codes) {
            if (code >= 0) {
                counts[code]++;
            }
        }
        List<String> single = new ArrayList<>();
        for (int level = 0; level < counts.length; level++) {
            if (counts[level] == 1) {
                single.add(names.get(level));
            }
        }
        return single;
    }
}
