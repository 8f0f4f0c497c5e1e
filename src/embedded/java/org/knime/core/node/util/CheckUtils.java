package org.knime.core.node.util;

import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;

import org.knime.core.node.InvalidSettingsException;

/**
 * Checks of arguments, states and settings. Where arguments can follow, the text is a template of
 * {@link String#format}, also if none follow: a percent sign in a column name goes through {@code %s}.
 */
public final class CheckUtils {

    private CheckUtils() {
    }

    public static void checkArgument(final boolean predicate, final String message) throws IllegalArgumentException {
        check(predicate, IllegalArgumentException::new, () -> message);
    }

    public static void checkArgument(final boolean predicate, final String template, final Object... templateArgs)
        throws IllegalArgumentException {
        check(predicate, IllegalArgumentException::new, template, templateArgs);
    }

    public static <T> T checkArgumentNotNull(final T toCheck) throws IllegalArgumentException {
        checkArgument(toCheck != null, "Argument must not be null");
        return toCheck;
    }

    public static <T> T checkArgumentNotNull(final T toCheck, final String template, final Object... templateArgs)
        throws IllegalArgumentException {
        checkArgument(toCheck != null, template, templateArgs);
        return toCheck;
    }

    public static void checkState(final boolean predicate, final String message) throws IllegalStateException {
        check(predicate, IllegalStateException::new, () -> message);
    }

    public static void checkState(final boolean predicate, final String template, final Object... templateArgs)
        throws IllegalStateException {
        check(predicate, IllegalStateException::new, template, templateArgs);
    }

    public static <T> T checkNotNull(final T toCheck) throws NullPointerException {
        return checkNotNull(toCheck, "");
    }

    public static <T> T checkNotNull(final T toCheck, final String message) throws NullPointerException {
        check(toCheck != null, NullPointerException::new, () -> message);
        return toCheck;
    }

    public static <T> T checkNotNull(final T toCheck, final String template, final Object... templateArgs)
        throws NullPointerException {
        check(toCheck != null, NullPointerException::new, template, templateArgs);
        return toCheck;
    }

    public static void checkSetting(final boolean predicate, final String template, final Object... templateArgs)
        throws InvalidSettingsException {
        check(predicate, InvalidSettingsException::new, template, templateArgs);
    }

    public static <T> T checkSettingNotNull(final T toCheck, final String template, final Object... templateArgs)
        throws InvalidSettingsException {
        checkSetting(toCheck != null, template, templateArgs);
        return toCheck;
    }

    public static <T extends Throwable> void check(final boolean predicate, final Function<String, T> toThrowable,
        final String template, final Object... templateArgs) throws T {
        check(predicate, toThrowable, () -> String.format(Locale.US, template, templateArgs));
    }

    public static <T extends Throwable> void check(final boolean predicate, final Function<String, T> toThrowable,
        final Supplier<String> exceptionMessage) throws T {
        if (!predicate) {
            throw toThrowable.apply(exceptionMessage.get());
        }
    }
}
