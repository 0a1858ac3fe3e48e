package almanac.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same random commands to this store, with indexes, and to the server's own memory backend,
 * which only scans.
 */
class DifferentialTest {

    private static final int STEPS = 600;

    @TempDir Path folder;
    private MongoServer plain;
    private MongoClient plainClient;

    @BeforeEach
    void start_the_model() {
        plain = new MongoServer(new MemoryBackend());
        plainClient = MongoClients.create(plain.bindAndGetConnectionString());
    }

    @AfterEach
    void stop_the_model() {
        plainClient.close();
        plain.shutdownNow();
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 4 * Integer.getInteger("random.times", 1));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void answers_like_a_store_that_only_scans(long seed) {
        RandomDocuments random = new RandomDocuments(seed);
        MongoCollection<Document> model = plainClient.getDatabase("test").getCollection("things");
        Path file = folder.resolve("data.mv");
        Opened opened = Opened.on(file);
        try {
            for (Document index : random.indexes()) {
                opened.collection().createIndex(index, new IndexOptions().sparse(random.chance(4)));
            }
            for (int step = 0; step < STEPS; step++) {
                if (step == STEPS / 2) {
                    opened.close();
                    opened = Opened.on(file);
                }
                compare(random, model, opened.collection(), "seed " + seed + ", step " + step);
            }
            assertThat(opened.database().runCommand(new Document("validate", "things")))
                    .as("seed %d", seed)
                    .containsEntry("errors", List.of());
            assertThat(opened.store().entriesExamined()).isPositive();
        } finally {
            opened.close();
        }
    }

    private static void compare(
            RandomDocuments random,
            MongoCollection<Document> model,
            MongoCollection<Document> store,
            String where) {
        switch (random.below(10)) {
            case 0, 1, 2 -> {
                Document document = random.document();
                same(
                        model,
                        store,
                        where + " insert " + document,
                        c -> {
                            c.insertOne(new Document(document));
                            return document;
                        });
            }
            case 3 -> {
                Document filter = random.byId();
                Document update = random.update();
                same(
                        model,
                        store,
                        where + " update " + filter + update,
                        c ->
                                c.updateOne(
                                                filter,
                                                update,
                                                new UpdateOptions().upsert(random.seeded(3)))
                                        .getMatchedCount());
            }
            case 4 -> {
                Document filter = random.filter();
                Document update = random.safeUpdate();
                same(
                        model,
                        store,
                        where + " updateMany " + filter + update,
                        c -> c.updateMany(filter, update).getModifiedCount());
            }
            case 5 -> {
                Document filter = random.byId();
                Document update = random.update();
                same(
                        model,
                        store,
                        where + " findAndModify " + filter + update,
                        c ->
                                c.findOneAndUpdate(
                                        filter,
                                        update,
                                        new FindOneAndUpdateOptions()
                                                .returnDocument(ReturnDocument.AFTER)));
            }
            case 6 -> {
                Document filter = random.byId();
                same(
                        model,
                        store,
                        where + " delete " + filter,
                        c -> c.deleteOne(filter).getDeletedCount());
            }
            default -> compareFind(random, model, store, where);
        }
    }

    private static void compareFind(
            RandomDocuments random,
            MongoCollection<Document> model,
            MongoCollection<Document> store,
            String where) {
        Document filter = random.filter();
        same(
                model,
                store,
                where + " find " + filter,
                c -> sortedById(c.find(filter).into(new ArrayList<>())));
        same(model, store, where + " count " + filter, c -> c.countDocuments(filter));
        Document order = random.order();
        int limit = random.below(20);
        int skip = random.below(5);
        same(
                model,
                store,
                where + " find " + filter + " sort " + order + " skip " + skip + " limit " + limit,
                c ->
                        c.find(filter)
                                .sort(order)
                                .skip(skip)
                                .limit(limit)
                                .batchSize(3)
                                .into(new ArrayList<>()));
    }

    private static List<Document> sortedById(List<Document> documents) {
        documents.sort(Comparator.comparing(one -> String.valueOf(one.get("_id"))));
        return documents;
    }

    private static void same(
            MongoCollection<Document> model,
            MongoCollection<Document> store,
            String what,
            Function<MongoCollection<Document>, @Nullable Object> command) {
        assertThat(outcome(store, command)).as(what).isEqualTo(outcome(model, command));
    }

    private static Object outcome(
            MongoCollection<Document> collection,
            Function<MongoCollection<Document>, @Nullable Object> command) {
        try {
            return Objects.requireNonNullElse(command.apply(collection), "nothing");
        } catch (MongoException e) {
            return "error " + e.getCode();
        }
    }
}
