package almanac.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import almanac.message.Rejected;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SpanFieldsTest {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final Span REMINDER = span("2026-06-01T10:00", "2026-06-01T10:00");

    private static Span span(String start, String end) {
        return new Span.Timed(
                LocalDateTime.parse(start), NEW_YORK, new End.At(LocalDateTime.parse(end)));
    }

    private static Optional<String> sent(String text) {
        return Optional.of(text).filter(it -> !it.equals("-"));
    }

    private static SpanEdit edit(
            String startDate, String startTime, String endDate, String endTime) {
        return new SpanEdit.Fields(
                sent(startDate).map(LocalDate::parse),
                sent(startTime).map(LocalTime::parse).map(Optional::of),
                sent(endDate).map(LocalDate::parse).map(Optional::of),
                sent(endTime).map(LocalTime::parse).map(Optional::of),
                Optional.empty(),
                Optional.empty(),
                ZoneId.of("Europe/Vienna"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-06-02,-,-,-,2026-06-02T10:00,2026-06-02T10:00",
        "-,11:00,-,-,2026-06-01T11:00,2026-06-01T11:00",
        "2026-06-01,10:00,2026-06-01,10:00,2026-06-01T10:00,2026-06-01T10:00",
        "-,11:00,-,11:00,2026-06-01T11:00,2026-06-01T11:00",
        "-,-,-,10:30,2026-06-01T10:00,2026-06-01T10:30"
    })
    void what_lasts_no_time_moves_and_may_go_on_so(
            String startDate,
            String startTime,
            String endDate,
            String endTime,
            String start,
            String end) {
        assertThat(edit(startDate, startTime, endDate, endTime).applyTo(REMINDER))
                .isEqualTo(span(start, end));
    }

    @Test
    void what_lasts_cannot_lose_its_length() {
        var meeting = span("2026-06-01T10:00", "2026-06-01T11:00");
        for (var wrong :
                new SpanEdit[] {
                    edit("-", "-", "-", "10:00"),
                    edit("-", "11:00", "-", "11:00"),
                    edit("-", "10:00", "2026-06-01", "10:00")
                }) {
            assertThat(catchThrowableOfType(Rejected.class, () -> wrong.applyTo(meeting)))
                    .hasMessageContaining("endTime must be after startTime");
        }
        var earlier = edit("-", "-", "-", "09:00");
        assertThat(catchThrowableOfType(Rejected.class, () -> earlier.applyTo(REMINDER)))
                .hasMessageContaining("endTime must be after startTime");
    }
}
