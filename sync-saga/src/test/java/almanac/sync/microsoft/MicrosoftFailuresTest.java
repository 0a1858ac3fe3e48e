package almanac.sync.microsoft;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.sync.microsoft.MicrosoftFailures.Target;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Graph refuses, and does not mean. */
final class MicrosoftFailuresTest {

    @ParameterizedTest
    @CsvSource({
        "OBJECT, ErrorItemNotFound, Gone",
        "OBJECT, '', Gone",
        "CALENDAR, ErrorItemNotFound, CalendarGone",
        "ACCOUNT, MailboxNotEnabledForRESTAPI, Forbidden",
        "OBJECT, MailboxNotEnabledForRESTAPI, Unreachable",
        "CALENDAR, MailboxNotEnabledForRESTAPI, Unreachable",
        "OBJECT, MailboxNotSupportedForRESTAPI, Unreachable",
    })
    void a_mailbox_that_is_away_is_no_event_that_is_gone(
            Target target, String code, String meaning) {
        var failure =
                MicrosoftFailures.of(404, code.toLowerCase(Locale.ROOT), Optional.empty(), target);

        assertThat(failure.getClass().getSimpleName()).isEqualTo(meaning);
    }
}
