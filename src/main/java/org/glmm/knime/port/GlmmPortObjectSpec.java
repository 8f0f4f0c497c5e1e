package org.glmm.knime.port;

import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.glmm.engine.error.ModelException;
import org.glmm.engine.formula.Expression;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.frame.Kind;
import org.glmm.engine.predict.Scope;
import org.glmm.knime.table.TableReader;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;

/** What is known of a model before it is fitted, and what nodes downstream need for their own configuration. */
public final class GlmmPortObjectSpec extends AbstractSimplePortObjectSpec {

    /** Saves and loads the spec. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<GlmmPortObjectSpec> {
    }

    private static final int VERSION = 1;
    private static final String VERSION_KEY = "version";
    private static final String FORMULA = "formula";
    private static final String DISTRIBUTION = "distribution";
    private static final String LINK = "link";
    private static final String COLUMNS = "columns";
    private static final String NOMINAL = "nominalResponse";
    private static final String CLASSES = "classes";
    private static final String CATEGORICAL = "categorical";

    private Formula formula;
    private String distribution;
    private String link;
    private DataTableSpec columns;
    private boolean nominal;
    private List<String> classes = List.of();
    private Set<String> categorical = Set.of();

    /** An empty spec, to be loaded. */
    public GlmmPortObjectSpec() {
    }

    /**
     * @param distribution name of the distribution
     * @param link name of the link
     * @param columns the learning columns; the domain of a factor holds its levels as far as they are known
     * @param nominal whether the response is a factor with two levels
     * @param classes for a nominal response the event level and the other one; empty if not known yet
     * @param categorical the numeric columns that are factors where they stand alone
     */
    public GlmmPortObjectSpec(Formula formula, String distribution, String link, DataTableSpec columns, boolean nominal,
        List<String> classes, Set<String> categorical) {
        this.formula = Objects.requireNonNull(formula);
        this.distribution = Objects.requireNonNull(distribution);
        this.link = Objects.requireNonNull(link);
        this.columns = Objects.requireNonNull(columns);
        this.nominal = nominal;
        this.classes = List.copyOf(classes);
        this.categorical = Set.copyOf(categorical);
    }

    public Formula formula() {
        return formula;
    }

    public String distribution() {
        return distribution;
    }

    public String link() {
        return link;
    }

    /** The learning columns. */
    public DataTableSpec columns() {
        return columns;
    }

    /** Whether the response is a factor with two levels, so that classes can be predicted. */
    public boolean isNominal() {
        return nominal;
    }

    /** The event level and the other level of a nominal response; empty if not known before the fit. */
    public List<String> classes() {
        return classes;
    }

    /** The fixed terms that are made of factors only, each by the names of its columns. */
    public List<List<String>> factorTerms() {
        return formula.fixed().stream().filter(term -> term.variables().stream().allMatch(this::isFactor))
            .map(term -> term.variables().stream().map(variable -> variable.columns().get(0)).toList()).toList();
    }

    /** The columns that fixed effects use as numbers. */
    public List<String> covariates() {
        return formula.fixed().stream().flatMap(term -> term.variables().stream())
            .filter(variable -> !isFactor(variable)).flatMap(variable -> variable.columns().stream()).distinct()
            .toList();
    }

    private boolean isFactor(Expression variable) {
        return variable instanceof Expression.Categorical || variable instanceof Expression.Column column
            && (categorical.contains(column.name()) || kind(column.name()) == Kind.FACTOR);
    }

    /** How the model uses a learning column. */
    public Kind kind(String column) {
        return TableReader.kind(columns, column);
    }

    /** The columns that predictions of a scope need. */
    public Set<String> predictors(Scope scope) {
        return scope.columns(formula);
    }

    @Override
    protected void save(ModelContentWO model) {
        model.addInt(VERSION_KEY, VERSION);
        model.addString(FORMULA, formula.toString());
        model.addString(DISTRIBUTION, distribution);
        model.addString(LINK, link);
        model.addBoolean(NOMINAL, nominal);
        model.addStringArray(CLASSES, classes.toArray(String[]::new));
        model.addStringArray(CATEGORICAL, categorical.stream().sorted().toArray(String[]::new));
        columns.save(model.addModelContent(COLUMNS));
    }

    @Override
    protected void load(ModelContentRO model) throws InvalidSettingsException {
        int version = model.getInt(VERSION_KEY);
        if (version > VERSION) {
            throw new InvalidSettingsException("The GLMM model was saved by a later version of the extension (format "
                + version + "); update the extension.");
        }
        try {
            formula = Formula.parse(model.getString(FORMULA));
        } catch (ModelException e) {
            throw new InvalidSettingsException("The GLMM model cannot be read: " + e.getMessage(), e);
        }
        distribution = model.getString(DISTRIBUTION);
        link = model.getString(LINK);
        nominal = model.getBoolean(NOMINAL);
        classes = List.of(model.getStringArray(CLASSES));
        categorical = Set.of(model.getStringArray(CATEGORICAL));
        columns = DataTableSpec.load(model.getModelContent(COLUMNS));
    }
}
