package almanac.query;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.course.CourseDetails;
import almanac.course.CourseFact;
import almanac.course.CourseId;
import almanac.course.CoursePage;
import almanac.course.CourseQuery;
import almanac.course.CourseView;
import almanac.message.Rejection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Courses: user 1 has 1, 2 and 3, user 2 has 4. */
class CourseTest {

    private static World world() {
        return new World()
                .happen(
                        World.taught(2, 1, "chemistry"),
                        World.taught(1, 1, "biology"),
                        World.taught(4, 2, "drama"),
                        World.taught(3, 1, "art"));
    }

    private static CourseId course(long id) {
        return new CourseId(id);
    }

    private static CoursePage page(World world, long viewer, int offset, int limit) {
        return world.ask(
                new CourseQuery.CoursesOf(World.user(viewer), offset, limit), CoursePage.class);
    }

    private static List<Long> ids(List<CourseView> views) {
        return views.stream().map(view -> view.id().value()).toList();
    }

    @Test
    void a_page_is_a_part_of_the_viewers_courses_with_the_total_of_all() {
        var world = world();
        assertThat(ids(page(world, 1, 0, 50).courses())).containsExactly(1L, 2L, 3L);
        var middle = page(world, 1, 1, 1);
        assertThat(ids(middle.courses())).containsExactly(2L);
        assertThat(middle.total()).isEqualTo(3);
        assertThat(page(world, 1, 3, 1)).isEqualTo(new CoursePage(List.of(), 3));
        assertThat(page(world, 9, 0, 50)).isEqualTo(new CoursePage(List.of(), 0));
    }

    @Test
    void a_course_shows_its_details_and_the_times_of_its_facts() {
        var details =
                new CourseDetails(
                        "Art history",
                        Optional.of("ART7"),
                        Optional.of("Ms. Gray"),
                        Optional.of("2026/2"),
                        Optional.of("Hall"),
                        Optional.of("From Giotto on"),
                        Optional.of("#fff"),
                        Optional.of("🎨"));
        var world = world().happen(new CourseFact.CourseChanged(course(3), details));
        assertThat(
                        world.ask(
                                new CourseQuery.CourseById(course(3), World.user(1)),
                                CourseView.class))
                .isEqualTo(
                        new CourseView(
                                course(3),
                                World.user(1),
                                details,
                                Instant.parse("2026-01-01T00:00:03Z"),
                                Instant.parse("2026-01-01T00:00:04Z"),
                                1));
    }

    @Test
    void a_course_of_somebody_else_is_not_there() {
        var world = world();
        assertThat(world.refusal(new CourseQuery.CourseById(course(4), World.user(1))))
                .isEqualTo(new Rejection.NotFound("Course", "4"));
        assertThat(world.refusal(new CourseQuery.CourseById(course(99), World.user(1))))
                .isEqualTo(new Rejection.NotFound("Course", "99"));
        assertThat(byIds(world, 1, 3, 1, 4, 99)).containsExactly(1L, 3L);
        assertThat(byIds(world, 1)).isEmpty();
        assertThat(world.side().ownerOf(course(4))).contains(World.user(2));
        assertThat(world.side().ownerOf(course(99))).isEmpty();
    }

    @Test
    void a_deleted_course_is_there_for_nobody() {
        var world = world().happen(new CourseFact.CourseDeleted(course(2)));
        assertThat(ids(page(world, 1, 0, 50).courses())).containsExactly(1L, 3L);
        assertThat(page(world, 1, 0, 50).total()).isEqualTo(2);
        assertThat(world.refusal(new CourseQuery.CourseById(course(2), World.user(1))))
                .isInstanceOf(Rejection.NotFound.class);
        assertThat(byIds(world, 1, 1, 2)).containsExactly(1L);
        assertThat(world.side().ownerOf(course(2))).isEmpty();
    }

    @Test
    void the_courses_are_the_same_after_two_replays() {
        var world =
                world().happen(
                                new CourseFact.CourseChanged(
                                        course(1), CourseDetails.named("botany")),
                                new CourseFact.CourseDeleted(course(2)));
        var before = world.documents().get("courses_v1");
        assertThat(before).hasSize(4);
        for (var batch : List.of(1, 100)) {
            world.reset();
            world.feed(world.history(), batch);
            world.feed(world.history(), batch);
            assertThat(world.documents().get("courses_v1")).isEqualTo(before);
        }
    }

    private static List<Long> byIds(World world, long viewer, long... ids) {
        var courses = LongStream.of(ids).mapToObj(CourseId::new).collect(Collectors.toSet());
        return ids(
                world.askMany(
                        new CourseQuery.CoursesByIds(courses, World.user(viewer)),
                        CourseView.class));
    }
}
