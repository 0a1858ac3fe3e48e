package almanac.sync.microsoft;

import static almanac.sync.microsoft.Entries.PARIS;
import static almanac.sync.microsoft.Entries.START;
import static almanac.sync.microsoft.Entries.at;
import static almanac.sync.microsoft.Entries.except;
import static almanac.sync.microsoft.Entries.override;
import static almanac.sync.microsoft.Entries.repeating;
import static almanac.sync.microsoft.Entries.series;
import static almanac.sync.microsoft.Entries.timed;
import static almanac.sync.microsoft.Entries.with;
import static almanac.sync.microsoft.Failures.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import almanac.entry.Change;
import almanac.entry.ImportedEntry;
import almanac.entry.Recurrence;
import almanac.recurrence.Rule;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.RemoteObject;
import almanac.sync.provider.Resume;
import almanac.time.Span;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Series, exceptions and time zones: scenarios 10, 18 to 26 of providers.md. */
final class MicrosoftSeriesTest {

    private static final String WEEKLY =
            """
            {"subject":"Series","start":{"dateTime":"2026-12-07T10:00:00","timeZone":"Romance Standard Time"},
             "end":{"dateTime":"2026-12-07T11:00:00","timeZone":"Romance Standard Time"},
             "recurrence":{"pattern":{"type":"weekly","interval":1,"daysOfWeek":["monday"]},
                           "range":{"type":"noEnd","startDate":"2026-12-07"}}}
            """;

    private final Outlook outlook = new Outlook();

    @AfterEach
    void close() {
        outlook.close();
    }

    @Test
    void scenario_10_a_series_whose_creation_was_lost_is_adopted_and_completed() {
        var wanted =
                except(
                        series("FREQ=WEEKLY;BYDAY=MO", timed(START)),
                        List.of(START.plusWeeks(2)),
                        override(START.plusWeeks(1), "Other", START.plusWeeks(1).plusHours(2)));
        outlook.loseNextAnswer();
        assertFailure(() -> outlook.create("opera1", wanted), ProviderFailure.Unreachable.class);

        var adopted = outlook.create("opera1", wanted);

        assertThat(outlook.counts()).isEqualTo(1);
        assertThat(adopted.content().exclusions()).isEqualTo(wanted.exclusions());
        assertThat(adopted.content().overrides()).isEqualTo(wanted.overrides());
        assertThat(adopted.operation()).contains("opera1");
    }

    @Test
    void scenario_18_an_exception_and_a_cancelled_occurrence_reach_us_as_one_whole_series() {
        var id = outlook.alex.add("Team", WEEKLY);
        var cursor = outlook.round(Outlook.EVERYTHING).cursor();
        outlook.alex.edit(id, START.plusWeeks(1), "{\"subject\":\"Other\"}");
        outlook.alex.remove(id, START.plusWeeks(2));

        var round = outlook.round(new Resume.Since(cursor));

        assertThat(round.touched()).containsExactly(id);
        var content = outlook.fetch(id).orElseThrow().content();
        assertThat(content.exclusions()).containsExactly(START.plusWeeks(2));
        assertThat(content.overrides())
                .containsExactly(override(START.plusWeeks(1), "Other", START.plusWeeks(1)));
    }

    @Test
    void scenario_18_a_cancelled_occurrence_alone_names_its_series() {
        var id = outlook.alex.add("Team", WEEKLY);
        outlook.alex.add("Team", WEEKLY);
        var cursor = outlook.round(Outlook.EVERYTHING).cursor();
        outlook.clock.pass(Duration.ofHours(1));
        cursor = outlook.round(new Resume.Since(cursor)).cursor();
        outlook.alex.remove(id, START.plusWeeks(2));

        assertThat(outlook.round(new Resume.Since(cursor)).touched()).containsExactly(id);
    }

    @Test
    void scenario_19_an_exception_that_touches_its_neighbour_is_refused_by_outlook() {
        var daily = outlook.create("opera2", series("FREQ=DAILY;COUNT=5", timed(START)));
        var wanted =
                except(
                        daily.content(),
                        List.of(),
                        override(START.plusDays(1), "Series", START.plusDays(2).plusHours(3)));

        assertThatThrownBy(() -> outlook.update(daily, wanted))
                .isInstanceOfSatisfying(
                        ProviderFailed.class,
                        failed ->
                                assertThat(failed.failure())
                                        .isEqualTo(
                                                new ProviderFailure.Refused(
                                                        "all is written but what Outlook refuses:"
                                                                + " the occurrence of "
                                                                + START.plusDays(1)
                                                                + ", since an occurrence may not"
                                                                + " touch the day of the one before"
                                                                + " or after it (Microsoft says 400"
                                                                + " erroroccurrencecrossingboundary)")));
    }

    @Test
    void scenario_19_beside_an_exception_that_outlook_refuses_all_others_are_written() {
        var daily = outlook.create("opera3", series("FREQ=DAILY;COUNT=6", timed(START)));
        var possible = override(START.plusDays(3), "Other", START.plusDays(3).plusHours(2));
        var wanted =
                except(
                        daily.content(),
                        List.of(START.plusDays(5)),
                        override(START.plusDays(1), "Series", START.plusDays(2).plusHours(3)),
                        possible);

        assertFailure(() -> outlook.update(daily, wanted), ProviderFailure.Refused.class);

        var written = outlook.fetch(daily.id()).orElseThrow().content();
        assertThat(written.overrides()).containsExactly(possible);
        assertThat(written.exclusions()).containsExactly(START.plusDays(5));
    }

    @Test
    void scenario_20_this_and_following_in_outlook_is_a_cut_series_and_a_new_one() {
        var old = outlook.alex.add("Team", WEEKLY);
        var cursor = outlook.round(Outlook.EVERYTHING).cursor();
        outlook.alex.edit(
                old,
                """
                {"recurrence":{"pattern":{"type":"weekly","interval":1,"daysOfWeek":["monday"]},
                  "range":{"type":"endDate","startDate":"2026-12-07","endDate":"2026-12-21"}}}
                """);
        var tail =
                outlook.alex.add(
                        "Team",
                        WEEKLY.replace("2026-12-07", "2026-12-28").replace("Series", "Tail"));

        assertThat(outlook.round(new Resume.Since(cursor)).touched())
                .containsExactlyInAnyOrder(old, tail);
        assertThat(rule(outlook.fetch(old)))
                .contains("FREQ=WEEKLY;UNTIL=20261221T090000Z;BYDAY=MO");
    }

    @Test
    void scenario_21_a_series_that_began_before_the_window_is_told_by_its_occurrences() {
        var id = outlook.alex.add("Team", WEEKLY.replace("2026-12-07", "2025-12-08"));
        outlook.alex.edit(id, START.plusWeeks(1), "{\"subject\":\"Other\"}");

        assertThat(outlook.round(Outlook.EVERYTHING).touched()).containsExactly(id);
        assertThat(outlook.fetch(id).orElseThrow().content().overrides()).hasSize(1);
    }

    @Test
    void scenario_22_a_new_rule_keeps_the_exceptions_that_it_still_has() {
        var wanted =
                except(
                        series("FREQ=DAILY;COUNT=10", timed(START)),
                        List.of(START.plusDays(4)),
                        override(START.plusDays(2), "Other", START.plusDays(2).plusHours(3)));
        var created = outlook.create("opera3", wanted);

        var updated = outlook.update(created, repeating(wanted, "FREQ=DAILY;COUNT=20"));

        assertThat(rule(Optional.of(updated))).contains("FREQ=DAILY;COUNT=20");
        assertThat(updated.content().exclusions()).isEqualTo(wanted.exclusions());
        assertThat(updated.content().overrides()).isEqualTo(wanted.overrides());
    }

    @Test
    void scenario_22_exceptions_that_a_mere_title_took_away_are_put_back() {
        outlook.alex.wipeExceptionsAlways();
        var wanted =
                except(
                        series("FREQ=DAILY;COUNT=10", timed(START)),
                        List.of(),
                        override(START.plusDays(2), "Other", START.plusDays(2).plusHours(3)));
        var created = outlook.create("opera4", wanted);

        var updated = outlook.update(created, with(wanted, new Change.Title("New")));

        assertThat(updated.content().details().title()).isEqualTo("New");
        assertThat(updated.content().overrides()).isEqualTo(wanted.overrides());
    }

    @Test
    void a_cancelled_occurrence_comes_back_and_the_series_stays_as_it_was() {
        for (var rule : List.of("FREQ=DAILY;COUNT=9", "FREQ=DAILY", "FREQ=DAILY;UNTIL=20261220")) {
            var wanted =
                    except(
                            series(rule, timed(START)),
                            List.of(START.plusDays(4), START.plusDays(5)),
                            override(START.plusDays(2), "Other", START.plusDays(2).plusHours(3)));
            var created = outlook.create("operb" + rule.length(), wanted);

            var updated =
                    outlook.update(
                            created,
                            except(
                                    created.content(),
                                    List.of(START.plusDays(4)),
                                    created.content().overrides().getFirst()));

            assertThat(updated.content().exclusions()).containsExactly(START.plusDays(4));
            assertThat(updated.content().overrides()).isEqualTo(wanted.overrides());
            assertThat(updated.content().recurrence()).isEqualTo(created.content().recurrence());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FREQ=HOURLY;COUNT=3",
                "FREQ=MONTHLY;BYMONTHDAY=7,15",
                "FREQ=MONTHLY;BYMONTHDAY=-2",
                "FREQ=YEARLY;BYYEARDAY=341",
                "FREQ=MONTHLY;BYDAY=MO",
                "FREQ=YEARLY;BYDAY=20MO",
                "FREQ=WEEKLY;BYDAY=TU",
                "FREQ=DAILY;BYHOUR=10,14",
                "FREQ=MONTHLY;BYMONTH=12"
            })
    void scenario_23_a_rule_that_outlook_does_not_know_is_refused_before_anything_is_sent(
            String rule) {
        var before = outlook.calendar();
        var requests = outlook.simulator.requests().size();

        assertFailure(
                () ->
                        outlook.provider()
                                .create(
                                        outlook.account,
                                        before,
                                        new almanac.sync.provider.Draft(
                                                "opera5", series(rule, timed(START)))),
                ProviderFailure.Unsupported.class);

        assertThat(outlook.simulator.requests()).hasSize(requests);
    }

    @Test
    void scenario_23_dates_beside_the_rule_are_refused() {
        var plain = series("FREQ=DAILY;COUNT=2", timed(START));
        var dates =
                new ImportedEntry(
                        "u",
                        plain.details(),
                        plain.span(),
                        Optional.of(
                                new Recurrence(
                                        Optional.of(Rule.parse("FREQ=DAILY;COUNT=2")),
                                        List.of(START.plusDays(9)))),
                        List.of(),
                        List.of());

        assertFailure(() -> outlook.create("opera6", dates), ProviderFailure.Unsupported.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=MO,WE | FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=MO,WE",
                "FREQ=DAILY;COUNT=4 | FREQ=DAILY;COUNT=4",
                "FREQ=MONTHLY;BYMONTHDAY=7 | FREQ=MONTHLY;BYMONTHDAY=7",
                "FREQ=MONTHLY | FREQ=MONTHLY;BYMONTHDAY=7",
                "FREQ=MONTHLY;BYDAY=1MO | FREQ=MONTHLY;BYDAY=1MO",
                "FREQ=YEARLY | FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=7",
                "FREQ=YEARLY;BYMONTH=12;BYDAY=1MO | FREQ=YEARLY;BYMONTH=12;BYDAY=1MO"
            })
    void a_rule_that_outlook_knows_goes_there_and_comes_back(String wanted, String read) {
        var created = outlook.create("opera7", series(wanted, timed(START)));

        assertThat(rule(Optional.of(created))).contains(read);
    }

    @Test
    void the_last_day_of_each_month_is_what_outlook_calls_the_31st() {
        var last = LocalDateTime.of(2026, 12, 31, 10, 0);

        var created = outlook.create("opera8", series("FREQ=MONTHLY;BYMONTHDAY=-1", timed(last)));

        assertThat(rule(Optional.of(created))).contains("FREQ=MONTHLY;BYMONTHDAY=-1");
        assertFailure(
                () -> outlook.create("opera9", series("FREQ=MONTHLY", timed(last))),
                ProviderFailure.Unsupported.class);
    }

    @Test
    void a_single_event_becomes_a_series_and_a_single_event_again() {
        var created = outlook.create("operc1", Entries.single("One"));

        var series = outlook.update(created, repeating(created.content(), "FREQ=DAILY;COUNT=3"));
        assertThat(rule(Optional.of(series))).contains("FREQ=DAILY;COUNT=3");

        var single = outlook.update(series, Entries.single("One"));
        assertThat(single.content().recurrence()).isEmpty();
    }

    @Test
    void scenario_24_whole_days_keep_their_days_whatever_the_zone() {
        var day = new Span.AllDay(LocalDate.of(2026, 12, 8), LocalDate.of(2026, 12, 9));
        var id =
                outlook.alex.add(
                        "Team",
                        """
                        {"subject":"Day","isAllDay":true,
                         "start":{"dateTime":"2026-12-08T00:00:00","timeZone":"Tokyo Standard Time"},
                         "end":{"dateTime":"2026-12-09T00:00:00","timeZone":"Tokyo Standard Time"}}
                        """);

        assertThat(outlook.fetch(id).orElseThrow().content().span()).isEqualTo(day);
        assertThat(
                        outlook.create(
                                        "operc2",
                                        except(
                                                series("FREQ=DAILY;COUNT=3", day),
                                                List.of(LocalDate.of(2026, 12, 9).atStartOfDay())))
                                .content()
                                .exclusions())
                .containsExactly(LocalDate.of(2026, 12, 9).atStartOfDay());
    }

    @Test
    void scenario_25_a_series_keeps_its_wall_clock_over_the_change_of_clocks() {
        var summer = LocalDateTime.of(2026, 10, 19, 9, 0);
        var winter = summer.plusWeeks(2);
        var wanted =
                except(
                        series("FREQ=WEEKLY;COUNT=6;BYDAY=MO", timed(summer)),
                        List.of(),
                        override(winter, "Winter", winter.plusHours(1)));

        var created = outlook.create("operc3", wanted);

        assertThat(created.content().span()).isEqualTo(timed(summer));
        assertThat(created.content().overrides()).isEqualTo(wanted.overrides());
    }

    @Test
    void scenario_26_another_name_for_the_same_time_is_no_edit() {
        var brussels = timed(START, ZoneId.of("Europe/Brussels"));
        var created = outlook.create("operc4", Entries.single("Zoned", brussels));
        var requests = outlook.simulator.requests();

        assertThat(((Span.Timed) created.content().span()).zone())
                .matches(zone -> almanac.time.WindowsZones.alike(zone, PARIS));
        var same = outlook.update(created, at(created.content(), brussels));

        assertThat(same).isEqualTo(created);
        assertThat(outlook.simulator.requests().stream().filter(r -> r.startsWith("PATCH")))
                .hasSameSizeAs(requests.stream().filter(r -> r.startsWith("PATCH")).toList());
    }

    @Test
    void scenario_26_a_custom_zone_keeps_a_single_event_and_makes_a_series_unreadable() {
        var custom = "tzone://Microsoft/Custom";
        var id =
                outlook.alex.add(
                        "Team",
                        """
                        {"subject":"Odd","start":{"dateTime":"2026-12-08T10:00:00","timeZone":"%1$s"},
                         "end":{"dateTime":"2026-12-08T11:00:00","timeZone":"%1$s"}}
                        """
                                .formatted(custom));
        var series = outlook.alex.add("Team", WEEKLY.replace("Romance Standard Time", custom));

        assertThat(outlook.fetch(id).orElseThrow().content().span().startsAt(PARIS))
                .isEqualTo("2026-12-08T09:00:00Z");
        assertFailure(() -> outlook.fetch(series), ProviderFailure.Refused.class);
    }

    private static Optional<String> rule(Optional<RemoteObject> object) {
        return object.flatMap(each -> each.content().recurrence())
                .flatMap(Recurrence::rule)
                .map(Rule::text);
    }
}
