package almanac.icalendar;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.calendar.CalendarId;
import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.EntryExport;
import almanac.entry.EntryFact;
import almanac.entry.EntryId;
import almanac.entry.EntryState;
import almanac.entry.Numbering;
import almanac.entry.OccurrenceKey;
import almanac.entry.Recurrence;
import almanac.icalendar.ImportFile.Item.Readable;
import almanac.icalendar.ImportFile.Item.Unreadable;
import almanac.recurrence.Rule;
import almanac.time.End;
import almanac.time.Span;
import almanac.user.UserId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dates at the ends of what a calendar can name. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class YearsTest {

    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    private static ImportFile read(String lines) {
        return new ICalendarReader(TOKYO)
                .read(
                        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\n"
                                + lines.replace('|', '\n')
                                + "\nEND:VEVENT\nEND:VCALENDAR\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "DTSTART:99991231 > DTSTART",
                "DTSTART:00000101 > DTSTART",
                "DTSTART:99990101T000000 > DTSTART",
                "DTSTART:99981231|DTEND:99990102 > the end",
                "DTSTART:20260101|DURATION:P3000000D > the end",
                "DTSTART:20260101T100000|DTEND:99990101T000000 > the end",
                "DTSTART:20260101T100000|DURATION:P3000000D > the end",
                "DTSTART:20260101T100000|RDATE:99990101T100000 > RDATE",
                "DTSTART:20260101T100000|RRULE:FREQ=DAILY|EXDATE:99991231T230000Z > EXDATE",
                "DTSTART:20260101T100000|RRULE:FREQ=DAILY;UNTIL=00000101T000000Z > UNTIL",
            })
    void a_date_that_the_json_apis_would_refuse_is_refused(String lines, String named) {
        assertThat(read(lines.strip()).items())
                .singleElement()
                .isInstanceOfSatisfying(
                        Unreadable.class, item -> assertThat(item.reason()).contains(named));
    }

    @Test
    void an_exception_is_held_to_the_same_years() {
        var master = "DTSTART:20260101|RRULE:FREQ=DAILY|END:VEVENT|BEGIN:VEVENT|UID:a|";

        assertThat(read(master + "RECURRENCE-ID:20260102|DTSTART:99991231").items())
                .singleElement()
                .isInstanceOf(Unreadable.class);
        assertThat(read(master + "RECURRENCE-ID:99991231|DTSTART:20260102").items())
                .singleElement()
                .isInstanceOf(Unreadable.class);
    }

    @Test
    void the_last_and_the_first_year_are_read() {
        assertThat(read("DTSTART:99981231").items()).singleElement().isInstanceOf(Readable.class);
        assertThat(read("DTSTART:00010101T000000Z|DTEND:99981231T235959Z").items())
                .singleElement()
                .isInstanceOf(Readable.class);
        // said by programs that mean "for ever", and taken by the JSON APIs
        assertThat(read("DTSTART:20260101|RRULE:FREQ=DAILY;UNTIL=99991231").items())
                .singleElement()
                .isInstanceOf(Readable.class);
    }

    @Test
    void a_length_beyond_all_calendars_stays_with_its_item() {
        assertThat(
                        read("DTSTART:20260101T100000|DURATION:P999999999W|END:VEVENT|BEGIN:VEVENT|UID:b|DTSTART:20260101")
                                .items())
                .satisfiesExactly(
                        broken -> assertThat(broken).isInstanceOf(Unreadable.class),
                        healthy -> assertThat(healthy).isInstanceOf(Readable.class));
    }

    private static EntryExport stored(long id, Span span) {
        return export(created(id, span, Optional.empty(), Optional.empty()));
    }

    private static EntryFact.EntryCreated created(
            long id, Span span, Optional<Recurrence> recurrence, Optional<Numbering> numbering) {
        return new EntryFact.EntryCreated(
                new EntryId(id),
                new CalendarId(1),
                "entry-" + id,
                new UserId(1),
                Details.titled("Stored"),
                span,
                recurrence,
                numbering);
    }

    private static EntryExport export(EntryFact... facts) {
        var state = EntryState.initial();
        for (var fact : facts) {
            state = state.evolve(fact);
        }
        return new EntryExport(facts[0].entry(), state, Instant.EPOCH, Instant.EPOCH, 0);
    }

    private static String written(EntryExport... entries) throws IOException {
        var out = new ByteArrayOutputStream();
        ICalendarWriter.write(out, "Calendar", Stream.of(entries));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void what_was_stored_without_these_limits_is_written_with_the_nearest_date()
            throws IOException {
        var last = LocalDate.of(9999, 12, 31);
        var start = LocalDateTime.of(2026, 1, 1, 10, 0);
        var far = new End.At(LocalDateTime.of(10239, 9, 22, 10, 0));

        assertThat(
                        written(
                                stored(1, new Span.AllDay(last, last.plusDays(1))),
                                stored(2, new Span.Timed(start, TOKYO, far)),
                                stored(3, new Span.AllDay(last.minusDays(5), last.plusDays(9)))))
                .contains(
                        "DTSTART;VALUE=DATE:99991231\r\nSUMMARY",
                        "DTEND;TZID=Asia/Tokyo:99991231T235959\r\n",
                        "DTSTART;VALUE=DATE:99991226\r\nDTEND;VALUE=DATE:99991231\r\n")
                .endsWith("END:VCALENDAR\r\n");
    }

    @Test
    void an_entry_that_cannot_be_written_is_left_out_and_never_the_rest() throws IOException {
        var start = LocalDateTime.of(2026, 1, 1, 0, 0);
        var tick = new Span.Timed(start, TOKYO, new End.None());
        // to tell where its first part ends takes more steps than an expansion may
        var endless =
                export(
                        created(
                                1,
                                tick,
                                Optional.of(Recurrence.of(Rule.parse("FREQ=SECONDLY"))),
                                Optional.of(new Numbering(start, 1))),
                        new EntryFact.FollowingUpdated(
                                new EntryId(1),
                                new OccurrenceKey(2_000_000),
                                List.of(new Change.Title("Later"))));

        assertThat(written(endless, stored(2, tick)))
                .doesNotContain("entry-1")
                .containsSubsequence("TZID:Asia/Tokyo", "UID:entry-2", "END:VCALENDAR");
    }
}
