package almanac.app.api.aurinko;

import almanac.calendar.CalendarId;
import almanac.entry.MailAddress;
import almanac.feed.FeedRecord;
import almanac.time.Span;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An event of the Aurinko document (contract 6.3). */
@Schema(name = "Aurinko event")
@JsonInclude(JsonInclude.Include.NON_NULL)
record EventJson(
        String id,
        String etag,
        String calendarId,
        String createdTime,
        String lastModifiedTime,
        String subject,
        @Nullable String description,
        @Nullable String location,
        TimeJson start,
        TimeJson end,
        PeopleJson.@Nullable Person organizer,
        PeopleJson.@Nullable Meeting meetingInfo,
        @Schema(allowableValues = {"single", "master", "occurrence"}) String recurrenceType,
        @Nullable RecurrenceJson recurrence,
        @Nullable OccurrenceJson occurrenceInfo,
        String iCalUid,
        String globalId,
        String showAs,
        String sensitivity,
        List<String> categories) {

    /** Which occurrence of which series. */
    @Schema(name = "Aurinko occurrence")
    record OccurrenceJson(
            String id, String type, String originalStart, String start, String masterId) {}

    /**
     * How one viewer sees the events of a calendar.
     *
     * @param viewer their addresses, asked for where somebody is invited; the first that is counts
     */
    record Viewing(CalendarId calendar, Supplier<List<MailAddress>> viewer) {

        EventJson of(FeedRecord record) {
            return EventJson.of(record, this);
        }
    }

    private static EventJson of(FeedRecord record, Viewing viewing) {
        var details = record.details();
        var span = record.span();
        return new EventJson(
                record.id().text(),
                etag(record.revision()),
                Long.toString(viewing.calendar().value()),
                record.createdAt().toString(),
                record.updatedAt().toString(),
                details.title(),
                details.description().orElse(null),
                details.location().orElse(null),
                TimeJson.start(span),
                TimeJson.end(span),
                PeopleJson.organizer(details).orElse(null),
                PeopleJson.meeting(details, viewing.viewer()).orElse(null),
                type(record),
                record.recurrence()
                        .map(recurrence -> RecurrenceJson.of(recurrence, span, record.exclusions()))
                        .orElse(null),
                record.planned().map(planned -> occurrence(record, planned)).orElse(null),
                record.uid(),
                record.uid(),
                Marks.showAs(details),
                Marks.sensitivity(details),
                details.tags());
    }

    /** Everything shown is of the entry, so its revision tells all. */
    static String etag(long revision) {
        return "\"" + revision + "\"";
    }

    private static String type(FeedRecord record) {
        if (record.recurrence().isPresent()) {
            return "master";
        }
        return record.planned().isPresent() ? "occurrence" : "single";
    }

    private static OccurrenceJson occurrence(FeedRecord record, Span planned) {
        return new OccurrenceJson(
                record.id().text(),
                record.exception() ? "modified" : "regular",
                text(planned),
                text(record.span()),
                record.master().text());
    }

    private static String text(Span span) {
        return switch (span) {
            case Span.AllDay day -> day.start().toString();
            case Span.Timed timed -> TimeJson.text(timed.startsAt(timed.zone()), timed.zone());
        };
    }
}
