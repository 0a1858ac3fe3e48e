package almanac.app.api.primecalsync;

import almanac.connection.ConnectionView;
import almanac.connection.ExternalCalendar;
import almanac.connection.Pause;
import almanac.connection.Synchronization.MappingProgress;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a user's providers stand; both are always there. */
record StatusJson(List<Provider> providers) {

    /**
     * @param isConnected whether any of the accounts works
     * @param accounts each account that is linked, also one that does not work now
     */
    record Provider(
            String provider,
            boolean isConnected,
            List<Calendar> calendars,
            List<Synced> syncedCalendars,
            List<Account> accounts) {}

    /**
     * @param problem why it does not work; left out while it does
     */
    @Schema(name = "Sync account")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Account(
            String email, String status, @Nullable String problem, @Nullable String message) {
        static Account of(ConnectionView view) {
            return new Account(
                    view.email(),
                    word(view.status()),
                    view.failure().map(failure -> word(failure.reason())).orElse(null),
                    view.failure().map(ConnectionView.Failure::message).orElse(null));
        }
    }

    /** A calendar that can be mapped. */
    @Schema(name = "Sync calendar")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Calendar(
            String id,
            String name,
            @Nullable String description,
            boolean primary,
            String accessRole) {
        static Calendar of(ExternalCalendar calendar) {
            return new Calendar(
                    calendar.externalId(),
                    calendar.name(),
                    calendar.description().orElse(null),
                    calendar.primary(),
                    switch (calendar.rights()) {
                        case OWNER -> "owner";
                        case WRITER -> "writer";
                        case READER -> "reader";
                        case BUSY_ONLY -> "freeBusyReader";
                    });
        }
    }

    /**
     * A calendar that is mapped.
     *
     * @param lastSync an instant, or {@code Never}
     * @param waiting edits that wait to be pushed
     * @param parked edits, and objects at the provider that cannot be read, that need a person
     * @param problem why nothing of it moves; left out while it does
     */
    record Synced(
            String localName,
            String externalId,
            String externalName,
            String provider,
            String lastSync,
            boolean bidirectionalSync,
            long localCalendarId,
            boolean triggerAutomationRules,
            List<Long> selectedRuleIds,
            String conflictPolicy,
            @Nullable Progress progress,
            long waiting,
            long parked,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String problem,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String message) {

        static Synced of(
                ConnectionView connection,
                ConnectionView.Mapping mapping,
                Optional<MappingProgress> progress) {
            var terms = mapping.terms();
            return new Synced(
                    terms.localName(),
                    terms.externalId(),
                    connection.calendars().stream()
                            .filter(known -> known.externalId().equals(terms.externalId()))
                            .map(ExternalCalendar::name)
                            .findFirst()
                            .orElse(terms.externalId()),
                    connection.provider().word(),
                    progress.flatMap(MappingProgress::lastSyncedAt)
                            .map(Instant::toString)
                            .orElse("Never"),
                    terms.bidirectional(),
                    terms.calendar().value(),
                    terms.triggerRules(),
                    terms.ruleIds(),
                    Policies.word(terms.policy()),
                    progress.map(Progress::of).orElse(null),
                    progress.map(MappingProgress::waiting).orElse(0L),
                    progress.map(MappingProgress::parked).orElse(0L),
                    progress.flatMap(MappingProgress::pause).map(Synced::word).orElse(null),
                    progress.flatMap(MappingProgress::pause).map(Pause::reason).orElse(null));
        }

        private static String word(Pause pause) {
            return switch (pause) {
                case Pause.CalendarGone gone -> "calendar_gone";
                case Pause.TooMuchGone gone -> "events_gone";
                case Pause.NotPermitted no -> "not_permitted";
            };
        }
    }

    /**
     * How far a run is.
     *
     * @param percent 0 to 99 while it runs; null where the provider does not say how much there is
     */
    record Progress(
            String phase,
            int done,
            @Nullable Integer expected,
            @Nullable Integer percent,
            @Nullable Instant eta) {

        static Progress of(MappingProgress progress) {
            var expected = progress.expected().isPresent() ? progress.expected().getAsInt() : null;
            return new Progress(
                    word(progress.phase()),
                    progress.done(),
                    expected,
                    expected == null ? null : percent(progress.done(), expected),
                    progress.eta().orElse(null));
        }

        private static int percent(int done, int expected) {
            return expected == 0 ? 0 : (int) Math.min(99, 100L * done / expected);
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
