package org.glmm.knime.tester;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.glmm.engine.error.ModelException;
import org.glmm.engine.error.Suggestions;
import org.glmm.engine.inference.contrast.Contrast;
import org.glmm.knime.port.GlmmPortObject;
import org.glmm.knime.port.GlmmPortObjectSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;

/** The tester's optional inputs, told apart by their types, and the checks of settings against the model. */
final class TesterInputs {

    private TesterInputs() {
    }

    /** The second model, if its port was added. */
    static Optional<GlmmPortObject> secondModel(PortObject[] inputs) {
        return Stream.of(inputs).skip(1).filter(GlmmPortObject.class::isInstance).map(GlmmPortObject.class::cast)
            .findFirst();
    }

    /** The table of contrasts, if its port was added. */
    static Optional<BufferedDataTable> contrasts(PortObject[] inputs) {
        return Stream.of(inputs).filter(BufferedDataTable.class::isInstance).map(BufferedDataTable.class::cast)
            .findFirst();
    }

    /** The contrasts of the dialog's cards, then those of the table. */
    static List<Contrast> contrasts(GlmmTesterNodeParameters parameters, Optional<BufferedDataTable> table) {
        var contrasts = new ArrayList<Contrast>();
        for (int i = 0; i < parameters.contrasts.length; i++) {
            contrasts.add(parameters.contrasts[i].contrast(i));
        }
        table.ifPresent(rows -> contrasts.addAll(new ContrastTable(parameters, rows.getDataTableSpec()).read(rows)));
        return contrasts;
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
