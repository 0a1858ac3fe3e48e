package almanac.time;

import static almanac.time.SpanPart.END;
import static almanac.time.SpanPart.LAST_DAY;
import static almanac.time.SpanPart.START;
import static almanac.time.SpanPart.WHOLE_DAYS;
import static almanac.time.SpanPart.ZONE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ShapePartsTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Shape DAY = new Shape.AllDay(1, false);

    private static Shape timed(String start, long days, String end) {
        return new Shape.Timed(
                LocalTime.parse(start), BERLIN, new Shape.Length.Until(days, LocalTime.parse(end)));
    }

    private static Shape through(String start, long days) {
        return new Shape.Timed(LocalTime.parse(start), BERLIN, new Shape.Length.Days(days));
    }

    private static Shape taken(Shape own, Shape from, SpanPart... parts) {
        return own.taking(Set.copyOf(Arrays.asList(parts)), from);
    }

    @Test
    void times_are_taken_one_by_one() {
        var own = timed("14:00", 0, "15:30");
        var from = timed("09:00", 0, "10:00");
        assertThat(taken(own, from)).isEqualTo(own);
        assertThat(taken(own, from, START)).isEqualTo(timed("09:00", 0, "10:30"));
        assertThat(taken(own, from, END)).isEqualTo(timed("14:00", 0, "15:00"));
        assertThat(taken(own, from, START, END)).isEqualTo(from);
        assertThat(
                        taken(
                                own,
                                new Shape.Timed(
                                        LocalTime.NOON, ZoneId.of("UTC"), new Shape.Length.Open()),
                                ZONE))
                .isEqualTo(
                        new Shape.Timed(
                                LocalTime.of(14, 0),
                                ZoneId.of("UTC"),
                                new Shape.Length.Until(0, LocalTime.of(15, 30))));
    }

    @Test
    void a_last_day_keeps_the_time_of_the_end_where_there_is_room() {
        assertThat(taken(timed("14:00", 0, "15:00"), timed("09:00", 1, "10:00"), LAST_DAY))
                .isEqualTo(timed("14:00", 1, "15:00"));
        var overnight = timed("22:00", 1, "02:00");
        assertThat(taken(overnight, timed("09:00", 0, "10:00"), LAST_DAY)).isEqualTo(overnight);
        assertThat(taken(through("14:00", 0), new Shape.AllDay(3, false), LAST_DAY))
                .isEqualTo(through("14:00", 2));
    }

    @Test
    void whole_days_take_no_time_of_an_end_and_become_timed_by_a_start() {
        var from = timed("09:00", 0, "10:00");
        assertThat(taken(DAY, from, END)).isEqualTo(DAY);
        assertThat(taken(DAY, from, START, END)).isEqualTo(from);
        assertThat(taken(new Shape.AllDay(3, false), from, START)).isEqualTo(through("09:00", 2));
        assertThat(taken(DAY, from, WHOLE_DAYS)).isEqualTo(new Shape.AllDay(1, true));
    }

    @Test
    void times_become_whole_days_when_that_was_sent_or_the_start_was_cleared() {
        var own = timed("22:00", 1, "02:00");
        var untimed = new Shape.AllDay(1, true);
        assertThat(taken(own, DAY, WHOLE_DAYS)).isEqualTo(new Shape.AllDay(2, false));
        assertThat(taken(own, DAY, WHOLE_DAYS, LAST_DAY)).isEqualTo(DAY);
        assertThat(taken(own, untimed, WHOLE_DAYS)).isEqualTo(own);
        assertThat(taken(own, untimed, START)).isEqualTo(new Shape.AllDay(2, true));
    }

    @Test
    void what_an_edit_changes_is_among_its_parts_and_no_parts_fail() {
        for (var seed = 1L; seed <= 2_000; seed++) {
            var random = new SplittableRandom(seed);
            var own = random(random);
            var from = random(random);
            assertThat(own.taking(ShapeParts.changed(own, from), from))
                    .as("seed " + seed)
                    .isEqualTo(from);
            var parts = EnumSet.allOf(SpanPart.class);
            parts.removeIf(part -> random.nextBoolean());
            var taken = own.taking(parts, from);
            assertThat(taken.on(LocalDate.EPOCH).shape()).as("seed " + seed).isEqualTo(taken);
            assertThat(taken.taking(parts, from)).as("seed " + seed).isEqualTo(taken);
        }
    }

    private static Shape random(SplittableRandom random) {
        if (random.nextInt(4) == 0) {
            return new Shape.AllDay(1 + random.nextInt(3), random.nextBoolean());
        }
        var start = LocalTime.of(random.nextInt(24), 0);
        var days = random.nextInt(3);
        var end = LocalTime.of(random.nextInt(24), 30);
        var lengths =
                List.of(
                        new Shape.Length.Open(),
                        new Shape.Length.Days(days),
                        new Shape.Length.Until(end.isBefore(start) ? days + 1 : days, end));
        return new Shape.Timed(
                start,
                random.nextBoolean() ? BERLIN : ZoneId.of("UTC"),
                lengths.get(random.nextInt(3)));
    }
}
