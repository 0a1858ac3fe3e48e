package almanac.entry;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.time.Span;
import almanac.time.Window;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * Random histories of one series against an explicit list of occurrences. {@code -Drandom.times=10}
 * tries more of them.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SeriesHistoryTest {

    private static final int HISTORIES = 60 * Integer.getInteger("random.times", 1);

    /** Compared up to here: behind it the naive list of an endless series is cut. */
    private static final long COMPARED = 300;

    private static final ToLongFunction<Occurrence> SLOT = o -> o.key().orElseThrow().slot();

    /** What both say of one occurrence; where an occurrence outside of the rule was is nowhere. */
    private record Seen(
            Span span, String title, Object location, boolean exception, Object original) {}

    private static TreeMap<Long, Seen> listed(NaiveSeries naive) {
        var seen = new TreeMap<Long, Seen>();
        for (var key : naive.standing()) {
            var item = naive.at(key);
            if (key <= COMPARED) {
                seen.put(
                        key,
                        new Seen(
                                item.span(),
                                item.ownTitle.orElse(item.title),
                                item.ownLocation.orElse(item.location),
                                item.exception(),
                                item.outside ? "outside" : item.originalStart()));
            }
        }
        return seen;
    }

    private static TreeMap<Long, Seen> seen(NaiveSeries naive, List<Occurrence> occurrences) {
        return occurrences.stream()
                .filter(o -> SLOT.applyAsLong(o) <= COMPARED)
                .collect(
                        Collectors.toMap(
                                SLOT::applyAsLong,
                                o -> seen(naive, o),
                                (a, b) -> {
                                    throw new AssertionError("twice: " + a + " and " + b);
                                },
                                TreeMap::new));
    }

    private static Seen seen(NaiveSeries naive, Occurrence o) {
        var item = naive.items.get(SLOT.applyAsLong(o));
        return new Seen(
                o.span(),
                o.details().title(),
                o.details().location(),
                o.exception(),
                item != null && item.outside ? "outside" : o.originalStart());
    }

    @Test
    void every_history_leaves_what_a_list_of_occurrences_would() {
        for (var seed = 1L; seed <= HISTORIES; seed++) {
            var edits = new RandomEdits(seed);
            for (var step = 0; step < 12 && edits.edit(); step++) {
                compare(edits);
            }
        }
    }

    private static void compare(RandomEdits edits) {
        var series = edits.series();
        var expected = listed(edits.naive);
        var all =
                Window.ofDays(
                        LocalDate.of(2024, 1, 1), LocalDate.of(2029, 1, 1), RandomEdits.BERLIN);

        assertThat(seen(edits.naive, series.within(all, 100_000)))
                .as(edits::story)
                .isEqualTo(expected);
        for (var key = -5L; key <= COMPARED; key++) {
            var slot = key;
            var found = series.occurrence(new OccurrenceKey(key));
            assertThat(found.map(o -> seen(edits.naive, o)))
                    .as(() -> "key " + slot + " of " + edits.story())
                    .isEqualTo(java.util.Optional.ofNullable(expected.get(key)));
        }
    }

    @Test
    void every_window_holds_what_touches_it_and_the_extent_holds_everything() {
        var zones = List.of("Europe/Berlin", "America/New_York", "Pacific/Kiritimati", "UTC");
        for (var seed = 1L; seed <= HISTORIES; seed++) {
            var random = new SplittableRandom(seed);
            var edits = new RandomEdits(seed);
            for (var step = 0; step < 8 && edits.edit(); step++) {}
            for (var round = 0; round < 12; round++) {
                var zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
                var from = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(600)).atStartOfDay();
                var window =
                        new Window(
                                from.plusHours(random.nextInt(24)).atZone(zone).toInstant(),
                                from.plusHours(25 + random.nextInt(800)).atZone(zone).toInstant(),
                                zone);
                check(edits, window);
            }
        }
    }

    private static void check(RandomEdits edits, Window window) {
        var series = edits.series();
        var expected =
                listed(edits.naive).entrySet().stream()
                        .filter(e -> e.getValue().span().touches(window))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

        assertThat(seen(edits.naive, series.within(window, 100_000)))
                .as(() -> window + " of " + edits.story())
                .isEqualTo(expected);
        var extent = series.extent();
        assertThat(expected.values())
                .as(() -> "extent " + extent + " of " + edits.story())
                .allMatch(each -> !each.span().startsAt(window.zone()).isBefore(extent.from()))
                .allMatch(each -> !each.span().endsAt(window.zone()).isAfter(extent.to()));
    }

    @Test
    void the_head_is_in_order_and_a_stored_state_answers_the_same() throws JsonProcessingException {
        var json = new ObjectMapper().registerModules(new Jdk8Module(), new JavaTimeModule());
        for (var seed = 1L; seed <= HISTORIES; seed++) {
            var edits = new RandomEdits(seed);
            for (var step = 0; step < 8 && edits.edit(); step++) {}
            var series = edits.series();

            var head = series.head(7);
            assertThat(head.stream().map(Occurrence::originalStart).toList())
                    .as(edits::story)
                    .isSorted()
                    .hasSize(Math.min(7, edits.naive.standing().size()));
            assertThat(head.stream().map(SLOT::applyAsLong))
                    .as(edits::story)
                    .containsExactlyInAnyOrderElementsOf(
                            edits.naive.standing().stream().limit(7).toList());
            var text = json.writerFor(EntryState.Live.class).writeValueAsString(series);
            assertThat(json.readValue(text, EntryState.Live.class))
                    .as(edits::story)
                    .isEqualTo(series);
        }
    }
}
