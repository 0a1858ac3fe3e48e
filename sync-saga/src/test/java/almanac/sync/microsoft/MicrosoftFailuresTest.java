package almanac.sync.microsoft;

import static almanac.sync.microsoft.Entries.single;
import static almanac.sync.microsoft.Entries.with;
import static almanac.sync.microsoft.Failures.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.entry.Change;
import almanac.simulated.Faults;
import almanac.sync.microsoft.MicrosoftFailures.Target;
import almanac.sync.provider.ProviderFailure;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
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

    /** Graph says so at times of what nobody has touched (issue 2256 of microsoft-graph-docs). */
    @Test
    void a_conflict_with_nobody_passes() {
        var conflict =
                new Faults.Status(
                        412,
                        Optional.empty(),
                        "{\"error\":{\"code\":\"ErrorIrresolvableConflict\",\"message\":\"\"}}");
        try (var outlook = new Outlook()) {
            var calendar = outlook.calendar();
            var known = outlook.create("opera1", single("Event"));
            var wanted = with(known.content(), new Change.Title("New"));
            outlook.simulator.faults().plan(new Faults.Pass(), 1);
            outlook.simulator.faults().plan(conflict, 1);

            assertFailure(
                    () -> outlook.provider().update(outlook.account, calendar, known, wanted),
                    ProviderFailure.Unreachable.class);
            outlook.simulator.faults().plan(new Faults.Pass(), 1);
            outlook.simulator.faults().plan(conflict, 1);
            assertFailure(
                    () -> outlook.provider().delete(outlook.account, calendar, known),
                    ProviderFailure.Unreachable.class);

            var updated = outlook.provider().update(outlook.account, calendar, known, wanted);
            assertThat(updated.content().details().title()).isEqualTo("New");
        }
    }
}
