package almanac.app.api.automation;

import almanac.app.web.Patch;
import almanac.calendar.CalendarId;
import almanac.time.Window;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** On what a rule is to be run now. */
@Schema(name = "Rule execution")
record ExecuteBody(
        @Schema(
                        implementation = String.class,
                        example = "2026-03-01",
                        description = "90 days ago when left out")
                Patch<String> startDate,
        @Schema(
                        implementation = String.class,
                        example = "2026-03-31",
                        description = "inclusive; 365 days after today when left out")
                Patch<String> endDate,
        @Schema(description = "every own calendar when left out") Patch<List<Long>> calendarIds) {

    private static final int DAYS_BACK = 90;
    private static final int DAYS_AHEAD = 365;
    private static final int LONGEST_DAYS = 2 * 366;
    private static final int MOST_CALENDARS = 50;
    private static final int DATE = 10;

    static final ExecuteBody EVERYTHING =
            new ExecuteBody(Patch.absent(), Patch.absent(), Patch.absent());

    /** The range in the caller's zone, both days included. */
    Window window(LocalDate today, ZoneId zone) {
        var first =
                startDate
                        .present()
                        .map(sent -> date("startDate", sent))
                        .orElse(today.minusDays(DAYS_BACK));
        var last =
                endDate.present()
                        .map(sent -> date("endDate", sent))
                        .orElse(today.plusDays(DAYS_AHEAD));
        if (last.isBefore(first)) {
            throw Words.invalid("endDate", "endDate must not be before startDate");
        }
        if (ChronoUnit.DAYS.between(first, last) > LONGEST_DAYS) {
            throw Words.invalid(
                    "endDate",
                    "endDate must not be more than " + LONGEST_DAYS + " days after startDate");
        }
        return Window.ofDays(first, last, zone);
    }

    private static LocalDate date(String field, String sent) {
        try {
            if (sent.length() == DATE) {
                return LocalDate.parse(sent);
            }
        } catch (DateTimeParseException unreadable) {
            throw notADate(field);
        }
        throw notADate(field);
    }

    private static RuntimeException notADate(String field) {
        return Words.invalid(field, field + " must be a valid ISO 8601 date string");
    }

    Set<CalendarId> calendars() {
        var sent = calendarIds.present().orElse(List.of());
        if (calendarIds.present().isPresent() && sent.isEmpty() || sent.size() > MOST_CALENDARS) {
            throw Words.invalid(
                    "calendarIds", "calendarIds must contain 1 to " + MOST_CALENDARS + " elements");
        }
        var calendars = new LinkedHashSet<CalendarId>();
        for (var id : sent) {
            if (id == null || id < 1) {
                throw Words.invalid(
                        "calendarIds", "each value in calendarIds must be a positive number");
            }
            calendars.add(new CalendarId(id));
        }
        return calendars;
    }
}
