package org.knime.core.webui.page;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

import org.knime.core.node.FluentNodeAPI;

/** The page of a view. */
public class Page implements FluentNodeAPI {

    private final String relativePath;
    private final Supplier<InputStream> content;
    private final Charset charset;

    Page(final String relativePath, final Supplier<InputStream> content, final Charset charset) {
        this.relativePath = relativePath;
        this.content = content;
        this.charset = charset;
    }

    /** @return the first step */
    public static RequireFromFileOrString create() {
        return new RequireFromFileOrString() {

            @Override
            public RequireBundle fromFile() {
                return new FileSteps();
            }

            @Override
            public RequireRelativePath fromString(final InputStreamSupplier supplier, final Charset charset) {
                return path -> new Page(path, supplier, charset);
            }

            @Override
            public RequireRelativePath fromString(final StringSupplier supplier, final Charset charset) {
                return fromString(() -> new ByteArrayInputStream(supplier.get().getBytes(charset)), charset);
            }
        };
    }

    /** @return the path; its suffix tells the content type */
    public String getRelativePath() {
        return relativePath;
    }

    /**
     * @return the content
     * @throws IOException if it cannot be read
     */
    public InputStream getInputStream() throws IOException {
        try {
            return content.get();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** @return the charset of a text */
    public Optional<Charset> getCharset() {
        return Optional.ofNullable(charset);
    }

    /** Gives a page's content as a stream. */
    @FunctionalInterface
    public interface InputStreamSupplier extends Supplier<InputStream> {
    }

    /** Gives a page's content as a text. */
    @FunctionalInterface
    public interface StringSupplier extends Supplier<String> {
    }

    /** The step of the source. */
    public interface RequireFromFileOrString {

        /** @return the next step of a page in the bundle */
        RequireBundle fromFile();

        /**
         * @param content the content
         * @param charset its charset
         * @return the next step
         */
        RequireRelativePath fromString(InputStreamSupplier content, Charset charset);

        /**
         * @param content the content
         * @param charset the charset to write it in
         * @return the next step
         */
        RequireRelativePath fromString(StringSupplier content, Charset charset);

        /**
         * @param content the content in UTF-8
         * @return the next step
         */
        default RequireRelativePath fromString(final InputStreamSupplier content) {
            return fromString(content, StandardCharsets.UTF_8);
        }

        /**
         * @param content the content
         * @return the next step
         */
        default RequireRelativePath fromString(final StringSupplier content) {
            return fromString(content, StandardCharsets.UTF_8);
        }
    }

    /** The step of the path of a page from a text. */
    public interface RequireRelativePath {

        /**
         * @param relativePath the path; its suffix tells the content type
         * @return the page
         */
        Page relativePath(String relativePath);
    }

    /** The step of the bundle. */
    public interface RequireBundle {

        /**
         * @param bundleClass a class of the bundle
         * @return the next step
         */
        RequireBasePath bundleClass(Class<?> bundleClass);

        /**
         * @param bundleID the symbolic name of the bundle
         * @return the next step
         */
        RequireBasePath bundleID(String bundleID);
    }

    /** The step of the folder. */
    public interface RequireBasePath {

        /**
         * @param basePath the folder in the bundle
         * @return the next step
         */
        RequireRelativeFilePath basePath(String basePath);
    }

    /** The step of the path of a page in the bundle. */
    public interface RequireRelativeFilePath {

        /**
         * @param relativeFilePath the path from the folder; its suffix tells the content type
         * @return the page
         */
        FromFilePage relativeFilePath(String relativeFilePath);
    }
}
