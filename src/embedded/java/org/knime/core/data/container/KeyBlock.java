package org.knime.core.data.container;

import org.knime.core.data.RowKey;

/** The RowIDs of a block of rows; "Row7", "Row8", ... take no memory. */
interface KeyBlock {

    RowKey key(int row);

    static KeyBlock of(final RowKey[] keys) {
        final long first = number(keys[0].getString());
        for (int i = 0; i < keys.length; i++) {
            if (first < 0 || number(keys[i].getString()) != first + i) {
                return row -> keys[row];
            }
        }
        return row -> RowKey.createRowKey(first + row);
    }

    /** n if the RowID is "Row" + n as tables number their rows, else -1. */
    static long number(final String key) {
        final int length = key.length();
        if (length < 4 || length > 18 || !key.startsWith("Row") || key.charAt(3) == '0' && length > 4) {
            return -1;
        }
        long n = 0;
        for (int i = 3; i < length; i++) {
            final int digit = key.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            n = 10 * n + digit;
        }
        return n;
    }
}
