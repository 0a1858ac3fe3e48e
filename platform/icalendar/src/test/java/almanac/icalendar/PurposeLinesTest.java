package almanac.icalendar;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.EntryKind;
import almanac.entry.Priority;
import almanac.icalendar.ImportFile.Item.Readable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PurposeLinesTest {

    private static Details read(String... lines) {
        var text =
                "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:a\r\n"
                        + "DTSTART:20260330T153000Z\r\n"
                        + String.join("\r\n", lines)
                        + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        var item = new ICalendarReader(ZoneId.of("UTC")).read(text).items().getFirst();
        return ((Readable) item).entry().details();
    }

    private static String written(Details details) {
        var out = new ByteArrayOutputStream();
        try {
            var lines = new ContentLines(out);
            new DetailsWriter(lines).write(details);
            lines.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void what_an_entry_is_for_is_read() {
        var details =
                read("PRIORITY:3", "X-ALMANAC-EVENT-TYPE:STUDY_SESSION", "X-ALMANAC-COURSE:a\\, b");

        assertThat(details.kind()).contains(EntryKind.STUDY_SESSION);
        assertThat(details.priority()).contains(new Priority(3));
        assertThat(details.course()).contains("a, b");
        assertThat(details.extras()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PRIORITY:1",
                "PRIORITY:3",
                "PRIORITY:5",
                "PRIORITY:8",
                "PRIORITY:0",
                "PRIORITY:12",
                "PRIORITY:high",
                "PRIORITY;X-A=b:3",
                "X-ALMANAC-EVENT-TYPE:PARTY",
                "X-ALMANAC-EVENT-TYPE:EXAM",
                "X-ALMANAC-COURSE:course_9",
                "X-ALMANAC-COURSE:a\\, b\\\\c",
                "X-ALMANAC-COURSE:",
                "X-ALMANAC-COURSE: a ",
                "X-ALMANAC-COURSE:a, b"
            })
    void any_line_goes_back_as_it_came(String line) {
        var details = read(line);
        var text = written(details);

        assertThat(text.lines().toList()).contains(line);
        assertThat(read(text.lines().toArray(String[]::new))).isEqualTo(details);
    }

    @Test
    void a_line_that_was_not_read_is_overruled_by_what_the_entry_says_since() {
        var details =
                read("PRIORITY:0", "X-ALMANAC-COURSE:a, b", "X-ALMANAC-EVENT-TYPE:PARTY", "X-A:1")
                        .with(new Change.PriorityTo(Optional.of(new Priority(1))))
                        .with(new Change.Course(Optional.of("art")));

        assertThat(written(details).lines())
                .containsExactly(
                        "PRIORITY:1",
                        "X-ALMANAC-COURSE:art",
                        "X-ALMANAC-EVENT-TYPE:PARTY",
                        "X-A:1");
    }

    @Test
    void a_course_that_is_too_long_to_keep_stays_a_line() {
        var details = read("X-ALMANAC-COURSE:" + "x".repeat(101));

        assertThat(details.course()).isEmpty();
        assertThat(details.extras()).isEqualTo(List.of("X-ALMANAC-COURSE:" + "x".repeat(101)));
    }
}
