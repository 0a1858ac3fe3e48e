package almanac.store;

import almanac.embedded.EmbeddedMongo;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.bson.Document;

/**
 * The process that is killed: each of its threads appends numbered commits, of one to three facts,
 * and prints each commit after it was acknowledged.
 */
final class KilledWriter {

    static final int THREADS = 4;

    private KilledWriter() {}

    public static void main(String[] args) {
        var store = EmbeddedMongo.open(Path.of(args[0]));
        var engine = engine(MongoClients.create(store.settings().build()).getDatabase("kill"));
        for (var thread = 0; thread < THREADS; thread++) {
            var name = args[1] + "-" + thread;
            Thread.ofPlatform().start(() -> append(engine, name));
        }
    }

    static SequencedEngine engine(MongoDatabase database) {
        MongoCollection<Document> facts = database.getCollection("facts");
        StoreIndexes.forFacts(facts);
        return SequencedEngine.builder()
                .facts(facts)
                .durability(Durability.SINGLE_SERVER)
                .eventSerializer(new FactSerializer(Noted.NAMES))
                .build();
    }

    private static void append(SequencedEngine engine, String name) {
        try (var out = new FileOutputStream(FileDescriptor.out)) {
            for (var number = 0; ; number++) {
                engine.appendEvents(commit(name, number));
                out.write((name + " " + number + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the commit of that number holds; anyone can say. */
    static List<DomainEventMessage<?>> commit(String name, int number) {
        return Noted.messages(name, first(number), first(number + 1) - 1L);
    }

    /** Commits hold one, two, three, one, two, three ... facts. */
    private static long first(int number) {
        return number / 3 * 6L + new long[] {0, 1, 3}[number % 3];
    }
}
