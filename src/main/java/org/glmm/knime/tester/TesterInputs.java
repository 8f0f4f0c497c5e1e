package org.glmm.knime.tester;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.glmm.engine.error.ModelException;
import org.glmm.engine.error.Suggestions;
import org.glmm.engine.inference.contrast.Alternative;
import org.glmm.engine.inference.contrast.Contrast;
import org.glmm.knime.port.GlmmPortObject;
import org.glmm.knime.port.GlmmPortObjectSpec;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.StringValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;

/** The tester's optional inputs, told apart by their types, and the checks of settings against the model. */
final class TesterInputs {

    private TesterInputs() {
    }

    /** The second model, if its port was added. */
    static Optional<GlmmPortObject> secondModel(PortObject[] inputs) {
        return Stream.of(inputs).skip(1).filter(GlmmPortObject.class::isInstance).map(GlmmPortObject.class::cast).findFirst();
    }

    /** The table of contrasts, if its port was added. */
    static Optional<BufferedDataTable> contrasts(PortObject[] inputs) {
        return Stream.of(inputs).filter(BufferedDataTable.class::isInstance).map(BufferedDataTable.class::cast).findFirst();
    }

    /** The contrasts of the dialog's cards, then those of the table. */
    static List<Contrast> contrasts(GlmmTesterNodeParameters parameters, Optional<BufferedDataTable> table) {
        var contrasts = new ArrayList<Contrast>();
        for (int i = 0; i < parameters.contrasts.length; i++) {
            contrasts.add(parameters.contrasts[i].contrast(i));
        }
        table.ifPresent(rows -> lines(parameters, rows).forEach((label, lines) ->
            contrasts.add(new Contrast(label, lines, Alternative.TWO_SIDED, 0))));
        return contrasts;
    }

    private static Map<String, List<String>> lines(GlmmTesterNodeParameters parameters, BufferedDataTable table) {
        int[] columns = columns(parameters, table.getDataTableSpec());
        var lines = new LinkedHashMap<String, List<String>>();
        try (var rows = table.iterator()) {
            while (rows.hasNext()) {
                var row = rows.next();
                var label = row.getCell(columns[0]);
                var combination = row.getCell(columns[1]);
                if (label.isMissing() || combination.isMissing()) {
                    throw new ModelException("The row \"" + row.getKey().getString() + "\" of the table of contrasts has no "
                        + (label.isMissing() ? "label" : "combination") + "; fill it in or leave the row out.");
                }
                lines.computeIfAbsent(label.toString(), key -> new ArrayList<>()).add(combination.toString());
            }
        }
        if (lines.isEmpty()) {
            throw new ModelException("The table of contrasts has no rows; add contrasts or remove the port.");
        }
        return lines;
    }

    /**
     * The columns of labels and of combinations.
     *
     * @throws ModelException if the table has not got them
     */
    static int[] columns(GlmmTesterNodeParameters parameters, DataTableSpec table) {
        var texts = table.stream().filter(column -> column.getType().isCompatible(StringValue.class))
            .map(DataColumnSpec::getName).toList();
        boolean automatic = parameters.labelColumn.isEmpty() || parameters.combinationColumn.isEmpty();
        if (automatic && texts.size() < 2) {
            throw new ModelException("The table of contrasts needs two text columns, one with labels and one with "
                + "combinations; it has " + texts.size() + ".");
        }
        return new int[] {column(parameters.labelColumn.isEmpty() ? texts.get(0) : parameters.labelColumn, texts, table),
            column(parameters.combinationColumn.isEmpty() ? texts.get(1) : parameters.combinationColumn, texts, table)};
    }

    private static int column(String name, List<String> texts, DataTableSpec table) {
        if (!texts.contains(name)) {
            throw new ModelException("The table of contrasts has no text column \"" + name + "\"; "
                + Suggestions.forName(name, texts));
        }
        return table.findColumnIndex(name);
    }

    /** The terms whose means are computed. */
    static List<List<String>> terms(GlmmTesterNodeParameters parameters, GlmmPortObjectSpec spec) {
        return switch (parameters.terms) {
            case NONE -> List.of();
            case ALL -> spec.factorTerms();
            case CHOSEN -> Stream.of(parameters.chosenTerms).map(name -> term(name, spec)).toList();
        };
    }

    /**
     * The factors of a term by its name.
     *
     * @throws ModelException if the model has no such term
     */
    static List<String> term(String name, GlmmPortObjectSpec spec) {
        return spec.factorTerms().stream().filter(term -> TesterChoices.name(term).equals(name)).findFirst()
            .orElseThrow(() -> new ModelException("The model has no term \"" + name + "\" made of factors; "
                + Suggestions.forName(name, spec.factorTerms().stream().map(TesterChoices::name).toList())));
    }

    /**
     * Checks the settings against the model.
     *
     * @throws ModelException if they name a term or covariate that the model has not got
     */
    static void check(GlmmTesterNodeParameters parameters, GlmmPortObjectSpec spec) {
        terms(parameters, spec);
        for (var value : parameters.covariateValues) {
            requireCovariate(value.covariate, spec);
        }
        for (var slope : parameters.slopes) {
            requireCovariate(slope.covariate, spec);
            if (!slope.term.isEmpty()) {
                term(slope.term, spec);
            }
        }
    }

    private static void requireCovariate(String name, GlmmPortObjectSpec spec) {
        if (!spec.covariates().contains(name)) {
            throw new ModelException("\"" + name + "\" is not a covariate of the model; "
                + Suggestions.forName(name, spec.covariates()));
        }
    }
}
