package almanac.app.api.academic;

import almanac.app.web.Patch;
import io.swagger.v3.oas.annotations.media.Schema;

/** The body of every write of this API: which fields a write needs is its own matter. */
@Schema(name = "Academic event fields")
record AcademicEventBody(
        @Schema(
                        implementation = String.class,
                        minLength = 1,
                        maxLength = 255,
                        example = "Biology Lecture")
                Patch<String> title,
        @Schema(
                        implementation = String.class,
                        maxLength = 1000,
                        example = "Cell structure and function")
                Patch<String> description,
        @Schema(
                        implementation = String.class,
                        format = "date-time",
                        example = "2024-01-15T10:00:00.000Z",
                        description = "with Z or an offset")
                Patch<String> startDate,
        @Schema(
                        implementation = String.class,
                        format = "date-time",
                        example = "2024-01-15T11:30:00.000Z",
                        description = "not before startDate; an event may have none")
                Patch<String> endDate,
        @Schema(
                        implementation = String.class,
                        allowableValues = {"CLASS", "DEADLINE", "EXAM", "MEETING", "STUDY_SESSION"})
                Patch<String> eventType,
        @Schema(
                        implementation = String.class,
                        maxLength = 255,
                        example = "Science Building Room 101")
                Patch<String> location,
        @Schema(
                        implementation = String.class,
                        allowableValues = {"LOW", "MEDIUM", "HIGH"},
                        defaultValue = "MEDIUM")
                Patch<String> priority,
        @Schema(
                        implementation = String.class,
                        maxLength = 50,
                        example = "blue",
                        description = "#rgb, #rrggbb, #rrggbbaa or a name")
                Patch<String> color,
        @Schema(
                        implementation = String.class,
                        maxLength = 100,
                        nullable = true,
                        example = "course_abc123",
                        description = "any name; null clears")
                Patch<String> courseId) {}
