package org.knime.core.node.config.base;

/** The types of entries by their names in XML. */
public enum ConfigEntries {

    xstring {
        @Override
        public ConfigStringEntry createEntry(final String key, final String value) {
            return new ConfigStringEntry(key, value);
        }
    },
    xint {
        @Override
        public ConfigIntEntry createEntry(final String key, final String value) {
            return new ConfigIntEntry(key, value);
        }
    },
    xdouble {
        @Override
        public ConfigDoubleEntry createEntry(final String key, final String value) {
            return new ConfigDoubleEntry(key, value);
        }
    },
    xfloat {
        @Override
        public ConfigFloatEntry createEntry(final String key, final String value) {
            return new ConfigFloatEntry(key, value);
        }
    },
    xlong {
        @Override
        public ConfigLongEntry createEntry(final String key, final String value) {
            return new ConfigLongEntry(key, value);
        }
    },
    xshort {
        @Override
        public ConfigShortEntry createEntry(final String key, final String value) {
            return new ConfigShortEntry(key, value);
        }
    },
    xbyte {
        @Override
        public ConfigByteEntry createEntry(final String key, final String value) {
            return new ConfigByteEntry(key, value);
        }
    },
    xchar {
        @Override
        public ConfigCharEntry createEntry(final String key, final String value) {
            return new ConfigCharEntry(key, value);
        }
    },
    xboolean {
        @Override
        public ConfigBooleanEntry createEntry(final String key, final String value) {
            return new ConfigBooleanEntry(key, value);
        }
    },
    config {
        @Override
        public ConfigBase createEntry(final String key, final String value) {
            throw new UnsupportedOperationException("A config is not made from a value.");
        }
    },
    xpassword {
        @Override
        public ConfigPasswordEntry createEntry(final String key, final String value) {
            return new ConfigPasswordEntry(key, value);
        }
    },
    xtransientstring {
        @Override
        public ConfigTransientStringEntry createEntry(final String key, final String value) {
            return new ConfigTransientStringEntry(key, value);
        }
    };

    /** An entry of this type with the value read from its text. */
    public abstract AbstractConfigEntry createEntry(String key, String value);
}
