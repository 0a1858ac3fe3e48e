package almanac.app.api.primecal;

import almanac.app.web.Patch;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The body of every write of this API: which fields a write needs or takes is its own matter. */
@Schema(name = "Event fields")
record EventBody(
        @Schema(implementation = String.class, maxLength = 300, example = "School pickup")
                Patch<String> title,
        @Schema(implementation = String.class) Patch<String> description,
        @Schema(implementation = String.class, example = "2026-03-30") Patch<String> startDate,
        @Schema(implementation = String.class, example = "15:30") Patch<String> startTime,
        @Schema(implementation = String.class, example = "2026-03-30", description = "inclusive")
                Patch<String> endDate,
        @Schema(implementation = String.class, example = "16:00") Patch<String> endTime,
        @Schema(implementation = Boolean.class, defaultValue = "false") Patch<Boolean> isAllDay,
        @Schema(implementation = String.class, maxLength = 200) Patch<String> location,
        @Schema(
                        implementation = String.class,
                        allowableValues = {"confirmed", "tentative", "cancelled"})
                Patch<String> status,
        @Schema(
                        implementation = String.class,
                        allowableValues = {"none", "daily", "weekly", "monthly", "yearly"})
                Patch<String> recurrenceType,
        @Schema(implementation = RecurrenceBody.class) Patch<RecurrenceBody> recurrenceRule,
        @Schema(implementation = String.class, maxLength = 7, example = "#3b82f6")
                Patch<String> color,
        @Schema(implementation = String.class, maxLength = 10) Patch<String> icon,
        @Schema(implementation = String.class) Patch<String> notes,
        Patch<List<String>> tags,
        @Schema(description = "alias of tags; wins when both are sent") Patch<List<String>> labels,
        @Schema(implementation = Long.class, description = "the default calendar when absent")
                Patch<Long> calendarId,
        @Schema(implementation = RecurrenceBody.class) Patch<RecurrenceBody> recurrence,
        @Schema(
                        implementation = String.class,
                        allowableValues = {"single", "all", "future"},
                        description = "PATCH /api/events/{id} only")
                Patch<String> updateMode,
        @Schema(
                        implementation = String.class,
                        allowableValues = {"this", "future", "all"},
                        description = "PATCH /api/events/{id}/recurring only")
                Patch<String> updateScope) {}
