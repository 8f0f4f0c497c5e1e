package org.knime.core.node.message;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;

/** What a node tells the user: a summary, the first issue found, and what to do about it. */
public final class Message {

    private final String summary;
    private final String issue;
    private final List<String> resolutions;

    Message(final String summary, final String issue, final List<String> resolutions) {
        this.summary = summary;
        this.issue = issue;
        this.resolutions = List.copyOf(resolutions);
    }

    public static MessageBuilder builder() {
        return new MessageBuilder();
    }

    public static Message fromSummary(final String summary) {
        return built(builder().withSummary(summary));
    }

    public static Message fromSummaryWithResolution(final String summary, final String... res) {
        return built(builder().withSummary(summary).addResolutions(res));
    }

    public static Message fromRowIssue(final String summary, final int portIndex, final long row, final int column,
        final String description) {
        return built(builder().withSummary(summary).addRowIssue(portIndex, column, row, description));
    }

    private static Message built(final MessageBuilder builder) {
        return builder.build().orElseThrow(() -> new IllegalArgumentException("The summary is null."));
    }

    public MessageBuilder modify() {
        return new MessageBuilder(this);
    }

    public String getSummary() {
        return summary;
    }

    Optional<String> issue() {
        return Optional.ofNullable(issue);
    }

    public List<String> getResolutions() {
        return resolutions;
    }

    /** Summary and issue, on lines of their own. */
    public String toLogPrintable() {
        return issue == null ? summary : summary + "\n" + issue;
    }

    public KNIMEException toKNIMEException() {
        return KNIMEException.of(this);
    }

    public KNIMEException toKNIMEException(final Throwable cause) {
        return KNIMEException.of(this, cause);
    }

    public InvalidSettingsException toInvalidSettingsException() {
        return new InvalidSettingsException(summary);
    }

    public InvalidSettingsException toInvalidSettingsException(final Throwable cause) {
        return new InvalidSettingsException(summary, cause);
    }

    @Override
    public boolean equals(final Object o) {
        return o instanceof Message other && summary.equals(other.summary) && Objects.equals(issue, other.issue)
            && resolutions.equals(other.resolutions);
    }

    @Override
    public int hashCode() {
        return Objects.hash(summary, issue, resolutions);
    }

    @Override
    public String toString() {
        return "Message[summary=" + summary + ",issue=" + issue + ",resolutions=" + resolutions + "]";
    }
}
