package almanac.embedded;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    private static final long SEED = 99;

    @TempDir Path folder;

    @Test
    void everything_up_to_a_torn_record_comes_back() throws IOException {
        Path file = folder.resolve("data.mv");
        Path journal = written(file, 20);
        byte[] whole = Files.readAllBytes(journal);
        for (int cut : List.of(1, 9, 200)) {
            Files.write(journal, Arrays.copyOf(whole, whole.length - cut));
            assertThat(replayed(file)).isBetween(15, 19);
        }
    }

    @Test
    void nothing_behind_a_damaged_record_is_believed() throws IOException {
        Path file = folder.resolve("data.mv");
        Path journal = written(file, 20);
        byte[] damaged = Files.readAllBytes(journal);
        damaged[damaged.length / 2] ^= 1;
        Files.write(journal, damaged);
        assertThat(replayed(file)).isBetween(5, 15);
        Files.write(journal, "nonsense".getBytes(), StandardOpenOption.TRUNCATE_EXISTING);
        assertThat(replayed(file)).isZero();
    }

    @Test
    void replaying_twice_gives_the_same_store() throws IOException {
        Path file = folder.resolve("data.mv");
        Path journal = written(file, 20);
        Path copy = Files.copy(journal, folder.resolve("copy"));
        Opened.on(file).close();
        Files.copy(copy, folder.resolve("data.mv.journal.1"));
        try (Opened opened = Opened.on(file)) {
            assertThat(opened.collection().countDocuments()).isEqualTo(20);
            assertThat(opened.database().runCommand(new Document("validate", "things")))
                    .containsEntry("valid", true);
        }
    }

    @Test
    void a_collection_made_after_a_crash_shares_nothing_with_one_that_was_empty()
            throws IOException {
        Path died = Files.createDirectory(folder.resolve("died"));
        try (Opened opened = Opened.on(folder.resolve("data.mv"))) {
            // what the server keeps for itself comes with the first one
            opened.database().createCollection("first");
            opened.database().createCollection("empty");
            try (var files = Files.newDirectoryStream(folder, "data.mv*")) {
                for (Path file : files) {
                    Files.copy(file, died.resolve(file.getFileName()));
                }
            }
        }
        try (Opened opened = Opened.on(died.resolve("data.mv"))) {
            var other = opened.database().getCollection("other");
            other.createIndex(Indexes.ascending("name"));
            other.insertOne(new Document("_id", 1).append("name", "Ada"));

            var empty = opened.database().getCollection("empty");
            assertThat(empty.find()).isEmpty();
            assertThat(other.find(eq("name", "Ada"))).hasSize(1);
        }
    }

    @Test
    void a_file_can_be_opened_by_one_store_only() {
        Path file = folder.resolve("data.mv");
        try (Opened first = Opened.on(file)) {
            first.collection().insertOne(new Document("_id", 1));
            assertThatThrownBy(() -> EmbeddedMongo.open(file)).isInstanceOf(RuntimeException.class);
            assertThat(first.collection().countDocuments()).isEqualTo(1);
        }
    }

    @Test
    void the_file_stays_within_five_times_the_data_under_updates_and_deletes() throws IOException {
        Path file = folder.resolve("data.mv");
        Random random = new Random(SEED);
        Checkpointer.Limits limits = new Checkpointer.Limits(500_000, 1 << 20);
        EmbeddedMongo store = EmbeddedMongo.open(file, Durability.PROCESS_CRASH, limits);
        try (Opened opened = Opened.of(store)) {
            MongoCollection<Document> things = opened.collection();
            things.createIndex(Indexes.ascending("owner", "start"));
            things.createIndex(Indexes.ascending("start"));
            // enough data that the bound speaks of it and not of the journal, whose length is
            // fixed: a part of the pages is changed between two checkpoints, not all of them
            for (int i = 0; i < 12_500; i++) {
                Document thing = thing(random, random.nextInt(5_000));
                things.replaceOne(
                        eq("_id", thing.get("_id")), thing, new ReplaceOptions().upsert(true));
            }
        }
        assertThat(Files.size(file)).as("seed %d", SEED).isLessThan(5 * liveBytes(file));
        assertThat(siblings()).containsExactly("data.mv");
    }

    private static Document thing(Random random, int id) {
        byte[] noise = new byte[200];
        random.nextBytes(noise);
        return new Document("_id", "thing-" + id)
                .append("owner", "owner-" + random.nextInt(20))
                .append("start", random.nextInt())
                .append("payload", noise);
    }

    private static long liveBytes(Path file) {
        try (Opened opened = Opened.on(file)) {
            Number size =
                    opened.database()
                            .runCommand(new Document("collstats", "things"))
                            .get("size", Number.class);
            assertThat(size.longValue()).isGreaterThan(500_000);
            return size.longValue();
        }
    }

    /** A journal with an insert for each record, as a killed process leaves it behind. */
    private Path written(Path file, int documents) throws IOException {
        Opened opened = Opened.on(file);
        opened.collection().createIndex(Indexes.ascending("number"));
        opened.close();
        opened = Opened.on(file);
        for (int i = 0; i < documents; i++) {
            opened.collection()
                    .insertOne(
                            new Document("_id", i)
                                    .append("number", i)
                                    .append("text", "x".repeat(50)));
        }
        Path journal =
                folder.resolve(
                        siblings().stream()
                                .filter(name -> name.contains("journal"))
                                .findAny()
                                .orElseThrow());
        Path killed = Files.copy(journal, folder.resolve("killed"));
        Files.copy(file, folder.resolve("base"));
        opened.close();
        Files.delete(file);
        Files.move(folder.resolve("base"), file);
        return Files.move(killed, journal);
    }

    /** How many documents a copy of the store has after it was opened. */
    private int replayed(Path file) throws IOException {
        Path copies = Files.createTempDirectory(folder, "copy");
        for (String name : siblings()) {
            if (Files.isRegularFile(folder.resolve(name))) {
                Files.copy(folder.resolve(name), copies.resolve(name));
            }
        }
        try (Opened opened = Opened.on(copies.resolve(file.getFileName()))) {
            assertThat(opened.database().runCommand(new Document("validate", "things")))
                    .containsEntry("valid", true);
            List<Document> all = opened.collection().find().into(new ArrayList<>());
            for (int i = 0; i < all.size(); i++) {
                assertThat(all.get(i)).containsEntry("_id", i);
            }
            return all.size();
        }
    }

    private List<String> siblings() {
        try (var files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
