package almanac.icalendar;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.icalendar.ImportFile.Item.Readable;
import java.time.ZoneId;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** RECURRENCE-ID;RANGE=THISANDFUTURE (RFC 5545 3.2.13). */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RangesTest {

    private static final String MASTER =
            """
            UID:a
            SUMMARY:Daily
            DTSTART;TZID=Europe/Berlin:20261206T080000
            DTEND;TZID=Europe/Berlin:20261206T090000
            RRULE:FREQ=DAILY;COUNT=5
            """;

    private static final String FROM_THE_8TH =
            """
            UID:a
            SUMMARY:Later
            RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20261208T080000
            DTSTART;TZID=Europe/Berlin:20261208T100000
            DTEND;TZID=Europe/Berlin:20261208T113000
            """;

    private static Readable read(String... components) {
        var text = new StringBuilder("BEGIN:VCALENDAR\n");
        for (var component : components) {
            text.append("BEGIN:VEVENT\n").append(component).append("END:VEVENT\n");
        }
        var items =
                new ICalendarReader(ZoneId.of("UTC"))
                        .read(text.append("END:VCALENDAR\n").toString())
                        .items();
        assertThat(items).singleElement().isInstanceOf(Readable.class);
        return (Readable) items.getFirst();
    }

    /** Original start, title and start of each exception. */
    private static String exceptions(Readable item) {
        var text = new StringBuilder();
        for (var override : item.entry().overrides()) {
            text.append(override.originalStart())
                    .append(' ')
                    .append(override.details().title())
                    .append(' ')
                    .append(override.span().localStart())
                    .append(" - ")
                    .append(override.span().endsAt(ZoneId.of("UTC")))
                    .append('\n');
        }
        return text.toString();
    }

    @Test
    void what_follows_moves_by_the_same_time_and_lasts_as_long() {
        var item = read(MASTER, FROM_THE_8TH);

        assertThat(exceptions(item))
                .isEqualTo(
                        """
                        2026-12-08T08:00 Later 2026-12-08T10:00 - 2026-12-08T10:30:00Z
                        2026-12-09T08:00 Later 2026-12-09T10:00 - 2026-12-09T10:30:00Z
                        2026-12-10T08:00 Later 2026-12-10T10:00 - 2026-12-10T10:30:00Z
                        """);
        assertThat(item.notes()).singleElement().asString().contains("RANGE");
        assertThat(item.unsaid()).isEmpty();
    }

    @Test
    void exceptions_of_their_own_later_ranges_and_exclusions_come_before_it() {
        var item =
                read(
                        MASTER.replace("COUNT=5", "COUNT=8")
                                + "EXDATE;TZID=Europe/Berlin:20261209T080000\n"
                                + "RDATE;TZID=Europe/Berlin:20261220T080000\n",
                        """
                        UID:a
                        SUMMARY:Early
                        RECURRENCE-ID;RANGE=THISANDFUTURE:20261212T070000Z
                        DTSTART;TZID=Europe/Berlin:20261212T060000
                        """,
                        """
                        UID:a
                        SUMMARY:Once
                        RECURRENCE-ID;TZID=Europe/Berlin:20261211T080000
                        DTSTART;TZID=Europe/Berlin:20261211T120000
                        """,
                        FROM_THE_8TH);

        assertThat(exceptions(item))
                .isEqualTo(
                        """
                        2026-12-12T08:00 Early 2026-12-12T06:00 - 2026-12-12T05:00:00Z
                        2026-12-11T08:00 Once 2026-12-11T12:00 - 2026-12-11T11:00:00Z
                        2026-12-08T08:00 Later 2026-12-08T10:00 - 2026-12-08T10:30:00Z
                        2026-12-10T08:00 Later 2026-12-10T10:00 - 2026-12-10T10:30:00Z
                        2026-12-13T08:00 Early 2026-12-13T06:00 - 2026-12-13T05:00:00Z
                        2026-12-20T08:00 Early 2026-12-20T06:00 - 2026-12-20T05:00:00Z
                        """);
    }

    @Test
    void days_become_hours_and_hours_days() {
        var days =
                """
                UID:a
                DTSTART;VALUE=DATE:20261206
                RRULE:FREQ=WEEKLY;COUNT=3
                """;
        assertThat(
                        exceptions(
                                read(
                                        days,
                                        """
                                        UID:a
                                        RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20261213
                                        DTSTART:20261214T100000Z
                                        """)))
                .isEqualTo(
                        """
                        2026-12-13T00:00  2026-12-14T10:00 - 2026-12-14T10:00:00Z
                        2026-12-20T00:00  2026-12-21T10:00 - 2026-12-21T10:00:00Z
                        """);
        assertThat(
                        exceptions(
                                read(
                                        MASTER,
                                        """
                                        UID:a
                                        RECURRENCE-ID;RANGE=THISANDFUTURE:20261209T070000Z
                                        DTSTART;VALUE=DATE:20261209
                                        """)))
                .isEqualTo(
                        """
                        2026-12-09T08:00  2026-12-09T00:00 - 2026-12-10T00:00:00Z
                        2026-12-10T08:00  2026-12-10T00:00 - 2026-12-11T00:00:00Z
                        """);
    }

    @Test
    void what_single_exceptions_cannot_say_is_read_for_one_occurrence_and_said_so() {
        for (var item :
                new Readable[] {
                    read(MASTER.replace(";COUNT=5", ""), FROM_THE_8TH),
                    read(MASTER.replace("COUNT=5", "COUNT=1500"), FROM_THE_8TH),
                    read(
                            MASTER.replace("COUNT=5", "COUNT=900"),
                            FROM_THE_8TH + "DESCRIPTION:" + "x".repeat(5000) + "\n"),
                    read(MASTER, FROM_THE_8TH.replace("THISANDFUTURE", "THISANDPRIOR"))
                }) {
            assertThat(exceptions(item)).hasLineCount(1).startsWith("2026-12-08T08:00 Later");
            assertThat(item.notes())
                    .singleElement()
                    .asString()
                    .startsWith("RECURRENCE-ID;RANGE is read for its one occurrence");
            assertThat(item.unsaid())
                    .hasValueSatisfying(why -> assertThat(why).contains("RECURRENCE-ID;RANGE"));
        }
    }

    @Test
    void without_its_series_it_stands_alone_and_says_less() {
        assertThat(read(FROM_THE_8TH).unsaid()).isPresent();
        assertThat(read(FROM_THE_8TH.replace("RANGE=THISANDFUTURE;", "")).unsaid()).isEmpty();
    }
}
