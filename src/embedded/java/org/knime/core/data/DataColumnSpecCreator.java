package org.knime.core.data;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

import org.knime.core.node.NodeLogger;

/** Makes column specs. Names are trimmed; an empty name becomes {@code <empty_n>}. */
public final class DataColumnSpecCreator {

    private static final NodeLogger LOGGER = NodeLogger.getLogger(DataColumnSpecCreator.class);

    private static final AtomicInteger EMPTY_NAMES = new AtomicInteger();

    private String name;
    private DataType type;
    private DataColumnDomain domain;
    private DataColumnProperties properties;
    private List<String> elementNames = List.of();

    public DataColumnSpecCreator(final String name, final DataType type) {
        setName(name);
        setType(type);
        setDomain(null);
        setProperties(null);
    }

    public DataColumnSpecCreator(final DataColumnSpec cspec) {
        name = cspec.getName();
        type = cspec.getType();
        domain = cspec.getDomain();
        properties = cspec.getProperties();
        elementNames = cspec.getElementNames();
    }

    public void setName(final String name) {
        final var trimmed = Objects.requireNonNull(name, "The column name is null.").trim();
        if (trimmed.isEmpty()) {
            this.name = "<empty_" + EMPTY_NAMES.incrementAndGet() + ">";
            LOGGER.warn("The column name \"" + name + "\" is empty, replaced by \"" + this.name + "\"");
        } else {
            this.name = trimmed;
        }
    }

    public void setType(final DataType type) {
        this.type = Objects.requireNonNull(type, "The column type is null.");
    }

    public DataType getType() {
        return type;
    }

    public void setDomain(final DataColumnDomain domain) {
        this.domain = domain == null ? new DataColumnDomain(null, null, null) : domain;
    }

    public void setProperties(final DataColumnProperties props) {
        properties = props == null ? new DataColumnProperties() : props;
    }

    public void setElementNames(final String[] elNames) {
        elementNames = elNames == null ? List.of() : List.of(elNames);
    }

    public DataColumnSpec createSpec() {
        return new DataColumnSpec(name, elementNames, type, domain, properties);
    }
}
