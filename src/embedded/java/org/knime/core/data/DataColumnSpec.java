package org.knime.core.data;

import java.util.List;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;

/** Name, type and domain of a column; made by a {@link DataColumnSpecCreator}. */
public final class DataColumnSpec {

    private static final String CFG_NAME = "column_name";
    private static final String CFG_ELEMENT_NAMES = "element_names";
    private static final String CFG_TYPE = "column_type";
    private static final String CFG_DOMAIN = "column_domain";
    private static final String CFG_PROPERTIES = "column_properties";
    private static final String CFG_META_DATA = "meta_data";

    private final String name;
    private final List<String> elementNames;
    private final DataType type;
    private final DataColumnDomain domain;
    private final DataColumnProperties properties;

    DataColumnSpec(final String name, final List<String> elementNames, final DataType type,
        final DataColumnDomain domain, final DataColumnProperties properties) {
        this.name = name;
        this.elementNames = elementNames;
        this.type = type;
        this.domain = domain;
        this.properties = properties;
    }

    public String getName() {
        return name;
    }

    public List<String> getElementNames() {
        return elementNames;
    }

    public DataType getType() {
        return type;
    }

    public DataColumnDomain getDomain() {
        return domain;
    }

    public DataColumnProperties getProperties() {
        return properties;
    }

    /** Same name, and cells of this column fit into the other. */
    public boolean isCompatibleWith(final DataColumnSpec cspec) {
        return cspec == this || cspec != null && name.equals(cspec.name) && cspec.type.isASuperTypeOf(type);
    }

    /** Same name and same type. */
    public boolean equalStructure(final DataColumnSpec cspec) {
        return cspec == this || cspec != null && name.equals(cspec.name) && type.equals(cspec.type);
    }

    public void save(final ConfigWO config) {
        config.addString(CFG_NAME, name);
        if (!elementNames.equals(List.of(name))) {
            config.addStringArray(CFG_ELEMENT_NAMES, elementNames.toArray(String[]::new));
        }
        type.save(config.addConfig(CFG_TYPE));
        domain.save(config.addConfig(CFG_DOMAIN));
        properties.save(config.addConfig(CFG_PROPERTIES));
        config.addConfig(CFG_META_DATA);
    }

    public static DataColumnSpec load(final ConfigRO config) throws InvalidSettingsException {
        final var name = config.getString(CFG_NAME);
        final var elementNames = config.getStringArray(CFG_ELEMENT_NAMES, (String[])null);
        return new DataColumnSpec(name, elementNames == null ? List.of(name) : List.of(elementNames),
            DataType.load(config.getConfig(CFG_TYPE)), DataColumnDomain.load(config.getConfig(CFG_DOMAIN)),
            DataColumnProperties.load(config.getConfig(CFG_PROPERTIES)));
    }

    @Override
    public boolean equals(final Object o) {
        return o == this || o instanceof DataColumnSpec other && equalStructure(other) && domain.equals(other.domain)
            && properties.equals(other.properties) && elementNames.equals(other.elementNames);
    }

    @Override
    public int hashCode() {
        return name.hashCode() ^ type.hashCode();
    }

    @Override
    public String toString() {
        return name + " (" + type + ")";
    }
}
