package almanac.embedded;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A driver in the store's process has no socket between, and misses nothing that one brings. */
final class LocalConnectionTest {

    private static final long SEED = 20261129;
    private static final int WRITERS = 4;

    @TempDir Path folder;

    @Test
    void whoever_comes_over_the_port_finds_the_same() {
        try (Opened opened = Opened.inMemory();
                MongoClient other = MongoClients.create(opened.store().uri())) {
            opened.collection().insertOne(new Document("_id", 1));

            assertThat(other.getDatabase("test").getCollection("things").find())
                    .containsExactly(new Document("_id", 1));
            assertThat(opened.store().uri()).isEqualTo(opened.store().uri());
        }
    }

    @Test
    void what_is_answered_once_is_not_cut_at_the_size_of_a_buffer() {
        byte[] much = new byte[3 << 20];
        new Random(SEED).nextBytes(much);
        try (Opened opened = Opened.inMemory()) {
            opened.collection()
                    .insertMany(
                            IntStream.range(0, 4)
                                    .mapToObj(i -> new Document("_id", i).append("much", much))
                                    .toList());

            assertThat(opened.collection().find())
                    .hasSize(4)
                    .allSatisfy(found ->
                            assertThat(found.get("much", Binary.class).getData()).isEqualTo(much));
        }
    }

    @Test
    void a_closed_store_refuses_at_once() {
        Opened opened = Opened.inMemory();
        opened.collection().insertOne(new Document("_id", 1));
        opened.store().close();
        try (MongoClient client = opened.client()) {
            assertThatThrownBy(() -> client.getDatabase("test").getCollection("things").drop())
                    .isInstanceOf(MongoException.class);
        }
        assertThatThrownBy(opened.store()::uri).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_command_that_cannot_be_carried_out_leaves_the_connection_usable() {
        try (Opened opened = Opened.inMemory()) {
            opened.collection().insertOne(new Document("_id", 1));

            assertThatThrownBy(() -> opened.collection().insertOne(new Document("_id", 1)))
                    .isInstanceOf(MongoException.class);

            assertThat(opened.collection().countDocuments()).isEqualTo(1);
        }
    }

    /** An interrupt closes the file of who is reading it, unless somebody sees to that. */
    @Test
    void interrupted_threads_lose_nothing_and_stop_nobody() throws Exception {
        Path file = folder.resolve("data");
        try (Opened opened = Opened.on(file)) {
            fill(opened.collection());
        }
        List<Integer> acknowledged;
        try (Opened opened = Opened.on(file)) {
            acknowledged = writeUnderInterrupts(opened.collection());
            assertThat(opened.collection().countDocuments()).isGreaterThanOrEqualTo(DOCUMENTS);
        }
        try (Opened opened = Opened.on(file)) {
            assertThat(acknowledged).isNotEmpty();
            assertThat(acknowledged)
                    .allSatisfy(id ->
                            assertThat(opened.collection().find(eq("_id", id)).first())
                                    .isNotNull());
        }
    }

    private static final int DOCUMENTS = 12_000;

    /** More than the store keeps in memory. */
    private static void fill(MongoCollection<Document> things) {
        Random random = new Random(SEED);
        for (int from = 0; from < DOCUMENTS; from += 1_000) {
            things.insertMany(
                    IntStream.range(from, from + 1_000)
                            .mapToObj(i -> {
                                byte[] words = new byte[1_500];
                                random.nextBytes(words);
                                return new Document("_id", i).append("words", words);
                            })
                            .toList());
        }
    }

    private static List<Integer> writeUnderInterrupts(MongoCollection<Document> things)
            throws InterruptedException {
        List<Integer> acknowledged = new ArrayList<>();
        AtomicInteger running = new AtomicInteger(WRITERS);
        List<Throwable> unexpected = new ArrayList<>();
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            Random random = new Random(SEED + i);
            int first = DOCUMENTS + i * 1_000;
            writers.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                for (int id = first; id < first + 400; id++) {
                                    try {
                                        int known = random.nextInt(DOCUMENTS);
                                        if (things.find(eq("_id", known)).first() == null) {
                                            throw new AssertionError(known + " is gone");
                                        }
                                        things.insertOne(new Document("_id", id));
                                        synchronized (acknowledged) {
                                            acknowledged.add(id);
                                        }
                                    } catch (com.mongodb.MongoInterruptedException e) {
                                        Thread.interrupted();
                                    } catch (RuntimeException | Error e) {
                                        synchronized (unexpected) {
                                            unexpected.add(e);
                                        }
                                    }
                                }
                                running.decrementAndGet();
                            }));
        }
        while (running.get() > 0) {
            writers.forEach(Thread::interrupt);
            Thread.onSpinWait();
        }
        for (Thread writer : writers) {
            writer.join();
        }
        assertThat(unexpected).isEmpty();
        return acknowledged;
    }
}
