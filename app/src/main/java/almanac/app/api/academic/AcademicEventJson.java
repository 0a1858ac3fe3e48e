package almanac.app.api.academic;

import almanac.app.web.Envelope;
import almanac.entry.EntryKind;
import almanac.entry.EntryView;
import almanac.entry.Priority;
import almanac.google.GoogleCopies.GoogleCopy;
import almanac.time.Moments;
import almanac.time.Span;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One event as the document shows it: every field is there, null where empty. What was never said
 * is shown as its default (contract R12).
 */
@Schema(name = "Academic event")
@JsonPropertyOrder({
    "id",
    "title",
    "description",
    "startDate",
    "endDate",
    "eventType",
    "location",
    "priority",
    "color",
    "googleEventId",
    "googleCalendarId",
    "courseId",
    "userId",
    "createdAt",
    "updatedAt"
})
record AcademicEventJson(
        String id,
        String title,
        @Nullable String description,
        @Schema(format = "date-time") String startDate,
        @Schema(format = "date-time") @Nullable String endDate,
        EntryKind eventType,
        @Nullable String location,
        Priority.Level priority,
        String color,
        @Nullable String googleEventId,
        @Nullable String googleCalendarId,
        @Nullable String courseId,
        String userId,
        @Schema(format = "date-time") String createdAt,
        @Schema(format = "date-time") String updatedAt) {

    /**
     * @param zone the owner's, where all-day events begin at midnight
     */
    static AcademicEventJson of(EntryView view, Optional<GoogleCopy> google, ZoneId zone) {
        var details = view.details();
        var defaults = ShownDefaults.on(view.calendar().details());
        Span span = view.span();
        return new AcademicEventJson(
                AcademicEventIds.text(view.number()),
                details.title(),
                details.description().orElse(null),
                Envelope.time(span.startsAt(zone)),
                Moments.end(span, zone).map(Envelope::time).orElse(null),
                details.kind().orElse(defaults.kind()),
                details.location().orElse(null),
                details.priority().map(Priority::level).orElse(defaults.priority()),
                details.color().orElse(defaults.color()),
                google.map(GoogleCopy::event).orElse(null),
                google.map(GoogleCopy::calendar).orElse(null),
                details.course().orElse(null),
                "user_" + view.calendar().owner().id().value(),
                Envelope.time(view.createdAt()),
                Envelope.time(view.updatedAt()));
    }
}
