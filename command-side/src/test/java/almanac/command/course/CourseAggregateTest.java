package almanac.command.course;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.course.CourseCommand;
import almanac.course.CourseDetails;
import almanac.course.CourseFact;
import almanac.course.CourseId;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.user.UserId;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CourseAggregateTest {

    private static final CourseId ID = new CourseId(9);
    private static final UserId ANA = new UserId(7);
    private static final CourseDetails BIOLOGY =
            new CourseDetails(
                    "Biology",
                    Optional.of("BIO101"),
                    Optional.of("Dr. Smith"),
                    Optional.of("Fall 2024"),
                    Optional.of("Room 204"),
                    Optional.of("Cells"),
                    Optional.of("green"),
                    Optional.of("🧬"));
    private static final CourseFact CREATED = new CourseFact.CourseCreated(ID, ANA, BIOLOGY);
    private static final CourseFact DELETED = new CourseFact.CourseDeleted(ID);

    private static AggregateTestFixture<CourseAggregate> fixture() {
        return new AggregateTestFixture<>(CourseAggregate.class);
    }

    private static CourseCommand.ChangeCourse change(
            Optional<String> name, Optional<Optional<String>> others) {
        return new CourseCommand.ChangeCourse(
                ID, name, others, others, others, others, others, others, others);
    }

    @Test
    void a_course_is_created_once_however_often_it_is_asked_for() {
        var create = new CourseCommand.CreateCourse(ID, ANA, BIOLOGY);
        fixture().givenNoPriorActivity().when(create).expectEvents(CREATED);
        fixture().given(CREATED).when(create).expectNoEvents();
    }

    @Test
    void a_change_keeps_what_was_not_sent() {
        fixture()
                .given(CREATED)
                .when(change(Optional.of("Chemistry"), Optional.empty()))
                .expectEvents(
                        new CourseFact.CourseChanged(
                                ID,
                                new CourseDetails(
                                        "Chemistry",
                                        BIOLOGY.code(),
                                        BIOLOGY.professor(),
                                        BIOLOGY.semester(),
                                        BIOLOGY.location(),
                                        BIOLOGY.description(),
                                        BIOLOGY.color(),
                                        BIOLOGY.emoji())));
    }

    @Test
    void every_field_but_the_name_can_be_cleared() {
        fixture()
                .given(CREATED)
                .when(change(Optional.empty(), Optional.of(Optional.empty())))
                .expectEvents(new CourseFact.CourseChanged(ID, CourseDetails.named("Biology")));
    }

    @Test
    void each_field_goes_where_it_belongs() {
        var to =
                new CourseCommand.ChangeCourse(
                        ID,
                        Optional.of("n"),
                        Optional.of(Optional.of("c")),
                        Optional.of(Optional.of("p")),
                        Optional.of(Optional.of("s")),
                        Optional.of(Optional.of("l")),
                        Optional.of(Optional.of("d")),
                        Optional.of(Optional.of("red")),
                        Optional.of(Optional.of("e")));
        fixture()
                .given(CREATED)
                .when(to)
                .expectEvents(
                        new CourseFact.CourseChanged(
                                ID,
                                new CourseDetails(
                                        "n",
                                        Optional.of("c"),
                                        Optional.of("p"),
                                        Optional.of("s"),
                                        Optional.of("l"),
                                        Optional.of("d"),
                                        Optional.of("red"),
                                        Optional.of("e"))));
    }

    @Test
    void a_change_that_changes_nothing_is_no_fact() {
        fixture()
                .given(CREATED)
                .when(change(Optional.of("Biology"), Optional.empty()))
                .expectNoEvents();
    }

    @Test
    void a_deleted_course_is_gone() {
        fixture().given(CREATED).when(new CourseCommand.DeleteCourse(ID)).expectEvents(DELETED);
        var deleted = CourseState.after(DELETED);
        assertThat(rejection(() -> Describing.delete(deleted, new CourseCommand.DeleteCourse(ID))))
                .isEqualTo(new Rejection.NotFound("Course", "9"));
        assertThat(
                        rejection(() ->
                                Describing.change(
                                        deleted, change(Optional.of("x"), Optional.empty()))))
                .isEqualTo(new Rejection.NotFound("Course", "9"));
    }

    @Test
    void a_course_that_was_deleted_is_not_created_again() {
        fixture()
                .given(CREATED, DELETED)
                .when(new CourseCommand.CreateCourse(ID, ANA, BIOLOGY))
                .expectNoEvents();
    }

    private static Rejection rejection(Runnable decision) {
        return Assertions.catchThrowableOfType(Rejected.class, decision::run).rejection();
    }
}
