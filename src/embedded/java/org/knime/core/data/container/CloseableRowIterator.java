package org.knime.core.data.container;

import java.io.Closeable;
import java.util.Collections;
import java.util.Iterator;

import org.knime.core.data.DataRow;
import org.knime.core.data.RowIterator;
import org.knime.core.data.v2.RowCursor;

/** A row iterator to be closed after use. */
public abstract class CloseableRowIterator extends RowIterator implements Closeable {

    public CloseableRowIterator() {
    }

    @Override
    public abstract void close();

    public static CloseableRowIterator empty() {
        return wrap(Collections.emptyIterator());
    }

    /** Closing the result does nothing. */
    public static CloseableRowIterator wrap(final Iterator<? extends DataRow> delegate) {
        return from(delegate, () -> { });
    }

    /** Closing the result closes the iterator, if it can be closed. */
    public static CloseableRowIterator from(final Iterator<? extends DataRow> iterator) {
        if (iterator instanceof CloseableRowIterator closeable) {
            return closeable;
        }
        return iterator instanceof AutoCloseable closeable ? from(iterator, closeable) : wrap(iterator);
    }

    public static CloseableRowIterator from(final RowCursor cursor) {
        return from(new Iterator<DataRow>() {
            @Override
            public boolean hasNext() {
                return cursor.canForward();
            }

            @Override
            public DataRow next() {
                return cursor.forward().materializeDataRow();
            }
        }, cursor);
    }

    public static CloseableRowIterator from(final Iterator<? extends DataRow> delegate,
        final AutoCloseable closeAction) {
        return new CloseableRowIterator() {
            @Override
            public boolean hasNext() {
                return delegate.hasNext();
            }

            @Override
            public DataRow next() {
                return delegate.next();
            }

            @Override
            public void close() {
                try {
                    closeAction.close();
                } catch (final Exception e) {
                    throw new RuntimeException(e.getMessage(), e);
                }
            }
        };
    }
}
