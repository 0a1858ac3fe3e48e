package almanac.app.api.courses;

import almanac.app.web.CourseIds;
import almanac.app.web.Envelope;
import almanac.course.CourseView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One course; every field is there. */
record CourseJson(
        String id,
        String name,
        @Nullable String code,
        @Nullable String professor,
        @Nullable String semester,
        @Nullable String location,
        @Nullable String description,
        @Nullable String color,
        @Nullable String emoji,
        String createdAt,
        String updatedAt,
        String userId) {

    /** A part of a list with its place in the whole. */
    @Schema(name = "Course page")
    record Page(List<CourseJson> courses, Pagination pagination) {}

    @Schema(name = "Course pagination")
    record Pagination(long total, int limit, int offset, boolean hasMore) {}

    static CourseJson of(CourseView view) {
        var details = view.details();
        return new CourseJson(
                CourseIds.text(view.id()),
                details.name(),
                details.code().orElse(null),
                details.professor().orElse(null),
                details.semester().orElse(null),
                details.location().orElse(null),
                details.description().orElse(null),
                details.color().orElse(null),
                details.emoji().orElse(null),
                Envelope.time(view.createdAt()),
                Envelope.time(view.updatedAt()),
                "user_" + view.owner().value());
    }
}
