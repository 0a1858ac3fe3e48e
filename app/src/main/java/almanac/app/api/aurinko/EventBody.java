package almanac.app.api.aurinko;

import almanac.app.web.Patch;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The fields of an event that can be written; of an update those that are sent. */
@Schema(name = "Aurinko event fields")
record EventBody(
        @Schema(implementation = String.class, example = "Business lunch") Patch<String> subject,
        @Schema(implementation = String.class) Patch<String> description,
        @Schema(implementation = String.class, example = "Our favorite cafe")
                Patch<String> location,
        @Schema(implementation = TimeBody.class) Patch<TimeBody> start,
        @Schema(implementation = TimeBody.class) Patch<TimeBody> end,
        @Schema(implementation = MeetingBody.class) Patch<MeetingBody> meetingInfo,
        @Schema(implementation = RecurrenceBody.class) Patch<RecurrenceBody> recurrence,
        @Schema(
                        implementation = String.class,
                        allowableValues = {"free", "busy", "tentative"})
                Patch<String> showAs,
        @Schema(
                        implementation = String.class,
                        allowableValues = {"normal", "private", "personal", "confidential"})
                Patch<String> sensitivity,
        @Schema(description = "at most 50, each of at most 64 characters")
                Patch<List<String>> categories) {

    /** A moment, local to the zone unless it has an offset; or a date, of an end exclusive. */
    @Schema(name = "Aurinko time")
    record TimeBody(
            @Schema(
                            implementation = String.class,
                            format = "date-time",
                            example = "2020-02-04T10:00:00Z")
                    Patch<String> dateTime,
            @Schema(implementation = String.class, format = "date") Patch<String> dateOnly,
            @Schema(implementation = String.class, example = "America/Los_Angeles")
                    Patch<String> timezone) {}

    /** Takes the place of all attendees; who was invited before keeps their answer. */
    @Schema(name = "Aurinko meeting")
    record MeetingBody(Patch<List<GuestBody>> attendees) {}

    @Schema(name = "Aurinko attendee")
    record GuestBody(
            @Schema(implementation = MailBody.class) Patch<MailBody> emailAddress,
            @Schema(
                            implementation = String.class,
                            allowableValues = {"required", "optional", "resource"},
                            defaultValue = "required")
                    Patch<String> type) {}

    @Schema(name = "Aurinko address")
    record MailBody(
            @Schema(implementation = String.class) Patch<String> name,
            @Schema(implementation = String.class, example = "partner@example.com")
                    Patch<String> address) {}

    /** Either form; {@code ical} counts where both are sent. */
    @Schema(name = "Aurinko recurrence")
    record RecurrenceBody(
            @Schema(implementation = ICalBody.class) Patch<ICalBody> ical,
            @Schema(implementation = SimpleBody.class) Patch<SimpleBody> simple) {}

    @Schema(name = "Aurinko iCalendar recurrence")
    record ICalBody(
            @Schema(
                            description =
                                    "RRULE, RDATE and EXDATE lines; without a name it is a rule. Moments of"
                                            + " another TZID than the event's are put into its zone")
                    Patch<List<String>> rules) {}

    @Schema(name = "Aurinko simple recurrence")
    record SimpleBody(
            @Schema(implementation = PatternBody.class) Patch<PatternBody> pattern,
            @Schema(implementation = RangeBody.class) Patch<RangeBody> range) {}

    @Schema(name = "Aurinko pattern")
    record PatternBody(
            Patch<String> frequency,
            Patch<Integer> interval,
            Patch<List<String>> daysOfWeek,
            Patch<String> weekStart,
            Patch<Integer> dayOfMonth,
            Patch<Integer> monthOfYear,
            Patch<String> instance) {}

    @Schema(name = "Aurinko range")
    record RangeBody(
            @Schema(
                            implementation = String.class,
                            allowableValues = {"byDate", "byCount", "unbounded"})
                    Patch<String> type,
            @Schema(implementation = String.class, format = "date") Patch<String> recurrenceEnd,
            @Schema(implementation = Integer.class, minimum = "1") Patch<Integer> count) {}
}
