package almanac.query;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.entry.Change;
import almanac.entry.EntryFact;
import almanac.entry.EntryKind;
import almanac.entry.EntryPage;
import almanac.entry.EntryQuery;
import almanac.entry.EntryState;
import almanac.entry.EntryView;
import almanac.entry.ListFilter;
import almanac.entry.Occurrence;
import almanac.entry.Series;
import almanac.entry.SingleEntry;
import almanac.entry.Status;
import almanac.time.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists against a simple model of the same facts, however these come. */
class ListingTest {

    private static final int CALENDARS = 5;

    /** A history, and what it adds up to. */
    private static final class Past {
        private final World world = new World();
        private final Map<Long, EntryState> states = new TreeMap<>();
        private final RandomHistory dice;
        private final Random random;

        Past(long seed) {
            dice = new RandomHistory(seed, CALENDARS);
            random = new Random(seed);
            for (var fact : dice.facts(400, 60)) {
                add(fact);
                if (random.nextBoolean()) {
                    said().ifPresent(this::add);
                }
            }
        }

        private void add(Object fact) {
            world.message(fact);
            if (fact instanceof EntryFact entry) {
                states.put(entry.entry().value(), evolved(entry));
            }
        }

        private EntryState evolved(EntryFact fact) {
            return states.getOrDefault(fact.entry().value(), EntryState.initial()).evolve(fact);
        }

        /** Somebody says what an entry is for, or calls it off. */
        private Optional<Object> said() {
            var live =
                    states.values().stream()
                            .filter(EntryState.Live.class::isInstance)
                            .map(EntryState.Live.class::cast)
                            .toList();
            if (live.isEmpty()) {
                return Optional.empty();
            }
            var entry = live.get(random.nextInt(live.size()));
            return Optional.of(new EntryFact.EntryUpdated(entry.entry(), List.of(change())));
        }

        private Change change() {
            return switch (random.nextInt(4)) {
                case 0 -> new Change.Kind(Optional.of(kind()));
                case 1 -> new Change.Course(Optional.of(course()));
                case 2 -> new Change.Course(Optional.empty());
                default -> new Change.StatusTo(Status.values()[random.nextInt(3)]);
            };
        }

        private EntryKind kind() {
            return EntryKind.values()[random.nextInt(EntryKind.values().length)];
        }

        private String course() {
            return "course_" + random.nextInt(3);
        }

        /** Shows the history in batches cut at random, some again, some half lost in a crash. */
        void feedWithAccidents() {
            var seen = 0;
            var history = world.history();
            while (seen < history.size()) {
                var end = Math.min(history.size(), seen + 1 + random.nextInt(60));
                var before = world.documents().getOrDefault("entries_v2", List.of());
                world.feed(history.subList(seen, end), 1 + random.nextInt(60));
                if (random.nextInt(3) == 0) {
                    world.crashBeforeWriting("entries_v2", some(before));
                    world.feed(history.subList(seen, end), 1 + random.nextInt(60));
                } else if (random.nextInt(3) == 0) {
                    world.feed(history.subList(random.nextInt(end), end), 7);
                }
                seen = end;
            }
        }

        private Map<Long, Optional<Document>> some(List<Document> before) {
            var old = new HashMap<Long, Optional<Document>>();
            for (var id : states.keySet()) {
                if (random.nextBoolean()) {
                    old.put(
                            id,
                            before.stream().filter(it -> it.getLong("_id").equals(id)).findFirst());
                }
            }
            return old;
        }

        private Stream<Line> all(long owner, Window window) {
            return states.values().stream()
                    .filter(EntryState.Live.class::isInstance)
                    .map(EntryState.Live.class::cast)
                    .filter(live -> 1 + live.calendar().value() % 3 == owner)
                    .flatMap(live ->
                            switch (live) {
                                case SingleEntry single -> Stream.of(single.self());
                                case Series series -> series.within(window, 100_000).stream();
                            })
                    .filter(each -> each.details().status() != Status.CANCELLED)
                    .map(each -> new Line(each, window.zone()));
        }
    }

    private record Line(Occurrence occurrence, ZoneId zone) {
        Instant start() {
            return occurrence.span().startsAt(zone);
        }

        boolean passes(ListFilter filter) {
            var end = occurrence.span().endsAt(zone);
            var details = occurrence.details();
            return !filter.from().map(start()::isBefore).orElse(false)
                    && !filter.to().map(end::isAfter).orElse(false)
                    && filter.kind()
                            .map(details.kind().orElse(EntryKind.MEETING)::equals)
                            .orElse(true)
                    && filter.course()
                            .map(course -> details.course().filter(course::equals).isPresent())
                            .orElse(true);
        }
    }

    private static void compare(Past past, long seed) {
        for (var question = 0; question < 15; question++) {
            var owner = 1 + past.random.nextInt(3);
            var zone = past.dice.zone();
            var from = LocalDate.of(2025, 3, 1).plusDays(past.random.nextInt(300));
            var window = Window.ofDays(from, from.plusDays(past.random.nextInt(400)), zone);
            var filter = filter(past, window);
            var expected =
                    past.all(owner, window)
                            .filter(line -> line.passes(filter))
                            .sorted(
                                    Comparator.comparing(Line::start)
                                            .thenComparing(
                                                    line -> line.occurrence().number().value()))
                            .map(line -> line.occurrence().number())
                            .toList();
            var limit = 1 + expected.size() / (1 + past.random.nextInt(8));
            var listed = new ArrayList<EntryView>();
            for (var offset = 0L; offset <= expected.size(); offset += limit) {
                var page =
                        past.world.ask(
                                new EntryQuery.Listing(
                                        World.user(owner), filter, window, offset, limit),
                                EntryPage.class);
                assertThat(page.total())
                        .as("seed %d, total of %s for %d", seed, filter, owner)
                        .isEqualTo(expected.size());
                listed.addAll(page.entries());
            }
            assertThat(listed.stream().map(EntryView::number).toList())
                    .as("seed %d, %s for %d", seed, filter, owner)
                    .isEqualTo(expected);
        }
    }

    private static ListFilter filter(Past past, Window window) {
        var random = past.random;
        return new ListFilter(
                random.nextInt(3) == 0 ? Optional.of(window.from()) : Optional.empty(),
                random.nextInt(3) == 0
                        ? Optional.of(window.to().minusMillis(random.nextInt(2)))
                        : Optional.empty(),
                random.nextBoolean() ? Optional.of(past.kind()) : Optional.empty(),
                random.nextInt(3) == 0 ? Optional.of(past.course()) : Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(longs = {101, 102})
    void pages_put_together_are_the_whole_list_in_order(long seed) {
        var past = new Past(seed);
        past.world.feed(past.world.history(), 200);
        compare(past, seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {201, 202, 203})
    void batches_replays_crashes_and_a_reset_change_no_tally(long seed) {
        var past = new Past(seed);
        past.feedWithAccidents();
        compare(past, seed);
        var tallies = past.world.tallies();

        past.world.reset();
        assertThat(past.world.tallies()).isEmpty();
        past.world.feed(past.world.history(), 1 + past.random.nextInt(300));

        assertThat(past.world.tallies()).as("seed %d", seed).isEqualTo(tallies);
        compare(past, seed);
    }

    @Test
    void a_listing_knows_nothing_of_calendars_that_are_only_shared() {
        var world =
                new World()
                        .happen(
                                World.registered(1, "anna"),
                                World.registered(2, "ben"),
                                World.opened(1, 1, "home"),
                                World.shared(1, 2, almanac.calendar.Permission.ADMIN),
                                World.single(
                                        1,
                                        1,
                                        "t",
                                        new almanac.time.Span.AllDay(
                                                LocalDate.of(2026, 1, 1),
                                                LocalDate.of(2026, 1, 2))));

        assertThat(world.ask(everything(1), EntryPage.class).total()).isEqualTo(1);
        assertThat(world.ask(everything(2), EntryPage.class))
                .isEqualTo(new EntryPage(List.of(), 0));
    }

    private static EntryQuery everything(long owner) {
        return new EntryQuery.Listing(
                World.user(owner),
                new ListFilter(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                Window.ofDays(
                        LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31), ZoneId.of("UTC")),
                0,
                50);
    }
}
