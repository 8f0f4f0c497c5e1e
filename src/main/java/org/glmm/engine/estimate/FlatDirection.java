package org.glmm.engine.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A direction in the space of all parameters in words: the parameters that change along it, with their weights. */
final class FlatDirection {

    /**
     * Parameters that change less than this, in units of their size and relative to the largest change, are left out.
     */
    private static final double SMALL = 0.05;

    private final List<String> fixedNames;
    private final CovarianceReport report;

    FlatDirection(List<String> fixedNames, CovarianceReport report) {
        this.fixedNames = fixedNames;
        this.report = report;
    }

    /**
     * The change of a parameter along a direction.
     *
     * @param name the parameter in words
     * @param change in units of the parameter
     * @param relative in units of its size
     */
    record Change(String name, double change, double relative) {
    }

    /** @param direction p coefficients of the scaled columns of X, theta, and the dispersion parameter */
    String describe(double[] direction) {
        List<Change> changes = new ArrayList<>();
        for (int j = 0; j < fixedNames.size(); j++) {
            changes.add(new Change("coefficient of " + fixedNames.get(j), direction[j], direction[j]));
        }
        changes.addAll(report.changes(direction, fixedNames.size()));
        double most = changes.stream().mapToDouble(change -> Math.abs(change.relative())).max().orElse(0);
        List<Change> shown = changes.stream().filter(change -> Math.abs(change.relative()) > SMALL * most).toList();
        double unit = shown.stream().mapToDouble(change -> Math.abs(change.change())).max().orElse(1);
        StringBuilder text = new StringBuilder();
        for (Change change : shown) {
            double weight = change.change() / unit * Math.signum(shown.get(0).change());
            text.append(text.length() == 0 ? "" : weight < 0 ? " - " : " + ")
                .append(String.format(Locale.ROOT, "%.3g", Math.abs(weight))).append(" x ").append(change.name());
        }
        return text.toString();
    }
}
