package almanac.app.api.primecal;

import almanac.calendar.CalendarView;
import almanac.entry.EntryView;
import almanac.time.Span;
import almanac.time.SpanFields;
import almanac.user.UserSummary;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One event as the document shows it (contract 2.3): every field is there, null where empty. */
record EventJson(
        long id,
        String title,
        @Nullable String description,
        LocalDate startDate,
        @Nullable String startTime,
        @Nullable LocalDate endDate,
        @Nullable String endTime,
        boolean isAllDay,
        @Nullable String location,
        String status,
        String recurrenceType,
        @Nullable RecurrenceJson recurrenceRule,
        @Nullable String color,
        @Nullable String icon,
        @Nullable String notes,
        List<String> tags,
        List<String> labels,
        @Nullable Long parentEventId,
        @Nullable String recurrenceId,
        @Nullable LocalDate originalDate,
        boolean isRecurrenceException,
        long calendarId,
        CalendarSummary calendar,
        long createdById,
        CreatorSummary createdBy,
        @Nullable String timezone,
        Instant createdAt,
        Instant updatedAt) {

    record CalendarSummary(long id, String name, String color, String visibility, long ownerId) {
        static CalendarSummary of(CalendarView view) {
            return new CalendarSummary(
                    view.id().value(),
                    view.details().name(),
                    view.details().color(),
                    view.details().visibility().name().toLowerCase(Locale.ROOT),
                    view.owner().id().value());
        }
    }

    record CreatorSummary(
            long id, String username, @Nullable String firstName, @Nullable String lastName) {
        static CreatorSummary of(UserSummary user) {
            return new CreatorSummary(
                    user.id().value(),
                    user.username(),
                    user.firstName().orElse(null),
                    user.lastName().orElse(null));
        }
    }

    static EventJson of(EntryView view) {
        var when = SpanFields.of(view.span());
        var details = view.details();
        var occurrence = view.number().occurrence().isPresent();
        var entry = view.number().entry().value();
        return new EventJson(
                view.number().value(),
                details.title(),
                details.description().orElse(null),
                when.startDate(),
                when.startTime().map(Fields::clock).orElse(null),
                when.endDate().orElse(null),
                when.endTime().map(Fields::clock).orElse(null),
                when.allDay(),
                details.location().orElse(null),
                details.status().name().toLowerCase(Locale.ROOT),
                RecurrenceJson.type(view.recurrence()),
                view.recurrence().map(r -> RecurrenceJson.of(r, view.span())).orElse(null),
                details.color().map(CssColors::hex).orElse(null),
                details.icon().orElse(null),
                details.notes().orElse(null),
                details.tags(),
                details.tags(),
                occurrence ? entry : null,
                occurrence || view.recurrence().isPresent() ? Long.toString(entry) : null,
                view.planned().map(Span::startDate).orElse(null),
                view.exception(),
                view.calendar().id().value(),
                CalendarSummary.of(view.calendar()),
                view.creator().id().value(),
                CreatorSummary.of(view.creator()),
                zone(view.span()).map(ZoneId::getId).orElse(null),
                view.createdAt(),
                view.updatedAt());
    }

    static Optional<ZoneId> zone(Span span) {
        return span instanceof Span.Timed timed ? Optional.of(timed.zone()) : Optional.empty();
    }
}
