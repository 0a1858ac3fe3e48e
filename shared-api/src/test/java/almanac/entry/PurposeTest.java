package almanac.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PurposeTest {

    private static final Change.Kind EXAM = new Change.Kind(Optional.of(EntryKind.EXAM));
    private static final Change.PriorityTo HIGH =
            new Change.PriorityTo(Optional.of(Priority.of(Priority.Level.HIGH)));
    private static final Change.Course COURSE = new Change.Course(Optional.of("course_abc123"));

    @Test
    void each_part_changes_by_itself() {
        var details = Details.titled("Biology").withAll(List.of(EXAM, HIGH, COURSE));

        assertThat(details.kind()).contains(EntryKind.EXAM);
        assertThat(details.priority()).contains(new Priority(1));
        assertThat(details.course()).contains("course_abc123");
        assertThat(details.with(new Change.Course(Optional.empty())).priority())
                .contains(new Priority(1));
    }

    @Test
    void the_last_part_cleared_leaves_no_trace() {
        var plain = Details.titled("Biology");

        assertThat(plain.with(COURSE).with(new Change.Course(Optional.empty()))).isEqualTo(plain);
    }

    @Test
    void the_changes_between_two_details_name_what_they_are_for() {
        var plain = Details.titled("Biology");
        var meant = plain.withAll(List.of(EXAM, HIGH, COURSE));

        assertThat(plain.changesTo(meant)).containsExactly(EXAM, HIGH, COURSE);
        assertThat(meant.withAll(meant.changesTo(plain))).isEqualTo(plain);
    }

    @Test
    void numbers_up_to_four_are_high_and_from_six_on_low() {
        assertThat(
                        java.util.stream.IntStream.rangeClosed(1, 9)
                                .mapToObj(number -> new Priority(number).level()))
                .containsExactly(
                        Priority.Level.HIGH,
                        Priority.Level.HIGH,
                        Priority.Level.HIGH,
                        Priority.Level.HIGH,
                        Priority.Level.MEDIUM,
                        Priority.Level.LOW,
                        Priority.Level.LOW,
                        Priority.Level.LOW,
                        Priority.Level.LOW);
    }
}
