package almanac.app.api.academic;

import almanac.app.web.CourseIds;
import almanac.course.CourseView;
import almanac.user.UserSummary;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An event in a list: with its course and its owner.
 *
 * @param course null where the event has none, or names one that is not known
 */
@Schema(name = "Listed academic event")
record ListedEventJson(@JsonUnwrapped AcademicEventJson event, @Nullable Course course, User user) {

    /** A course in short. */
    @Schema(name = "Listed course")
    record Course(String id, String name, @Nullable String code) {
        static Course of(CourseView view) {
            return new Course(
                    CourseIds.text(view.id()),
                    view.details().name(),
                    view.details().code().orElse(null));
        }
    }

    /** The owner in short. */
    @Schema(name = "Listed user")
    record User(String id, String name) {
        static User of(UserSummary user) {
            var name =
                    Stream.of(user.firstName(), user.lastName())
                            .flatMap(Optional::stream)
                            .collect(Collectors.joining(" "));
            return new User("user_" + user.id().value(), name.isBlank() ? user.username() : name);
        }
    }

    /** A page of events. */
    @Schema(name = "Academic event page")
    record Page(List<ListedEventJson> events, Pagination pagination) {}

    /**
     * Where a page lies in its list.
     *
     * @param hasMore whether anything comes after it
     */
    @Schema(name = "Academic event pagination")
    record Pagination(long total, int limit, long offset, boolean hasMore) {}
}
