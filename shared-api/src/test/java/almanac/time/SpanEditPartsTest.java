package almanac.time;

import static almanac.time.SpanPart.END;
import static almanac.time.SpanPart.LAST_DAY;
import static almanac.time.SpanPart.START;
import static almanac.time.SpanPart.WHOLE_DAYS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SpanEditPartsTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    /** 7 April 2026, 09:00 to 10:00, which is from 07:00Z. */
    private static final Span MEETING =
            new Span.Timed(
                    LocalDateTime.of(2026, 4, 7, 9, 0),
                    BERLIN,
                    new End.At(LocalDateTime.of(2026, 4, 7, 10, 0)));

    private static final Span HOLIDAY =
            new Span.AllDay(LocalDate.of(2026, 4, 7), LocalDate.of(2026, 4, 8));

    private static SpanEdit fields(
            String startDate, String startTime, String endDate, String endTime) {
        return new SpanEdit.Fields(
                sent(startDate).map(LocalDate::parse),
                sent(startTime).map(LocalTime::parse).map(Optional::of),
                sent(endDate).map(LocalDate::parse).map(Optional::of),
                sent(endTime).map(LocalTime::parse).map(Optional::of),
                Optional.empty(),
                Optional.empty(),
                BERLIN);
    }

    private static Optional<String> sent(String text) {
        return Optional.of(text).filter(it -> !it.isEmpty());
    }

    private static SpanEdit moments(String start, String end) {
        return new SpanEdit.Moments(
                sent(start).map(Instant::parse), sent(end).map(Instant::parse), BERLIN);
    }

    @Test
    void fields_that_were_sent_are_parts_though_they_stand_already() {
        assertThat(fields("", "09:00", "", "").parts(MEETING)).containsExactly(START);
        assertThat(fields("", "09:00", "", "10:00").parts(MEETING)).containsExactly(START, END);
        var wholeDays =
                new SpanEdit.Fields(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(true),
                        Optional.empty(),
                        BERLIN);
        assertThat(wholeDays.parts(HOLIDAY)).containsExactly(WHOLE_DAYS);
    }

    @Test
    void a_last_day_is_a_part_of_whole_days_and_where_a_span_takes_more_of_them() {
        assertThat(fields("2026-04-08", "", "2026-04-08", "").parts(MEETING)).isEmpty();
        assertThat(fields("", "", "2026-04-08", "").parts(MEETING)).containsExactly(LAST_DAY);
        assertThat(fields("2026-04-08", "", "2026-04-08", "").parts(HOLIDAY))
                .containsExactly(LAST_DAY);
        // the end keeps its time, so what begins earlier lasts longer
        assertThat(fields("", "08:00", "2026-04-07", "").parts(MEETING))
                .containsExactly(START, END);
    }

    @Test
    void of_whole_moments_only_what_changes_is_a_part() {
        assertThat(moments("2026-04-08T07:00:00Z", "2026-04-08T08:00:00Z").parts(MEETING))
                .isEmpty();
        assertThat(moments("", "2026-04-07T09:00:00Z").parts(MEETING)).containsExactly(END);
        assertThat(moments("2026-04-07T06:00:00Z", "2026-04-07T07:00:00Z").parts(MEETING))
                .containsExactly(START);
        assertThat(new SpanEdit.Replace(HOLIDAY).parts(MEETING))
                .containsExactlyInAnyOrder(SpanPart.values());
    }
}
