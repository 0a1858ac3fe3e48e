package almanac.embedded;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Indexes.ascending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoNamespace;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WritesTest {

    private Opened opened = Opened.inMemory();
    private MongoCollection<Document> things = opened.collection();

    @BeforeEach
    void index_the_numbers() {
        things.createIndex(ascending("number"), new IndexOptions().unique(true).name("one-number"));
    }

    @AfterEach
    void close() {
        opened.close();
    }

    @Test
    void a_duplicate_names_the_index_the_key_and_the_value() {
        things.insertOne(thing(1, 7));
        MongoWriteException refused =
                catchThrowableOfType(
                        MongoWriteException.class, () -> things.insertOne(thing(2, 7)));
        assertThat(refused.getCode()).isEqualTo(11000);
        assertThat(refused.getMessage())
                .contains("test.things index: one-number dup key: { number: 7 }");
        assertThat(refused.getError().getDetails()).isNotNull();
        assertThatThrownBy(() -> things.insertOne(thing(1, 8))).hasMessageContaining("index: _id_");
        assertThat(things.countDocuments()).isEqualTo(1);
    }

    @Test
    void an_update_into_a_taken_key_is_refused_and_changes_nothing() {
        things.insertMany(List.of(thing(1, 1), thing(2, 2)));
        Document taken = new Document("$set", new Document("number", 1));
        assertThatThrownBy(() -> things.updateOne(eq("_id", 2), taken))
                .hasMessageContaining("one-number");
        assertThatThrownBy(() -> things.findOneAndUpdate(eq("_id", 2), taken))
                .isInstanceOf(MongoCommandException.class)
                .hasMessageContaining("one-number")
                .extracting(error -> ((MongoCommandException) error).getCode())
                .isEqualTo(11000);
        assertThat(things.find(eq("number", 2)).first()).isEqualTo(thing(2, 2));
        things.updateOne(eq("_id", 1), new Document("$set", new Document("number", 3)));
        things.updateOne(eq("_id", 2), taken);
        assertThat(things.find(eq("number", 1)).first()).isEqualTo(thing(2, 1));
    }

    @Test
    void an_ordered_insert_stops_at_the_first_error_and_keeps_what_came_before() {
        List<Document> documents = List.of(thing(1, 1), thing(2, 1), thing(3, 3));
        MongoBulkWriteException refused =
                catchThrowableOfType(
                        MongoBulkWriteException.class, () -> things.insertMany(documents));
        assertThat(refused.getWriteResult().getInsertedCount()).isEqualTo(1);
        assertThat(refused.getWriteErrors()).singleElement().matches(e -> e.getIndex() == 1);
        assertThat(things.countDocuments()).isEqualTo(1);
    }

    @Test
    void an_unordered_insert_goes_on_behind_an_error() {
        List<Document> documents = List.of(thing(1, 1), thing(2, 1), thing(3, 3));
        MongoBulkWriteException refused =
                catchThrowableOfType(
                        MongoBulkWriteException.class,
                        () -> things.insertMany(documents, new InsertManyOptions().ordered(false)));
        assertThat(refused.getWriteResult().getInsertedCount()).isEqualTo(2);
        assertThat(things.countDocuments()).isEqualTo(2);
    }

    @Test
    void an_ordered_bulk_of_updates_stops_at_the_first_error() {
        things.insertMany(List.of(thing(1, 1), thing(2, 2), thing(3, 3)));
        MongoBulkWriteException refused =
                catchThrowableOfType(
                        MongoBulkWriteException.class,
                        () ->
                                things.bulkWrite(
                                        List.of(
                                                set(1, 10),
                                                set(2, 10),
                                                set(3, 30),
                                                new InsertOneModel<>(thing(4, 4))),
                                        new BulkWriteOptions().ordered(true)));
        assertThat(refused.getWriteErrors()).singleElement().matches(e -> e.getIndex() == 1);
        assertThat(refused.getWriteResult().getModifiedCount()).isEqualTo(1);
        assertThat(things.find().into(new ArrayList<>()))
                .containsExactly(thing(1, 10), thing(2, 2), thing(3, 3));
    }

    @Test
    void a_counter_gives_each_caller_its_own_value() throws Exception {
        Set<Integer> values = ConcurrentHashMap.newKeySet();
        Document increment = new Document("$inc", new Document("value", 1));
        FindOneAndUpdateOptions after =
                new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);
        inParallel(
                8,
                () -> {
                    for (int i = 0; i < 500; i++) {
                        Document counter =
                                Objects.requireNonNull(
                                        things.findOneAndUpdate(
                                                eq("_id", "counter"), increment, after));
                        assertThat(values.add(counter.getInteger("value"))).isTrue();
                    }
                    return values;
                });
        assertThat(values).hasSize(4000).contains(1, 4000);
    }

    @Test
    void a_reader_never_sees_half_of_an_update() throws Exception {
        things.insertOne(new Document("_id", "pair").append("left", 0).append("right", 0));
        inParallel(
                4,
                () -> {
                    for (int i = 1; i <= 300; i++) {
                        Document both = new Document("left", i).append("right", i);
                        things.updateOne(eq("_id", "pair"), new Document("$set", both));
                        Document seen =
                                Objects.requireNonNull(things.find(eq("_id", "pair")).first());
                        assertThat(seen.get("left")).isEqualTo(seen.get("right"));
                    }
                    return true;
                });
        assertThat(things.find(eq("_id", "pair")).first()).containsEntry("left", 300);
    }

    @Test
    void upserts_at_once_create_one_document() throws Exception {
        inParallel(
                8,
                () ->
                        things.updateOne(
                                eq("_id", "shared"),
                                new Document("$inc", new Document("n", 1)),
                                new UpdateOptions().upsert(true)));
        assertThat(things.find(eq("_id", "shared")).first()).containsEntry("n", 8);
    }

    @Test
    void indexes_and_collections_can_be_dropped_and_renamed() {
        things.insertMany(List.of(thing(1, 1), thing(2, 2)));
        things.renameCollection(new MongoNamespace("test.others"));
        MongoCollection<Document> others = opened.database().getCollection("others");
        assertThat(others.find(eq("number", 2)).first()).isEqualTo(thing(2, 2));
        assertThatThrownBy(() -> others.insertOne(thing(3, 2))).hasMessageContaining("one-number");
        others.dropIndex("one-number");
        others.insertOne(thing(3, 2));
        assertThat(others.listIndexes().into(new ArrayList<>())).hasSize(1);
        others.drop();
        assertThat(opened.database().listCollectionNames().into(new ArrayList<>()))
                .doesNotContain("others", "things");
        assertThat(opened.store().stats().documents()).isZero();
    }

    @Test
    void a_dropped_database_can_be_used_again() {
        things.insertOne(thing(1, 1));
        opened.database().drop();
        assertThat(things.countDocuments()).isZero();
        things.insertMany(List.of(thing(1, 1), thing(2, 1)));
        assertThat(opened.store().stats().documents()).isEqualTo(2);
    }

    @Test
    void a_document_that_grows_too_large_stays_as_it_was() {
        things.insertOne(thing(1, 1));
        byte[] half = new byte[9 << 20];
        things.updateOne(eq("_id", 1), new Document("$set", new Document("one", half)));
        Document second = new Document("number", 2).append("two", half);
        assertThatThrownBy(() -> things.updateOne(eq("_id", 1), new Document("$set", second)))
                .hasMessageContaining("bytes");
        assertThat(things.countDocuments(eq("number", 1))).isEqualTo(1);
        assertThat(opened.database().runCommand(new Document("validate", "things")))
                .containsEntry("valid", true);
    }

    @Test
    void an_index_over_documents_with_duplicates_is_refused_and_leaves_nothing_behind() {
        things.insertMany(
                IntStream.range(0, 50).mapToObj(i -> thing(i, i).append("half", i / 2)).toList());
        assertThatThrownBy(() ->
                        things.createIndex(ascending("half"), new IndexOptions().unique(true)))
                .hasMessageContaining("E11000");
        things.createIndex(ascending("half"));
        long before = opened.store().entriesExamined();
        assertThat(things.find(eq("half", 3)).into(new ArrayList<>())).hasSize(2);
        assertThat(opened.store().entriesExamined() - before).isEqualTo(2);
    }

    private static UpdateOneModel<Document> set(int id, int number) {
        return new UpdateOneModel<>(
                eq("_id", id), new Document("$set", new Document("number", number)));
    }

    private static Document thing(Object id, int number) {
        return new Document("_id", id).append("number", number);
    }

    private static <T> void inParallel(int threads, Callable<T> task) throws Exception {
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            for (Future<T> done : executor.invokeAll(Collections.nCopies(threads, task))) {
                done.get();
            }
        }
    }
}
