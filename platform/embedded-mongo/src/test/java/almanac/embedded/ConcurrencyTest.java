package almanac.embedded;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Everything at once, with checkpoints all the time: no error, no standstill, indexes that fit. */
class ConcurrencyTest {

    private static final int THREADS = 8;
    private static final int STEPS = 150;
    private static final long SEED = 7;

    @TempDir Path folder;

    @Test
    @Timeout(60)
    void readers_writers_index_changes_and_checkpoints_do_not_disturb_each_other()
            throws Exception {
        Checkpointer.Limits limits = new Checkpointer.Limits(20_000, 1 << 20);
        EmbeddedMongo store =
                EmbeddedMongo.open(folder.resolve("data.mv"), Durability.PROCESS_CRASH, limits);

        try (Opened opened = Opened.of(store);
                ExecutorService executor = Executors.newFixedThreadPool(THREADS)) {
            opened.collection().createIndex(Indexes.ascending("owner", "start"));
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                Random random = new Random(SEED + thread);
                running.add(executor.submit(() -> work(opened, random)));
            }
            for (Future<?> done : running) {
                done.get();
            }
            assertThat(opened.database().runCommand(new Document("validate", "things")))
                    .as("seed %d", SEED)
                    .containsEntry("errors", List.of());
            assertThat(opened.collection().countDocuments(gte("start", 0)))
                    .isEqualTo(opened.collection().estimatedDocumentCount());
        }
    }

    private static void work(Opened opened, Random random) {
        MongoCollection<Document> things = opened.collection();
        for (int step = 0; step < STEPS; step++) {
            String owner = "owner-" + random.nextInt(5);
            switch (random.nextInt(20)) {
                case 0 -> things.createIndex(Indexes.descending("start"));
                case 1 ->
                        opened.database()
                                .getCollection("other-" + random.nextInt(3))
                                .createIndex(Indexes.ascending("owner"));
                case 2, 3 -> things.deleteMany(and(eq("owner", owner), gte("start", 900)));
                case 4 ->
                        things.updateMany(
                                eq("owner", owner), new Document("$inc", new Document("start", 1)));
                case 5, 6, 7 -> assertOrdered(things, owner);
                case 8 ->
                        things.aggregate(
                                        List.of(
                                                Aggregates.match(eq("owner", owner)),
                                                Aggregates.count()))
                                .first();
                case 9 ->
                        things.insertMany(
                                IntStream.range(0, 20).mapToObj(i -> thing(random)).toList());
                default -> things.insertOne(thing(random));
            }
        }
    }

    private static void assertOrdered(MongoCollection<Document> things, String owner) {
        List<Integer> starts = new ArrayList<>();
        things.find(eq("owner", owner))
                .sort(Sorts.ascending("start"))
                .limit(50)
                .forEach(one -> starts.add(one.getInteger("start")));
        assertThat(starts).isSorted();
        for (Document one : things.find(eq("owner", owner)).batchSize(20)) {
            assertThat(one.getString("owner")).isEqualTo(owner);
        }
    }

    private static Document thing(Random random) {
        return new Document("owner", "owner-" + random.nextInt(5))
                .append("start", random.nextInt(1000))
                .append("tags", List.of(random.nextInt(9)));
    }
}
