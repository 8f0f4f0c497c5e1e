package org.glmm.headless.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.IllegalFormatException;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.message.Message;
import org.knime.core.node.util.CheckUtils;

class MessageTest {

    @Test
    void aMessageHasSummaryFirstIssueAndResolutions() {
        final var builder = Message.builder().withSummary("No fit").addTextIssue("first").addTextIssue("second")
            .addResolutions("do this", "or that");
        assertEquals(2, builder.getIssueCount());
        final var message = builder.build().orElseThrow();
        assertEquals("No fit", message.getSummary());
        assertEquals("No fit\nfirst", message.toLogPrintable());
        assertEquals(List.of("do this", "or that"), message.getResolutions());
        assertEquals(message, message.modify().build().orElseThrow());
        assertEquals("No fit", message.toKNIMEException().getMessage());
        assertEquals("No fit", message.toInvalidSettingsException().getMessage());
    }

    @Test
    void withoutSummaryThereIsNoMessage() {
        assertTrue(Message.builder().build().isEmpty());
        assertThrows(IllegalArgumentException.class, () -> Message.fromSummary(null));
        assertThrows(IllegalArgumentException.class, () -> Message.builder().addResolutions((String)null));
        assertThrows(IllegalArgumentException.class, () -> Message.fromRowIssue("s", -1, 0, 0, "d"));
    }

    @Test
    void exceptionsCarryTheirMessage() {
        final var cause = new IllegalStateException("inner");
        assertEquals("inner", new KNIMEException(null, cause).getKNIMEMessage().getSummary());
        final var exception = KNIMEException.of(Message.fromSummary("outer"), cause);
        assertSame(cause, exception.getCause());
        assertSame(exception, exception.toUnchecked().getCause());
        assertThrows(IllegalArgumentException.class, () -> KNIMEException.of(null));
        assertEquals("Execution canceled", new CanceledExecutionException().getKNIMEMessage().getSummary());
    }

    @Test
    void checksFormatTheirTemplateEvenWithoutArguments() throws InvalidSettingsException {
        final var failure = assertThrows(InvalidSettingsException.class,
            () -> CheckUtils.checkSetting(false, "Column \"%s\" of %d", "50%", 1234567));
        assertEquals("Column \"50%\" of 1234567", failure.getMessage());
        assertThrows(IllegalFormatException.class, () -> CheckUtils.checkSetting(false, "Column \"50%\" is missing"));
        assertThrows(IllegalFormatException.class, () -> CheckUtils.checkSettingNotNull(null, "100%"));
        CheckUtils.checkSetting(true, "100%");
        assertEquals("100%",
            assertThrows(IllegalArgumentException.class, () -> CheckUtils.checkArgument(false, "100%")).getMessage());
        assertEquals("a", CheckUtils.checkArgumentNotNull("a"));
        assertThrows(IllegalStateException.class, () -> CheckUtils.checkState(false, "no"));
    }
}
