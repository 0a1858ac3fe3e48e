package almanac.command.entry;

import static almanac.command.entry.EntryFixture.ANA;
import static almanac.command.entry.EntryFixture.FAMILY;
import static almanac.command.entry.EntryFixture.ID;
import static almanac.command.entry.EntryFixture.soccer;
import static almanac.command.entry.EntryFixture.span;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.EntryCommand.MergeEntry;
import almanac.entry.EntryFact;
import almanac.entry.EntryFact.EntryCreated;
import almanac.entry.EntryPart;
import almanac.entry.EntryState;
import almanac.entry.ImportedEntry;
import almanac.entry.Numbering;
import almanac.entry.OccurrenceKey;
import almanac.entry.Recurrence;
import almanac.entry.Series;
import almanac.recurrence.Rule;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * The days that keys stand for, after somebody at a provider changed one part of a split series.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PartKeysTest {

    private static final OccurrenceKey FIRST = OccurrenceKey.FIRST;

    /** 1 to 8 April at 17:00, as keys 0 to 7, split at the third. */
    private static Series daily() {
        return split(soccer("FREQ=DAILY;COUNT=8"), 2);
    }

    private static Series split(EntryCreated created, long... keys) {
        var state = EntryState.initial().evolve(created);
        for (var key : keys) {
            state =
                    state.evolve(
                            new EntryFact.FollowingUpdated(
                                    ID,
                                    new OccurrenceKey(key),
                                    List.of(new Change.Title("From " + key))));
        }
        return (Series) state;
    }

    private static Series merged(
            Series series, OccurrenceKey part, String start, Recurrence recurrence) {
        var now = part(series, part);
        var content =
                new ImportedEntry(
                        now.uid(),
                        now.details(),
                        span(start, 90),
                        Optional.of(recurrence),
                        List.of(),
                        List.of());
        EntryState after = series;
        for (var fact :
                Merging.merge(
                        series,
                        new MergeEntry(ID, FAMILY, ANA, part, content, OptionalLong.empty()))) {
            after = after.evolve(fact);
        }
        return (Series) after;
    }

    private static Series merged(Series series, OccurrenceKey part, String start, String rule) {
        return merged(series, part, start, Recurrence.of(Rule.parse(rule)));
    }

    private static ImportedEntry part(Series series, OccurrenceKey from) {
        return EntryPart.of(series).stream()
                .filter(part -> part.from().equals(from))
                .map(EntryPart::content)
                .findFirst()
                .orElseThrow();
    }

    /** Day of April by key. */
    private static Map<Long, Integer> days(Series series) {
        var days = new LinkedHashMap<Long, Integer>();
        series.head(20)
                .forEach(each ->
                        days.put(
                                each.key().orElseThrow().slot(),
                                each.originalStart().getDayOfMonth()));
        return days;
    }

    @Test
    void a_first_part_made_longer_ends_where_the_next_one_begins() {
        var before = daily();
        var after = merged(before, FIRST, "2026-04-01T17:00", "FREQ=DAILY;UNTIL=20260405T215959Z");
        assertThat(days(after)).isEqualTo(days(before));
        assertThat(part(after, FIRST)).isEqualTo(part(before, FIRST));
        assertThat(days(merged(before, FIRST, "2026-04-01T19:00", "FREQ=DAILY")))
                .isEqualTo(days(before));
    }

    @Test
    void a_part_in_the_middle_made_longer_ends_there_too() {
        var before = split(soccer("FREQ=DAILY;COUNT=8"), 2, 5);
        var middle = new OccurrenceKey(2);
        var shorter = merged(before, middle, "2026-04-04T17:00", "FREQ=DAILY;COUNT=2");
        assertThat(days(shorter)).containsEntry(3L, 4).doesNotContainKey(2L);
        assertThat(days(merged(shorter, middle, "2026-04-04T17:00", "FREQ=DAILY;COUNT=3")))
                .isEqualTo(days(shorter));
    }

    @Test
    void a_first_part_begun_later_and_made_longer_keeps_the_keys_of_its_days() {
        var after = merged(daily(), FIRST, "2026-04-02T17:00", "FREQ=DAILY;COUNT=2");
        assertThat(days(after).entrySet())
                .startsWith(Map.entry(1L, 2), Map.entry(2L, 3))
                .hasSize(7);
    }

    @Test
    void a_later_part_begun_earlier_keeps_the_keys_of_its_days() {
        var before = daily();
        var later = new OccurrenceKey(2);
        assertThat(days(merged(before, later, "2026-04-02T17:00", "FREQ=DAILY;COUNT=7")))
                .isEqualTo(days(before));
    }

    @Test
    void a_series_whose_first_day_is_none_of_its_rule_keeps_the_keys_of_the_others() {
        var before = split(soccer("FREQ=WEEKLY;BYDAY=MO,FR"));
        var after = merged(before, FIRST, "2026-04-08T17:00", "FREQ=WEEKLY;BYDAY=MO,FR");
        assertThat(days(before)).containsEntry(9L, 10).containsEntry(12L, 13);
        assertThat(days(after).entrySet())
                .startsWith(Map.entry(7L, 8), Map.entry(9L, 10), Map.entry(12L, 13));
    }

    @Test
    void a_rule_with_more_days_leaves_the_standing_ones_their_keys() {
        var before = split(soccer("FREQ=WEEKLY;BYDAY=WE"), 14);
        var after = merged(before, FIRST, "2026-04-01T17:00", "FREQ=WEEKLY;BYDAY=WE,FR;COUNT=6");
        assertThat(days(after).entrySet())
                .startsWith(
                        Map.entry(0L, 1),
                        Map.entry(2L, 3),
                        Map.entry(7L, 8),
                        Map.entry(9L, 10),
                        Map.entry(14L, 15),
                        Map.entry(21L, 22));
    }

    @Test
    void
            a_part_that_goes_on_to_other_days_keeps_its_keys_in_order_and_ends_where_the_next_begins() {
        var before = split(soccer("FREQ=WEEKLY;BYDAY=WE"), 14);
        var after = merged(before, FIRST, "2026-04-02T17:00", "FREQ=WEEKLY;BYDAY=TH;COUNT=3");
        assertThat(days(after).entrySet())
                .startsWith(
                        Map.entry(0L, 2), Map.entry(7L, 9), Map.entry(14L, 15), Map.entry(21L, 22));
    }

    @Test
    void a_part_that_keeps_none_of_its_days_takes_place_as_a_whole() {
        var before = split(soccer("FREQ=WEEKLY;BYDAY=WE"), 14);
        var later = new OccurrenceKey(14);
        var after = merged(before, later, "2026-04-14T17:00", "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=4");
        assertThat(days(after).entrySet())
                .containsExactly(
                        Map.entry(0L, 1),
                        Map.entry(7L, 8),
                        Map.entry(14L, 14),
                        Map.entry(16L, 16),
                        Map.entry(21L, 21),
                        Map.entry(23L, 23));
    }

    @Test
    void a_part_dragged_behind_the_next_one_takes_place_as_a_whole() {
        var after = merged(daily(), FIRST, "2026-04-20T17:00", "FREQ=DAILY;COUNT=2");
        assertThat(days(after)).containsEntry(0L, 20).containsEntry(1L, 21).containsEntry(2L, 3);
    }

    @Test
    void times_of_day_have_keys_of_their_own_that_stay() {
        var start = span("2026-04-01T08:00", 30);
        var created =
                new EntryCreated(
                        ID,
                        FAMILY,
                        "pills",
                        ANA,
                        Details.titled("Pills"),
                        start,
                        Optional.of(Recurrence.of(Rule.parse("FREQ=HOURLY;INTERVAL=6"))),
                        Optional.of(new Numbering(start.localStart(), 6 * 3_600)));
        var before = split(created, 4);
        var after = merged(before, FIRST, "2026-04-01T08:00", "FREQ=HOURLY;INTERVAL=6;COUNT=6");
        assertThat(starts(after)).isEqualTo(starts(before));
    }

    private static Map<OccurrenceKey, LocalDateTime> starts(Series series) {
        var starts = new LinkedHashMap<OccurrenceKey, LocalDateTime>();
        series.head(10).forEach(each -> starts.put(each.key().orElseThrow(), each.originalStart()));
        return starts;
    }
}
