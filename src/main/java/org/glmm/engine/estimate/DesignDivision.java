package org.glmm.engine.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.glmm.engine.design.Design;
import org.glmm.engine.design.FixedColumn;
import org.glmm.engine.design.RandomPart;
import org.glmm.engine.design.Schema;
import org.glmm.engine.error.ModelException;
import org.glmm.engine.formula.Expression;
import org.glmm.engine.mme.MixedModelEquations;
import org.glmm.engine.model.TestBasis.DesignDegrees;

/**
 * The degrees of freedom of fixed terms that follow from the design alone.
 *
 * <p>Containment, as in SAS: a random effect contains a fixed term if it has all its variables. The term has the
 * smallest of the ranks that the random effects that contain it add to (X Z), each after those with fewer variables;
 * without any, the rows minus the rank of (X Z).
 *
 * <p>Between-within: of grouping factors that are nested in each other, a term belongs to the outermost within whose
 * groups it is constant, and has as many degrees of freedom as there are groups, minus the groups of the next outer
 * factor (one for the intercept at the outermost), minus the columns of all terms that belong there; within the
 * innermost the rows take the place of groups. With one grouping factor this is the division of SAS, with more the one
 * of Pinheiro and Bates (2000, Mixed-Effects Models in S and S-PLUS, section 2.4.2), who put the intercept elsewhere.
 */
final class DesignDivision {

    /** The standard deviation of random effects beside which those of the data vanish. */
    private static final double LARGE = 1e3;

    /** The most work on factorisations that is not worth mentioning. */
    private static final double AFFORDABLE = 3e8;

    private final Design design;
    private final CovarianceModel covariance;
    private final double rows;
    private final Schema schema;

    /** Some effects of a random part, and the variables that they and their groups have. */
    private record RandomEffect(int part, int firstColumn, int columns, Set<Expression> variables) {
    }

    /** @param rows the number of rows, each counted as often as it occurs */
    DesignDivision(Design design, CovarianceModel covariance, double rows) {
        this.rows = rows;
        this.design = design;
        this.covariance = covariance;
        this.schema = design.recipe().schema();
    }

    /**
     * The degrees of freedom; by containment none if they would cost more than a fraction of a second.
     *
     * @param equations whose weights and factorisation are lost
     * @param always whether containment is worth any time
     */
    DesignDegrees degrees(MixedModelEquations equations, boolean always) {
        boolean affordable = equations.factorWork() * design.random().size() <= AFFORDABLE;
        return new DesignDegrees(always || affordable ? containment(equations) : new double[0], betweenWithin());
    }

    private double[] containment(MixedModelEquations equations) {
        List<RandomEffect> effects = randomEffects();
        double[] ranks = ranks(effects, equations);
        double[] degrees = new double[design.recipe().terms().size() + 1];
        for (int term = 0; term < degrees.length; term++) {
            degrees[term] = containment(fixedVariables(term - 1), effects, ranks);
        }
        return degrees;
    }

    private double containment(Set<Expression> variables, List<RandomEffect> effects, double[] ranks) {
        double smallest = Double.POSITIVE_INFINITY;
        double residual = rows - design.fixed().size();
        for (int e = 0; e < ranks.length; e++) {
            residual -= ranks[e];
            if (effects.get(e).variables.containsAll(variables)) {
                smallest = Math.min(smallest, ranks[e]);
            }
        }
        return smallest < Double.POSITIVE_INFINITY ? smallest : residual;
    }

    private Set<Expression> fixedVariables(int term) {
        Set<Expression> variables = new HashSet<>();
        if (term != FixedColumn.INTERCEPT) {
            variables.addAll(design.recipe().terms().get(term).term().variables());
        }
        return variables;
    }

    private List<RandomEffect> randomEffects() {
        List<RandomEffect> effects = new ArrayList<>();
        List<RandomPart> parts = design.recipe().randomParts();
        for (int part = 0; part < parts.size(); part++) {
            List<FixedColumn> columns = design.recipe().effectColumns(part);
            int first = 0;
            for (int end = 1; end <= columns.size(); end++) {
                if (end == columns.size() || columns.get(end).term() != columns.get(first).term()) {
                    effects.add(new RandomEffect(part, first, end - first,
                        randomVariables(parts.get(part), columns.get(first).term())));
                    first = end;
                }
            }
        }
        if (effects.size() > 1) {
            effects.sort(Comparator.comparingInt(effect -> effect.variables.size()));
        }
        return effects;
    }

    private Set<Expression> randomVariables(RandomPart part, int term) {
        Set<Expression> variables = new HashSet<>();
        for (Expression factor : part.term().factors()) {
            variables.add(schema.asFactor(factor));
        }
        if (term != FixedColumn.INTERCEPT) {
            variables.addAll(part.term().effects().get(term).variables());
        }
        return variables;
    }

    /**
     * The rank that each random effect adds to X and the effects before it; NaN if there are none. With the standard
     * deviation sigma of the effects, log det(sigma^2 Z'Z + I) + log det X'V^-1 X grows as the rank that Z adds to X
     * times 2 log sigma.
     */
    private double[] ranks(List<RandomEffect> effects, MixedModelEquations equations) {
        double[] ones = new double[design.rows()];
        Arrays.fill(ones, 1);
        equations.weigh(ones);
        double[][] lambda = new double[covariance.terms()][];
        for (int t = 0; t < lambda.length; t++) {
            lambda[t] = new double[covariance.effects(t) * covariance.effects(t)];
        }
        double[] ranks = new double[effects.size()];
        double before = 0;
        for (int e = 0; e < ranks.length; e++) {
            RandomEffect effect = effects.get(e);
            int k = covariance.effects(effect.part);
            for (int a = effect.firstColumn; a < effect.firstColumn + effect.columns; a++) {
                lambda[effect.part][a * k + a] = covariance.typicalDeviation(effect.part, a);
            }
            double rank = Math.rint((logDeterminant(lambda, 2 * LARGE, equations)
                - logDeterminant(lambda, LARGE, equations)) / (2 * Math.log(2)));
            ranks[e] = rank - before;
            before = rank;
        }
        return ranks;
    }

    private static double logDeterminant(double[][] lambda, double multiple, MixedModelEquations equations) {
        double[][] large = new double[lambda.length][];
        for (int t = 0; t < large.length; t++) {
            large[t] = lambda[t].clone();
            for (int i = 0; i < large[t].length; i++) {
                large[t][i] *= multiple;
            }
        }
        return equations.factor(large) ? equations.logDeterminantRandom() + equations.logDeterminantFixed()
            : Double.NaN;
    }

    private double[] betweenWithin() {
        List<int[]> chain = chain();
        int terms = design.recipe().terms().size();
        int[] stratum = new int[terms + 1];
        double[] columns = new double[chain.size() + 1];
        for (int term = 0; term <= terms; term++) {
            stratum[term] = stratum(term - 1, chain);
        }
        for (FixedColumn column : design.fixed().columns()) {
            columns[stratum[column.term() + 1]] += column.term() == FixedColumn.INTERCEPT ? 0 : 1;
        }
        double[] degrees = new double[terms + 1];
        for (int term = 0; term <= terms; term++) {
            int s = stratum[term];
            double groups = s < chain.size() ? count(chain.get(s)) : rows;
            int outer = s > 0 ? count(chain.get(s - 1)) : design.recipe().formula().intercept() ? 1 : 0;
            degrees[term] = groups - outer - columns[s];
        }
        return degrees;
    }

    private static int count(int[] groups) {
        int largest = -1;
        for (int group : groups) {
            largest = Math.max(largest, group);
        }
        return largest + 1;
    }

    /** The outermost grouping factor within whose groups the columns of a term are constant. */
    private int stratum(int term, List<int[]> chain) {
        int s = 0;
        while (s < chain.size() && !isConstant(term, chain.get(s))) {
            s++;
        }
        return s;
    }

    /** Whether the columns of a term do not vary within groups. */
    private boolean isConstant(int term, int[] groups) {
        for (int j = 0; j < design.fixed().size(); j++) {
            if (design.fixed().columns().get(j).term() == term && !isConstantColumn(j, groups)) {
                return false;
            }
        }
        return true;
    }

    private boolean isConstantColumn(int j, int[] groups) {
        int p = design.fixed().size();
        int[] firstRow = new int[count(groups)];
        Arrays.fill(firstRow, -1);
        for (int r = 0; r < groups.length; r++) {
            int first = firstRow[groups[r]] < 0 ? r : firstRow[groups[r]];
            firstRow[groups[r]] = first;
            if (design.fixed().values()[r * p + j] != design.fixed().values()[first * p + j]) {
                return false;
            }
        }
        return true;
    }

    /** The groups of each row, of grouping factors that are nested in each other, the outermost first. */
    private List<int[]> chain() {
        List<int[]> chain = new ArrayList<>();
        for (int[] groups : groupings()) {
            if (chain.isEmpty() || isNested(groups, chain.get(chain.size() - 1))) {
                chain.add(groups);
            }
        }
        return chain;
    }

    private static boolean isNested(int[] inner, int[] outer) {
        return count(inner) > count(outer) && isWithin(inner, outer);
    }

    /**
     * The subject of each row: the group of the grouping factor within which all random effects lie.
     *
     * @throws ModelException if there is none
     */
    int[] subjects() {
        return groupings().stream()
            .filter(groups -> design.random().stream().allMatch(term -> isWithin(term.level(), groups))).findFirst()
            .orElseThrow(
            () -> new ModelException("A robust covariance matrix needs a grouping column within whose groups all "
                + "random effects lie, so that the groups are independent; this model has none. Choose the covariance "
                + "matrix of the model, or change the random effects."));
    }

    /** Whether every level lies in one group. */
    private static boolean isWithin(int[] level, int[] groups) {
        int[] parent = new int[count(level)];
        Arrays.fill(parent, -1);
        for (int r = 0; r < level.length; r++) {
            if (level[r] >= 0 && parent[level[r]] >= 0 && parent[level[r]] != groups[r]) {
                return false;
            }
            if (level[r] >= 0) {
                parent[level[r]] = groups[r];
            }
        }
        return true;
    }

    /**
     * The groups of each row, one array for each distinct grouping of the random terms, that with the fewest groups
     * first.
     */
    private List<int[]> groupings() {
        List<int[]> groupings = new ArrayList<>();
        List<RandomPart> parts = design.recipe().randomParts();
        Set<Set<Expression>> known = new HashSet<>();
        for (int part = 0; part < parts.size(); part++) {
            var term = parts.get(part).term();
            if (term.by().isEmpty() && known.add(new HashSet<>(term.grouping()))) {
                groupings.add(design.random().get(part).level());
            }
        }
        if (groupings.size() > 1) {
            groupings.sort(Comparator.comparingInt(DesignDivision::count));
        }
        return groupings;
    }
}
