package org.knime.core.node.port;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The entries of a zip stream one after the other, each as a stream of which closing ends the entry only. */
final class ZipEntries {

    private ZipEntries() {
    }

    /** @throws IOException if the next entry has another name */
    static InputStream next(final ZipInputStream zip, final String name) throws IOException {
        final var entry = zip.getNextEntry();
        if (entry == null || !entry.getName().equals(name)) {
            throw new IOException("Expected zip entry \"" + name + "\", got "
                + (entry == null ? "the end" : "\"" + entry.getName() + "\""));
        }
        return new FilterInputStream(zip) {
            @Override
            public void close() throws IOException {
                zip.closeEntry();
            }
        };
    }

    static OutputStream put(final ZipOutputStream zip, final String name) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        return new FilterOutputStream(zip) {
            @Override
            public void write(final byte[] b, final int off, final int len) throws IOException {
                out.write(b, off, len);
            }

            @Override
            public void close() throws IOException {
                zip.closeEntry();
            }
        };
    }
}
