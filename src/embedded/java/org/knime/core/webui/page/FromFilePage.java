package org.knime.core.webui.page;

import java.io.InputStream;
import java.util.function.Supplier;

/** A page in a bundle. */
public class FromFilePage extends Page {

    FromFilePage(final String relativePath, final Supplier<InputStream> content) {
        super(relativePath, content, null);
    }
}
