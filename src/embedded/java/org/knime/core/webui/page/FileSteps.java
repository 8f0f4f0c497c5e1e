package org.knime.core.webui.page;

import java.io.FileNotFoundException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import org.knime.core.webui.page.Page.RequireBasePath;
import org.knime.core.webui.page.Page.RequireBundle;

/** The steps to a page in a bundle. */
final class FileSteps implements RequireBundle {

    @Override
    public RequireBasePath bundleClass(final Class<?> bundleClass) {
        return base -> path -> new FromFilePage(path, () -> open(bundleClass, "/" + base + "/" + path));
    }

    @Override
    public RequireBasePath bundleID(final String bundleID) {
        throw new UnsupportedOperationException(
            "Bundle \"" + bundleID + "\": there are no bundles here; name a class of the bundle instead.");
    }

    private static InputStream open(final Class<?> bundleClass, final String path) {
        final var stream = bundleClass.getResourceAsStream(path);
        if (stream == null) {
            throw new UncheckedIOException(new FileNotFoundException(path));
        }
        return stream;
    }
}
