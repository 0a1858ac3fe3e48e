package almanac.embedded;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A driver in the store's process has no socket between, and misses nothing that one brings. */
final class LocalConnectionTest {

    private static final long SEED = 20261129;
    private static final int DOCUMENTS = 12_000;
    private static final int WRITERS = 4;
    private static final int EACH = 400;

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

    /**
     * A file of Java's channels is closed for everybody when one thread that reads is interrupted.
     */
    @Test
    void interrupted_threads_lose_nothing_and_stop_nobody() throws Exception {
        Path file = folder.resolve("data");
        try (Opened opened = Opened.on(file)) {
            fill(opened.collection());
        }
        List<Writer> writers;
        try (Opened opened = Opened.on(file)) {
            writers = interrupted(opened.collection());
        }
        try (Opened opened = Opened.on(file)) {
            assertThat(writers).allSatisfy(writer -> assertThat(writer.unexpected).isEmpty());
            assertThat(writers)
                    .flatMap(writer -> writer.acknowledged)
                    .isNotEmpty()
                    .allMatch(id -> opened.collection().find(eq("_id", id)).first() != null);
        }
    }

    /** More than the store keeps in memory. */
    private static void fill(MongoCollection<Document> things) {
        Random random = new Random(SEED);
        for (int from = 0; from < DOCUMENTS; from += 1_000) {
            things.insertMany(
                    IntStream.range(from, from + 1_000)
                            .mapToObj(id -> {
                                byte[] words = new byte[1_500];
                                random.nextBytes(words);
                                return new Document("_id", id).append("words", words);
                            })
                            .toList());
        }
    }

    private static List<Writer> interrupted(MongoCollection<Document> things)
            throws InterruptedException {
        List<Writer> writers =
                IntStream.range(0, WRITERS).mapToObj(number -> new Writer(things, number)).toList();
        writers.forEach(Thread::start);
        while (writers.stream().anyMatch(Thread::isAlive)) {
            writers.forEach(Thread::interrupt);
            Thread.onSpinWait();
        }
        for (Writer writer : writers) {
            writer.join();
        }
        return writers;
    }

    /** Reads what is there and adds to it. */
    private static final class Writer extends Thread {

        private final MongoCollection<Document> things;
        private final int first;
        private final Random random;
        private final List<Integer> acknowledged = new ArrayList<>();
        private final List<Throwable> unexpected = new ArrayList<>();

        Writer(MongoCollection<Document> things, int number) {
            this.things = things;
            this.first = DOCUMENTS + number * EACH;
            this.random = new Random(SEED + number);
        }

        @Override
        public void run() {
            for (int id = first; id < first + EACH; id++) {
                try {
                    assertThat(things.find(eq("_id", random.nextInt(DOCUMENTS))).first())
                            .isNotNull();
                    things.insertOne(new Document("_id", id));
                    acknowledged.add(id);
                } catch (MongoInterruptedException e) {
                    Thread.interrupted();
                } catch (RuntimeException | AssertionError e) {
                    unexpected.add(e);
                }
            }
        }
    }
}
