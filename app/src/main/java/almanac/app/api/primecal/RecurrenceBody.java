package almanac.app.api.primecal;

import almanac.app.web.Patch;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * The recurrence object of the document, with the older {@code {interval, until}} and a raw rule.
 */
@Schema(name = "Recurrence")
record RecurrenceBody(
        @Schema(
                        implementation = String.class,
                        allowableValues = {"none", "daily", "weekly", "monthly", "yearly"})
                Patch<String> type,
        @Schema(implementation = Long.class, minimum = "1", maximum = "999", defaultValue = "1")
                Patch<Long> interval,
        @ArraySchema(schema = @Schema(allowableValues = {"SU", "MO", "TU", "WE", "TH", "FR", "SA"}))
                Patch<List<String>> daysOfWeek,
        @Schema(implementation = Long.class, minimum = "1", maximum = "31") Patch<Long> dayOfMonth,
        @Schema(implementation = Long.class, minimum = "1", maximum = "12") Patch<Long> monthOfYear,
        @Schema(
                        implementation = String.class,
                        allowableValues = {"never", "count", "date"},
                        defaultValue = "never")
                Patch<String> endType,
        @Schema(implementation = Long.class, minimum = "1") Patch<Long> count,
        @Schema(implementation = String.class, example = "2026-06-30", description = "inclusive")
                Patch<String> endDate,
        @Schema(implementation = String.class, example = "Europe/Berlin") Patch<String> timezone,
        @Schema(implementation = String.class) Patch<String> until,
        @Schema(
                        implementation = String.class,
                        description = "an RFC 5545 rule; wins over the fields")
                Patch<String> rrule) {}
