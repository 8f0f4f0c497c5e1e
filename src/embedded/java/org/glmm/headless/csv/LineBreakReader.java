package org.glmm.headless.csv;

import java.io.FilterReader;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;

/** Presents every line break (LF, CR LF and CR) as a single LF. */
final class LineBreakReader extends FilterReader {

    private boolean m_afterCarriageReturn;

    LineBreakReader(final Reader in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        var c = in.read();
        if (c == '\n' && m_afterCarriageReturn) {
            c = in.read();
        }
        m_afterCarriageReturn = c == '\r';
        return m_afterCarriageReturn ? '\n' : c;
    }

    @Override
    public int read(final char[] buffer, final int offset, final int length) throws IOException {
        var count = 0;
        while (count < length) {
            final var c = read();
            if (c < 0) {
                return count == 0 ? -1 : count;
            }
            buffer[offset + count++] = (char)c;
        }
        return count;
    }

    /** @return the reader without a byte order mark at its start */
    static Reader withoutByteOrderMark(final Reader reader) throws IOException {
        final var pushback = new PushbackReader(reader);
        final var first = pushback.read();
        if (first >= 0 && first != '\uFEFF') {
            pushback.unread(first);
        }
        return pushback;
    }
}
