package org.glmm.engine.predict;

import static org.glmm.engine.dense.DenseAlgebra.dot;
import static org.glmm.engine.dense.DenseAlgebra.quadraticForm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.glmm.engine.design.DesignRecipe;
import org.glmm.engine.design.DesignRow;
import org.glmm.engine.design.Input;
import org.glmm.engine.design.RandomPart;
import org.glmm.engine.design.RowIssue;
import org.glmm.engine.design.RowIssue.Reason;
import org.glmm.engine.error.ModelException;
import org.glmm.engine.frame.ColumnRequest;
import org.glmm.engine.frame.RowValues;
import org.glmm.engine.mme.PredictionErrors;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.RandomEffects;

/**
 * Predicts the linear predictor of rows one by one, with the variance of its error. Rows are independent and may be
 * given by several threads at once; nothing is kept of them but counts.
 */
public final class Predictor {

    private final DesignRecipe recipe;
    private final Set<Scope> scopes;
    private final boolean errors;
    private final NewLevels newLevels;
    private final List<Input> inputs;
    private final int offered;
    private final Optional<ObservationSize> sizes;
    private final double[] beta;
    private final double[] fixedCovariance;
    private final List<RandomEffects> effects;
    private final PredictionErrors predictionErrors;
    private final int[] firstNode;
    private final int[] termOfPart;
    private final IssueCounts newGroups = new IssueCounts();
    private final IssueCounts unseenLevels = new IssueCounts();
    private final IssueCounts undefined = new IssueCounts();

    /**
     * What to predict.
     *
     * @param scopes whose response
     * @param errors whether the variances of the errors are wanted
     * @param observations whether the size and weight of new observations are wanted
     * @param newLevels what to do about groups that the training data did not have
     */
    public record Request(Set<Scope> scopes, boolean errors, boolean observations, NewLevels newLevels) {

        public Request {
            scopes = Set.copyOf(scopes);
        }
    }

    public Predictor(FittedModel model, Request request) {
        recipe = model.recipe();
        scopes = request.scopes.isEmpty() ? Set.of() : EnumSet.copyOf(request.scopes);
        errors = request.errors;
        newLevels = request.newLevels;
        inputs = recipe.inputs().stream().filter(input -> scopes.stream().anyMatch(scope -> scope.needs(input.use())))
            .toList();
        offered = inputs.size();
        sizes = request.observations ? Optional.of(new ObservationSize(model.spec(), offered)) : Optional.empty();
        beta = model.fixedEffects().estimates();
        fixedCovariance = model.fixedEffects().covariance();
        effects = model.randomEffects();
        predictionErrors = model.predictionErrors();
        firstNode = new int[effects.size()];
        for (int part = 1; part < firstNode.length; part++) {
            firstNode[part] = firstNode[part - 1] + effects.get(part - 1).levels().size();
        }
        termOfPart = termsOfParts();
    }

    private int[] termsOfParts() {
        var terms = recipe.formula().random();
        return recipe.randomParts().stream().map(RandomPart::term).mapToInt(terms::indexOf).toArray();
    }

    /** The columns that rows must offer, in the order of the indices of {@link RowValues}. */
    public List<ColumnRequest> inputs() {
        var requests = new ArrayList<ColumnRequest>();
        inputs.forEach(input -> requests.add(new ColumnRequest(input.name(), input.kind())));
        sizes.ifPresent(size -> requests.addAll(size.inputs()));
        return requests;
    }

    /**
     * Predicts a row. A scope has no prediction if a value it needs is missing, a factor of the effects has a level
     * that the training data did not have, a transformation has no finite value, or the group is new and shall have no
     * prediction.
     *
     * @throws ModelException if the group is new and {@link NewLevels#FAIL} was chosen; it names grouping and level
     */
    public RowPrediction predict(RowValues row) {
        var design = recipe.evaluate(new OfferedInputs(row, offered));
        var predictions = new EnumMap<Scope, LinearPrediction>(Scope.class);
        var issues = new EnumMap<Scope, RowIssue>(Scope.class);
        double[] contributions = new double[recipe.formula().random().size()];
        var issue = design.fixedIssue();
        if (issue != null) {
            scopes.forEach(scope -> withhold(scope, issue, predictions, issues));
        } else {
            predict(design, predictions, issues, contributions);
        }
        count(design);
        if (!predictions.containsKey(Scope.CONDITIONAL) || !predictions.get(Scope.CONDITIONAL).isPresent()) {
            Arrays.fill(contributions, Double.NaN);
        }
        return new RowPrediction(predictions, issues, contributions,
            sizes.map(size -> size.trials(row)).orElse(Double.NaN),
            sizes.map(size -> size.weight(row)).orElse(Double.NaN));
    }

    private static void withhold(Scope scope, RowIssue issue, Map<Scope, LinearPrediction> predictions,
        Map<Scope, RowIssue> issues) {
        predictions.put(scope, LinearPrediction.NONE);
        issues.put(scope, issue);
    }

    private void predict(DesignRow design, Map<Scope, LinearPrediction> predictions, Map<Scope, RowIssue> issues,
        double[] contributions) {
        double typical = design.offset() + dot(design.x(), beta);
        double variance = errors ? quadraticForm(fixedCovariance, design.x()) : Double.NaN;
        for (var scope : scopes) {
            var issue = issue(scope, design);
            if (issue != null) {
                withhold(scope, issue, predictions, issues);
            } else {
                predictions.put(scope, switch (scope) {
                    case TYPICAL -> new LinearPrediction(typical, variance, 0);
                    case POPULATION -> new LinearPrediction(typical, variance, groupVariance(design, false));
                    case CONDITIONAL -> conditional(design, typical, contributions);
                });
            }
        }
    }

    /** Why a scope has no prediction although the fixed effects can be evaluated; null if it has. */
    private RowIssue issue(Scope scope, DesignRow design) {
        for (int part = 0; scope != Scope.TYPICAL && part < effects.size(); part++) {
            var issue = design.randomIssue(part);
            boolean group = design.z(part) != null;
            if (issue == null || group && scope == Scope.POPULATION) {
                continue;
            }
            if (!group || issue.reason() != Reason.NEW_LEVEL || newLevels == NewLevels.MISSING) {
                return issue;
            }
            if (newLevels == NewLevels.FAIL) {
                throw new ModelException("The level \"" + issue.value() + "\" of the grouping \"" + issue.name()
                    + "\" was not in the training data; leave out its rows, or choose population or missing predictions for "
                    + "new groups.");
            }
        }
        return null;
    }

    private LinearPrediction conditional(DesignRow design, double typical, double[] contributions) {
        double eta = typical;
        int[] nodes = new int[effects.size()];
        double[][] z = new double[nodes.length][];
        for (int part = 0; part < nodes.length; part++) {
            z[part] = design.z(part);
            boolean known = z[part] != null && design.randomIssue(part) == null;
            nodes[part] = known ? firstNode[part] + design.level(part) : PredictionErrors.NONE;
            double contribution = known
                ? dot(z[part], 0, effects.get(part).values(), design.level(part) * z[part].length, z[part].length) : 0;
            contributions[termOfPart[part]] += contribution;
            eta += contribution;
        }
        return new LinearPrediction(eta, errors ? predictionErrors.variance(design.x(), nodes, z, fixedCovariance)
            + groupVariance(design, true) : Double.NaN, 0);
    }

    /** The sum of z'Gz of all random terms, or of those for which the row's group is new. */
    private double groupVariance(DesignRow design, boolean ofNewGroups) {
        double sum = 0;
        for (int part = 0; part < effects.size(); part++) {
            double[] z = design.z(part);
            if (z != null && !(ofNewGroups && design.randomIssue(part) == null)) {
                sum += quadraticForm(effects.get(part).covariance(), z);
            }
        }
        return sum;
    }

    /** Counts the first trouble of a row. */
    private void count(DesignRow design) {
        if (design.fixedIssue() != null) {
            count(design.fixedIssue());
            return;
        }
        for (int part = 0; part < effects.size(); part++) {
            var issue = design.randomIssue(part);
            if (issue != null && design.z(part) == null) {
                count(issue);
                return;
            }
            if (issue != null && issue.reason() == Reason.NEW_LEVEL && scopes.contains(Scope.CONDITIONAL)) {
                newGroups.add(issue.name());
                return;
            }
        }
    }

    private void count(RowIssue issue) {
        switch (issue.reason()) {
            case NEW_LEVEL -> unseenLevels.addLevel(issue);
            case NOT_FINITE -> undefined.add(issue.name());
            case MISSING -> { }
        }
    }

    /** Rows so far with a group that the training data did not have, by grouping. */
    public IssueCounts newGroups() {
        return newGroups;
    }

    /** Rows so far without prediction because of a factor level that the training data did not have. */
    public IssueCounts unseenLevels() {
        return unseenLevels;
    }

    /** Rows so far without prediction because a number or its transformation is not finite. */
    public IssueCounts undefined() {
        return undefined;
    }
}
