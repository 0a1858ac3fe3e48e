package almanac.benchmarks;

import almanac.calendar.CalendarId;
import almanac.embedded.EmbeddedMongo;
import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.EntryFact;
import almanac.entry.EntryId;
import almanac.message.Actor;
import almanac.message.FactNames;
import almanac.store.FactSerializer;
import almanac.store.SequencedEngine;
import almanac.store.StoreIndexes;
import almanac.time.End;
import almanac.time.Span;
import almanac.user.UserId;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.bson.Document;

/** Facts of many entries in a store whose server does not run, each in a commit of its own. */
final class Seed {

    /** A creation, and later three edits. */
    static final int FACTS_EACH = 4;

    private static final int WRITERS = 16;

    /** Far above what the server hands out meanwhile. */
    private static final long FIRST = 1_000_000;

    private static final LocalDate DAY = LocalDate.of(2006, 1, 1);

    private final SequencedEngine engine;
    private final CalendarId calendar;
    private final UserId user;

    private Seed(SequencedEngine engine, CalendarId calendar, UserId user) {
        this.engine = engine;
        this.calendar = calendar;
        this.user = user;
    }

    /**
     * All entries are created before any is edited, and each edit goes over all of them. The store
     * is opened for each time anew, as one of that age was: the size of its pages depends on it.
     */
    static void write(Path data, int entries, long calendar, long user)
            throws InterruptedException, ExecutionException {
        for (var round = 0; round < FACTS_EACH; round++) {
            try (var store = EmbeddedMongo.open(data.resolve("almanac.db"));
                    var client = MongoClients.create(store.settings().build())) {
                var facts = client.getDatabase("almanac").getCollection("facts");
                new Seed(engine(facts), new CalendarId(calendar), new UserId(user))
                        .round(round, entries);
            }
        }
    }

    private static SequencedEngine engine(MongoCollection<Document> facts) {
        StoreIndexes.forFacts(facts);
        var serializer = new FactSerializer(almanac.store.FactNames.of(FactNames.ALL));
        return SequencedEngine.builder()
                .facts(facts)
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .build();
    }

    private void round(int round, int entries) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newFixedThreadPool(WRITERS)) {
            var writers =
                    IntStream.range(0, WRITERS)
                            .<Future<?>>mapToObj(w ->
                                    threads.submit(() -> {
                                        for (var i = w; i < entries; i += WRITERS) {
                                            append(i, round);
                                        }
                                    }))
                            .toList();
            for (var writer : writers) {
                writer.get();
            }
        }
    }

    private void append(int number, int round) {
        var entry = new EntryId(FIRST + number);
        engine.appendEvents(
                List.of(
                        new GenericDomainEventMessage<>(
                                "EntryAggregate",
                                entry.toString(),
                                round,
                                fact(entry, number, round),
                                MetaData.from(Actor.user(user).asMetaData()))));
    }

    private EntryFact fact(EntryId entry, int number, int round) {
        return switch (round) {
            case 0 ->
                    new EntryFact.EntryCreated(
                            entry,
                            calendar,
                            "seed-" + number + "@example.org",
                            user,
                            Details.titled("Meeting " + number),
                            span(number),
                            Optional.empty(),
                            Optional.empty());
            case 1 -> updated(entry, new Change.Location(Optional.of("Room " + number % 300)));
            case 2 ->
                    updated(entry, new Change.Notes(Optional.of("Bring the papers of " + number)));
            default -> updated(entry, new Change.Title("Meeting " + number + ", moved"));
        };
    }

    private static EntryFact updated(EntryId entry, Change change) {
        return new EntryFact.EntryUpdated(entry, List.of(change));
    }

    /** Some forty a day over twenty years. */
    private static Span span(int number) {
        var starts =
                LocalDateTime.of(
                        DAY.plusDays(number % 7300),
                        LocalTime.of(8 + number % 10, number % 4 * 15));
        return new Span.Timed(
                starts, ZoneId.of("Europe/Vienna"), new End.At(starts.plusMinutes(45)));
    }
}
