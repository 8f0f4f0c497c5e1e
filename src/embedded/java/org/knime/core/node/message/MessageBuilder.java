package org.knime.core.node.message;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.knime.core.node.NodeLogger;
import org.knime.core.node.util.CheckUtils;

/** Collects the parts of a {@link Message}; of several issues the first is shown. */
public final class MessageBuilder {

    private static final NodeLogger LOGGER = NodeLogger.getLogger(MessageBuilder.class);

    private final List<String> resolutions = new ArrayList<>();
    private String summary;
    private String firstIssue;
    private long issueCount;

    MessageBuilder() {
    }

    MessageBuilder(final Message message) {
        summary = message.getSummary();
        message.issue().ifPresent(this::addTextIssue);
        resolutions.addAll(message.getResolutions());
    }

    public MessageBuilder withSummary(final String summary) {
        this.summary = summary;
        return this;
    }

    public MessageBuilder addTextIssue(final String description) {
        return addIssue(CheckUtils.checkArgumentNotNull(description));
    }

    public MessageBuilder addRowIssue(final int portIndex, final long rowIndex, final String description) {
        CheckUtils.checkArgument(portIndex >= 0, "The port index is negative: %d", portIndex);
        CheckUtils.checkArgument(rowIndex >= 0, "The row index is negative: %d", rowIndex);
        return addIssue(Objects.requireNonNullElse(description, ""));
    }

    public MessageBuilder addRowIssue(final int portIndex, final int columnIndex, final long rowIndex,
        final String description) {
        CheckUtils.checkArgument(columnIndex >= 0, "The column index is negative: %d", columnIndex);
        return addRowIssue(portIndex, rowIndex, description);
    }

    private MessageBuilder addIssue(final String issue) {
        if (issueCount++ == 0) {
            firstIssue = issue;
        }
        return this;
    }

    public MessageBuilder addResolutions(final String... res) {
        CheckUtils.checkArgumentNotNull(res);
        CheckUtils.checkArgument(Arrays.stream(res).allMatch(Objects::nonNull), "A resolution is null");
        resolutions.addAll(List.of(res));
        return this;
    }

    public Optional<String> getSummary() {
        return Optional.ofNullable(summary);
    }

    public Optional<String> getFirstIssue() {
        return Optional.ofNullable(firstIssue);
    }

    public long getIssueCount() {
        return issueCount;
    }

    /** The message, or nothing if there is no summary. */
    public Optional<Message> build() {
        if (summary == null && issueCount > 0) {
            LOGGER.coding("A message with " + issueCount + " issues has no summary");
        }
        return getSummary().map(s -> new Message(s, firstIssue, resolutions));
    }
}
