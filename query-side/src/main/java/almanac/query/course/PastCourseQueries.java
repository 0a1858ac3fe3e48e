package almanac.query.course;

import almanac.course.CourseFact;
import almanac.course.CoursePage;
import almanac.course.CourseQuery;
import almanac.course.CourseView;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.query.past.BegunStreams;
import almanac.query.past.FactLog;
import almanac.query.past.Fold;
import almanac.user.UserId;
import java.util.Comparator;
import java.util.stream.Stream;
import org.axonframework.queryhandling.QueryHandler;

/** Answers {@link CourseQuery} about the past; a user has few courses, so all are folded. */
final class PastCourseQueries {

    private static final String CREATED = "course.created";

    private final Fold<CourseFact, CourseState> fold;
    private final BegunStreams begun;
    private final FactLog log;

    PastCourseQueries(Fold<CourseFact, CourseState> fold, BegunStreams begun, FactLog log) {
        this.fold = fold;
        this.begun = begun;
        this.log = log;
    }

    @QueryHandler
    CoursePage on(CourseQuery.CoursesAsOf query) {
        var position = log.lastBefore(query.asOf().limit());
        log.awaitProjected(position);
        var all =
                begun.begunBy(query.viewer(), CREATED, position).stream()
                        .distinct()
                        .flatMap(stream -> then(stream, query.viewer(), position))
                        .sorted(Comparator.comparingLong(view -> view.id().value()))
                        .toList();
        return new CoursePage(
                all.stream().skip(query.offset()).limit(query.limit()).toList(), all.size());
    }

    @QueryHandler
    CourseView on(CourseQuery.CourseAsOf query) {
        var position = log.lastBefore(query.asOf().limit());
        return then(query.course().toString(), query.viewer(), position)
                .findFirst()
                .orElseThrow(() ->
                        new Rejected(
                                new Rejection.NotFound(
                                        "Course", Long.toString(query.course().value()))));
    }

    private Stream<CourseView> then(String stream, UserId viewer, long position) {
        return fold.upTo(position, log.of(stream)).values().stream()
                .filter(row -> !row.state().deleted() && row.state().owner().equals(viewer))
                .map(Courses::view);
    }
}
