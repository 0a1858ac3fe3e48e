package almanac.benchmarks;

import almanac.calendar.CalendarId;
import almanac.embedded.EmbeddedMongo;
import almanac.entry.Details;
import almanac.entry.EntryFact;
import almanac.entry.EntryId;
import almanac.store.FactNames;
import almanac.store.FactSerializer;
import almanac.store.SequencedEngine;
import almanac.store.StoreIndexes;
import almanac.time.End;
import almanac.time.Span;
import almanac.user.UserId;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.bson.Document;

/** A store in a file of its own with an engine on it; the same durable settings as the app's. */
final class StoreBench implements AutoCloseable {

    private final Path directory;
    private final EmbeddedMongo server;
    private final MongoClient client;
    private final AtomicLong next = new AtomicLong();

    final MongoDatabase database;
    final SequencedEngine engine;

    StoreBench() throws IOException {
        directory = Files.createTempDirectory("almanac-bench");
        server = EmbeddedMongo.open(directory.resolve("store"));
        client = MongoClients.create(server.settings().build());
        database = client.getDatabase("bench");
        StoreIndexes.forFacts(facts());
        var serializer = new FactSerializer(FactNames.of(almanac.message.FactNames.ALL));
        engine =
                SequencedEngine.builder()
                        .facts(facts())
                        .snapshots(database.getCollection("snapshots"))
                        .eventSerializer(serializer)
                        .snapshotSerializer(serializer)
                        .build();
    }

    MongoCollection<Document> facts() {
        return database.getCollection("facts");
    }

    /** Appends the creation of one more entry. */
    void append() {
        engine.appendEvents(List.of(created(next.incrementAndGet())));
    }

    private static GenericDomainEventMessage<EntryFact> created(long number) {
        var id = new EntryId(number);
        var start = LocalDateTime.of(2026, 3, 30, 15, 30);
        var fact =
                new EntryFact.EntryCreated(
                        id,
                        new CalendarId(5),
                        id + "@almanac",
                        new UserId(7),
                        Details.titled("School pickup"),
                        new Span.Timed(
                                start,
                                ZoneId.of("Europe/Berlin"),
                                new End.At(start.plusMinutes(30))),
                        Optional.empty(),
                        Optional.empty());
        return new GenericDomainEventMessage<>("entry", id.toString(), 0, fact);
    }

    /** The bytes of one commit as the engine stores it, for a bare insert of the same size. */
    Document sample() {
        append();
        return Objects.requireNonNull(facts().find().first(), "just appended");
    }

    @Override
    public void close() throws IOException {
        client.close();
        server.close();
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
