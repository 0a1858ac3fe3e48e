package almanac.icalendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.entry.Recurrence;
import almanac.entry.Status;
import almanac.icalendar.ImportFile.Item.Readable;
import almanac.recurrence.Rule;
import almanac.time.End;
import almanac.time.Span;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ObjectPatchTest {

    private static final Instant STAMP = Instant.parse("2026-12-01T08:00:00Z");
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final LocalDateTime START = LocalDateTime.of(2026, 12, 7, 10, 0);

    private static final String SERIES =
            """
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:-//Other//Other//EN
            METHOD:REQUEST
            X-WR-RELCALID:theirs
            BEGIN:VTIMEZONE
            TZID:Our Office
            X-LIC-LOCATION:Europe/Paris
            BEGIN:DAYLIGHT
            TZOFFSETFROM:+0100
            TZOFFSETTO:+0200
            DTSTART:19810329T020000
            RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
            END:DAYLIGHT
            BEGIN:STANDARD
            TZOFFSETFROM:+0200
            TZOFFSETTO:+0100
            DTSTART:19961027T030000
            RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
            END:STANDARD
            END:VTIMEZONE
            BEGIN:VEVENT
            UID:s
            DTSTAMP:20261101T000000Z
            DTSTAMP:20261102T000000Z
            LAST-MODIFIED:20261101T000000Z
            DTSTART;TZID=Our Office:20261207T100000
            DURATION:PT1H
            RRULE:FREQ=DAILY;COUNT=10
            EXDATE;TZID=Our Office:20261210T100000
            SUMMARY;LANGUAGE=et:Kursus
            STATUS:CONFIRMED
            X-APPLE-TRAVEL-ADVISORY-BEHAVIOR;X-A="b;c":AUTOMATIC
            BEGIN:VALARM
            ACTION:DISPLAY
            TRIGGER:-PT15M
            END:VALARM
            END:VEVENT
            BEGIN:VEVENT
            UID:s
            DTSTAMP:20261101T000000Z
            RECURRENCE-ID;TZID=Our Office:20261208T100000
            DTSTART;TZID=Our Office:20261208T130000
            DTEND;TZID=Our Office:20261208T140000
            SUMMARY:Later
            X-ONLY-HERE:1
            END:VEVENT
            END:VCALENDAR
            """;

    private static ImportedEntry read(String text) {
        var items = new ICalendarReader(PARIS).read(text).items();
        assertThat(items).singleElement().isInstanceOf(Readable.class);
        return ((Readable) items.getFirst()).entry();
    }

    private static String patched(String text, ImportedEntry wanted) {
        return new ObjectPatch(PARIS).patched(text, wanted, STAMP);
    }

    private static ImportedEntry details(ImportedEntry entry, Change... changes) {
        return copy(
                entry,
                entry.details().withAll(List.of(changes)),
                entry.span(),
                entry.recurrence(),
                entry.overrides());
    }

    private static ImportedEntry copy(
            ImportedEntry entry,
            Details details,
            Span span,
            Optional<Recurrence> recurrence,
            List<ImportedOverride> overrides) {
        return new ImportedEntry(
                entry.uid(), details, span, recurrence, entry.exclusions(), overrides);
    }

    @Test
    void what_is_wanted_already_is_the_very_same_text() {
        assertThat(patched(SERIES, read(SERIES))).isSameAs(SERIES);
    }

    @Test
    void only_the_line_that_differs_is_written_anew() {
        var text = patched(SERIES, details(read(SERIES), new Change.Title("Course")));

        var expected =
                SERIES.replace("METHOD:REQUEST\n", "")
                        .replaceFirst(
                                "DTSTAMP:20261101T000000Z\nDTSTAMP:20261102T000000Z\n",
                                "DTSTAMP:20261201T080000Z\n")
                        .replace("LAST-MODIFIED:20261101T000000Z", "LAST-MODIFIED:20261201T080000Z")
                        .replace("SUMMARY;LANGUAGE=et:Kursus", "SUMMARY;LANGUAGE=et:Course");
        assertThat(text.replace("\r\n", "\n")).isEqualTo(expected);
    }

    @Test
    void another_time_takes_the_place_of_start_end_and_duration() {
        var now = read(SERIES);
        var span = new Span.Timed(START, PARIS, new End.At(START.plusHours(2)));

        var text =
                patched(SERIES, copy(now, now.details(), span, now.recurrence(), now.overrides()));

        assertThat(text)
                .contains("DTSTART;TZID=Europe/Paris:20261207T100000")
                .contains("DTEND;TZID=Europe/Paris:20261207T120000")
                .doesNotContain("DURATION")
                // still named by the other exception
                .contains("TZID:Our Office")
                .contains("TZID:Europe/Paris\r\n")
                .contains("EXDATE;TZID=Our Office:20261210T100000");
        assertThat(read(text).span()).isEqualTo(span);
    }

    @Test
    void an_exception_comes_with_its_zone_and_goes_alone() {
        var now = read(SERIES);
        var tokyo = ZoneId.of("Asia/Tokyo");
        var there = LocalDateTime.of(2026, 12, 9, 18, 0);
        var added =
                new ImportedOverride(
                        START.plusDays(2),
                        Details.titled("In Tokyo"),
                        new Span.Timed(there, tokyo, new End.At(there.plusHours(1))));

        var text =
                patched(
                        SERIES,
                        copy(
                                now,
                                now.details(),
                                now.span(),
                                now.recurrence(),
                                List.of(now.overrides().getFirst(), added)));

        assertThat(text).contains("TZID:Asia/Tokyo", "SUMMARY:In Tokyo", "X-ONLY-HERE:1");
        assertThat(read(text).overrides()).hasSize(2).contains(added);

        var without =
                patched(
                        text,
                        copy(now, now.details(), now.span(), now.recurrence(), List.of(added)));
        assertThat(without).doesNotContain("X-ONLY-HERE").contains("SUMMARY:In Tokyo");
        assertThat(without.split("BEGIN:VEVENT", -1)).hasSize(3);
    }

    @Test
    void an_exceptions_own_lines_are_changed_alone() {
        var now = read(SERIES);
        var later = now.overrides().getFirst();
        var changed =
                new ImportedOverride(
                        later.originalStart(),
                        later.details().with(new Change.StatusTo(Status.CANCELLED)),
                        later.span());

        var text =
                patched(
                        SERIES,
                        copy(now, now.details(), now.span(), now.recurrence(), List.of(changed)));

        assertThat(text)
                .contains("X-ONLY-HERE:1", "STATUS:CANCELLED", "DTSTAMP:20261102T000000Z")
                .contains("RECURRENCE-ID;TZID=Our Office:20261208T100000");
    }

    @Test
    void a_day_takes_the_place_of_a_time_and_a_rule_goes() {
        var now = read(SERIES);
        var day = new Span.AllDay(LocalDate.of(2026, 12, 7), LocalDate.of(2026, 12, 8));
        var wanted = ImportedEntry.single("s", now.details(), day);

        var text = patched(SERIES, wanted);

        assertThat(text)
                .contains("DTSTART;VALUE=DATE:20261207")
                .doesNotContain("\r\nRRULE:FREQ=DAILY", "EXDATE");
        assertThat(details(read(text), new Change.Extras(List.of())))
                .isEqualTo(details(wanted, new Change.Extras(List.of())));
    }

    @Test
    void another_rule_leaves_exceptions_alone() {
        var now = read(SERIES);
        var weekly = Optional.of(Recurrence.of(Rule.parse("FREQ=DAILY;COUNT=4")));

        var text = patched(SERIES, copy(now, now.details(), now.span(), weekly, now.overrides()));

        assertThat(text).contains("RRULE:FREQ=DAILY;COUNT=4", "X-ONLY-HERE:1");
        assertThat(read(text).recurrence()).isEqualTo(weekly);
    }

    @Test
    void properties_are_put_before_alarms() {
        var text =
                patched(SERIES, details(read(SERIES), new Change.Location(Optional.of("Room 4"))));

        assertThat(text.indexOf("LOCATION:Room 4")).isLessThan(text.indexOf("BEGIN:VALARM"));
    }

    @Test
    void an_alarm_comes_and_goes_as_a_whole() {
        var now = read(SERIES);
        var extras = new ArrayList<>(now.details().extras());
        extras.removeIf(line ->
                line.contains("VALARM") || line.contains("DISPLAY") || line.contains("TRIGGER"));

        var text = patched(SERIES, details(now, new Change.Extras(extras)));

        assertThat(text).doesNotContain("VALARM", "TRIGGER").contains("X-APPLE-TRAVEL");
        var back = patched(text, now);
        assertThat(back).contains("BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT15M\r\nEND:VALARM");
    }

    /** An invitation to one occurrence has no master. */
    @Test
    void an_exception_without_its_series_is_patched_as_it_is() {
        var alone =
                SERIES.replaceAll(
                        "(?s)BEGIN:VEVENT\nUID:s\nDTSTAMP:20261101T000000Z\nDTSTAMP.*?END:VEVENT\n",
                        "");
        var now = read(alone);

        var text = patched(alone, details(now, new Change.Title("Even later")));

        assertThat(text)
                .contains(
                        "RECURRENCE-ID;TZID=Our Office:20261208T100000", "UID:s\r\n", "Even later");
        assertThat(text.split("BEGIN:VEVENT", -1)).hasSize(2);
    }

    private static final String RANGE = "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Our Office";

    /** SERIES, in which the exception of the 8th stands for those that follow too. */
    private static final String RANGED = SERIES.replace("RECURRENCE-ID;TZID=Our Office", RANGE);

    @Test
    void a_range_stays_where_nothing_changes() {
        assertThat(RANGED).contains(RANGE);
        assertThat(patched(RANGED, read(RANGED))).isSameAs(RANGED);
    }

    @Test
    void a_change_of_one_occurrence_leaves_no_range_and_the_others_as_they_were() {
        var now = read(RANGED);
        var overrides = new ArrayList<>(now.overrides());
        overrides.set(0, in("Room 4", overrides.getFirst()));
        var wanted = copy(now, now.details(), now.span(), now.recurrence(), overrides);

        var text = patched(RANGED, wanted);

        assertThat(text).doesNotContain("RANGE").containsOnlyOnce("LOCATION:Room 4");
        assertThat(text)
                .contains("RECURRENCE-ID;TZID=Our Office:20261208T100000")
                .contains("TZID:Our Office");
        assertThat(read(text)).isEqualTo(wanted);
    }

    @Test
    void an_occurrence_may_go_back_to_its_rule_where_a_range_changed_it() {
        var now = read(RANGED);
        var overrides = new ArrayList<>(now.overrides());
        overrides.removeIf(each -> each.originalStart().equals(START.plusDays(4)));
        assertThat(overrides).hasSize(now.overrides().size() - 1);
        var wanted = copy(now, now.details(), now.span(), now.recurrence(), overrides);

        assertThat(read(patched(RANGED, wanted))).isEqualTo(wanted);
    }

    @Test
    void a_range_that_cannot_be_kept_is_not_written_over() {
        var endless = RANGED.replace(";COUNT=10", "");
        var read = read(endless);

        assertThatThrownBy(() -> patched(endless, details(read, new Change.Title("x"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("RANGE");
    }

    private static ImportedOverride in(String place, ImportedOverride override) {
        return new ImportedOverride(
                override.originalStart(),
                override.details().with(new Change.Location(Optional.of(place))),
                override.span());
    }

    @Test
    void what_is_no_one_object_is_refused() {
        assertThatThrownBy(() -> patched("BEGIN:VCALENDAR\nEND:VCALENDAR\n", read(SERIES)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Whatever stands there and whatever is wanted: afterwards it says what is wanted. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void a_patched_text_says_what_is_wanted(long seed) {
        var entries = new RandomEntries(RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
        for (var number = 0; number < 100; number++) {
            var one = entries.entry(number);
            var other = entries.entry(number);
            var text = ICalendarWriter.object(one, STAMP);

            var patched = new ObjectPatch(PARIS).patched(text, other, STAMP);

            var where = "seed %d, entry %d:\n%s\n->\n%s".formatted(seed, number, text, patched);
            assertThat(normal(read(patched))).as(where).isEqualTo(normal(other));
        }
    }

    /** The order of exceptions and of kept lines says nothing. */
    private static ImportedEntry normal(ImportedEntry entry) {
        return new ImportedEntry(
                "any",
                normal(entry.details()),
                entry.span(),
                entry.recurrence(),
                entry.exclusions().stream().sorted().toList(),
                entry.overrides().stream()
                        .map(each ->
                                new ImportedOverride(
                                        each.originalStart(), normal(each.details()), each.span()))
                        .sorted(Comparator.comparing(ImportedOverride::originalStart))
                        .toList());
    }

    private static Details normal(Details details) {
        return details.with(new Change.Extras(details.extras().stream().sorted().toList()));
    }
}
