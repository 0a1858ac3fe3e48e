package almanac.query;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.calendar.CalendarId;
import almanac.entry.EntryExport;
import almanac.entry.EntryQuery;
import almanac.entry.EntryState;
import almanac.entry.EntryView;
import almanac.feed.FeedId;
import almanac.feed.FeedQuery;
import almanac.feed.FeedRecord;
import almanac.feed.FeedTerms;
import almanac.feed.FeedTerms.Mode;
import almanac.time.Window;
import almanac.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PrimitiveIterator;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whoever keeps a copy ends with what is there: begun at any time, with any window and page size,
 * read while facts are written, while read models are ahead of their tokens, replayed and made
 * anew.
 */
@Tag("busy")
class FeedConvergenceTest {

    private static final int HISTORIES = Integer.getInteger("almanac.feed.histories", 1_000);
    private static final long FIRST_SEED = Long.getLong("almanac.feed.seed", 20_261_128L);
    private static final int ABREAST = Runtime.getRuntime().availableProcessors();
    private static final int CALENDARS = 3;
    private static final int ENTRIES = 6;
    private static final int FACTS = 45;

    @Test
    void a_copy_ends_equal_to_the_calendar_for_every_random_history() throws Exception {
        var seeds = LongStream.range(FIRST_SEED, FIRST_SEED + HISTORIES).iterator();
        var players = new ArrayList<Future<Integer>>();
        try (var threads = Executors.newFixedThreadPool(ABREAST)) {
            for (var player = 0; player < ABREAST; player++) {
                players.add(threads.submit(() -> playAll(seeds)));
            }
        }
        var played = 0;
        for (var player : players) {
            played += player.get();
        }
        assertThat(played).as("histories").isEqualTo(HISTORIES);
    }

    /** Plays what is left, in a world of its own; answers how many histories that were. */
    private static int playAll(PrimitiveIterator.OfLong seeds) {
        var world = new World();
        var played = 0;
        for (var seed = next(seeds); seed.isPresent(); seed = next(seeds)) {
            world.forget();
            new Run(world, seed.getAsLong()).play();
            played++;
        }
        return played;
    }

    private static OptionalLong next(PrimitiveIterator.OfLong seeds) {
        synchronized (seeds) {
            return seeds.hasNext() ? OptionalLong.of(seeds.nextLong()) : OptionalLong.empty();
        }
    }

    /** One history and one client. */
    private static final class Run {

        private final World world;
        private final long seed;
        private final Random random;
        private final List<Object> facts;
        private final CalendarId calendar;
        private final UserId viewer;
        private int written;
        private int entries;
        private int feed;
        private Instant now = Instant.parse("2026-01-01T00:00:10Z");
        private Optional<Copy> copy = Optional.empty();

        Run(World world, long seed) {
            this.world = world;
            this.seed = seed;
            this.random = new Random(seed);
            this.facts = new RandomHistory(seed, CALENDARS).facts(FACTS, ENTRIES);
            var number = 1 + random.nextInt(CALENDARS);
            this.calendar = World.calendar(number);
            this.viewer = World.user(1 + number % 3);
        }

        void play() {
            write(3 + CALENDARS + 3);
            world.feed(world.history(), 50);
            entries = written;
            feed = written;
            var begin = random.nextInt(40);
            for (var step = 0; written < facts.size(); step++) {
                if (step == begin) {
                    begin();
                }
                step();
            }
            if (copy.isEmpty()) {
                begin();
            }
            catchUp();
            var client = copy.orElseThrow().catchUp(reached(), now, 1 + random.nextInt(20));
            assertThat(client.held())
                    .as("seed %d, %s", seed, client.terms())
                    .isEqualTo(expected(client.terms()));
        }

        private void step() {
            switch (random.nextInt(24)) {
                case 0, 1, 2, 3, 4, 5 -> write(1 + random.nextInt(4));
                case 6, 7, 8, 9 -> entries = show("entries", entries, 1 + random.nextInt(8));
                case 10, 11, 12, 13 -> feed = show("feed", feed, 1 + random.nextInt(8));
                case 14, 15 -> crashed();
                case 16 -> rebuilt();
                case 17, 18 -> now = now.plus(Duration.ofMinutes(random.nextInt(100)));
                default -> ask();
            }
        }

        private void write(int count) {
            for (var i = 0; i < count && written < facts.size(); i++) {
                world.message(facts.get(written++));
            }
        }

        /** Shows the next facts to a read model, and moves its token behind them. */
        private int show(String model, int from, int count) {
            var to = Math.min(written, from + count);
            if (from < to) {
                feedOnly(model, from, to, 1 + random.nextInt(10));
            }
            return to;
        }

        private void feedOnly(String model, int from, int to, int batch) {
            List<DomainEventMessage<?>> messages = world.history().subList(from, to);
            for (var start = 0; start < messages.size(); start += batch) {
                world.feedOnly(
                        model, messages.subList(start, Math.min(messages.size(), start + batch)));
            }
        }

        /** Facts were handled, but the token was not stored: they will come again. */
        private void crashed() {
            var model = random.nextBoolean() ? "entries" : "feed";
            show(model, model.equals("feed") ? feed : entries, 1 + random.nextInt(8));
        }

        /** Made anew beside the old one, which answers meanwhile; then in its place. */
        private void rebuilt() {
            var model = random.nextBoolean() ? "entries" : "feed";
            world.resetOnly(model);
            feedOnly(model, 0, model.equals("feed") ? feed : entries, 1 + random.nextInt(40));
        }

        private void catchUp() {
            entries = show("entries", entries, written);
            feed = show("feed", feed, written);
            // what the end of the window passed is told with the next whole hour
            now = now.plus(Duration.ofMinutes(61));
        }

        private long reached() {
            return Math.min(entries, feed) - 1L;
        }

        private void begin() {
            var random = new RandomHistory(seed + 1, CALENDARS);
            var from = random.day();
            var window = Window.ofDays(from, from.plusDays(random.below(400)), random.zone());
            copy =
                    Optional.of(
                            new Copy(
                                    world,
                                    calendar,
                                    viewer,
                                    new FeedTerms(
                                            window,
                                            Mode.values()[random.below(2)],
                                            random.below(2) == 0,
                                            now,
                                            reached())));
        }

        private void ask() {
            copy.ifPresent(client -> {
                var limit = 1 + random.nextInt(5);
                if (random.nextBoolean()) {
                    client.updated(reached(), now, limit);
                } else {
                    client.removed(reached(), now, limit);
                }
            });
        }

        private Map<FeedId, FeedRecord> expected(FeedTerms terms) {
            var window = terms.after(terms.hoursAt(now));
            return switch (terms.mode()) {
                case EXPANDED -> expanded(window);
                case MASTERS -> masters(window);
            };
        }

        private Map<FeedId, FeedRecord> expanded(Window window) {
            var all = new HashMap<FeedId, FeedRecord>();
            world.askMany(new EntryQuery.AgendaOf(calendar, window, viewer), EntryView.class)
                    .forEach(view -> all.put(FeedId.of(view.number()), record(view)));
            return all;
        }

        private FeedRecord record(EntryView view) {
            return new FeedRecord(
                    FeedId.of(view.number()),
                    FeedId.master(view.number().entry(), view.part()),
                    view.uid(),
                    view.details(),
                    view.span(),
                    view.recurrence(),
                    List.of(),
                    view.planned(),
                    view.exception(),
                    view.createdAt(),
                    view.updatedAt(),
                    view.revision());
        }

        private Map<FeedId, FeedRecord> masters(Window window) {
            var all = new HashMap<FeedId, FeedRecord>();
            world
                    .askMany(
                            new EntryQuery.ExportPage(calendar, 0, 1_000, viewer),
                            EntryExport.class)
                    .stream()
                    .filter(entry ->
                            entry.state() instanceof EntryState.Live live
                                    && !live.within(window, 0).isEmpty())
                    .flatMap(entry ->
                            world
                                    .askMany(
                                            new FeedQuery.Whole(calendar, entry.id(), viewer),
                                            FeedRecord.class)
                                    .stream())
                    .forEach(record -> all.put(record.id(), record));
            return all;
        }
    }
}
