package org.knime.core.data.container;

/** How a container treats domains and RowIDs. */
public final class DataContainerSettings {

    /** Number of distinct values beyond which a nominal domain is unknown; property {@code knime.domain.valuecount}. */
    public static final int MAX_POSSIBLE_VALUES = Integer.getInteger("knime.domain.valuecount", 60);

    private final boolean initializeDomain;
    private final boolean updateDomain;
    private final boolean checkDuplicates;

    private DataContainerSettings(final boolean initializeDomain, final boolean updateDomain,
        final boolean checkDuplicates) {
        this.initializeDomain = initializeDomain;
        this.updateDomain = updateDomain;
        this.checkDuplicates = checkDuplicates;
    }

    public static DataContainerSettings getDefault() {
        return new DataContainerSettings(true, true, true);
    }

    public static Builder builder() {
        return new SettingsBuilder();
    }

    public boolean isInitializeDomain() {
        return initializeDomain;
    }

    public boolean isEnableDomainUpdate() {
        return updateDomain;
    }

    public boolean isCheckDuplicateRowKeys() {
        return checkDuplicates;
    }

    public int getMaxDomainValues() {
        return MAX_POSSIBLE_VALUES;
    }

    public int getRowBatchSize() {
        return 100;
    }

    /** Makes settings, starting from the default. */
    public interface Builder {

        /** Whether the domains in the spec are the start of the table's domains. */
        Builder withInitializedDomain(boolean initDomain);

        /** Whether the rows widen the domains. */
        Builder withDomainUpdate(boolean update);

        Builder withCheckDuplicateRowKeys(boolean checkDuplicateRowKeys);

        DataContainerSettings build();
    }

    private static final class SettingsBuilder implements Builder {

        private boolean initializeDomain = true;
        private boolean updateDomain = true;
        private boolean checkDuplicates = true;

        @Override
        public Builder withInitializedDomain(final boolean initDomain) {
            initializeDomain = initDomain;
            return this;
        }

        @Override
        public Builder withDomainUpdate(final boolean update) {
            updateDomain = update;
            return this;
        }

        @Override
        public Builder withCheckDuplicateRowKeys(final boolean checkDuplicateRowKeys) {
            checkDuplicates = checkDuplicateRowKeys;
            return this;
        }

        @Override
        public DataContainerSettings build() {
            return new DataContainerSettings(initializeDomain, updateDomain, checkDuplicates);
        }
    }
}
